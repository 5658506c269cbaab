# English: days, times and sessions. Handouts need these in every language.
# reviewed = true

# Within sentences and lists: as they are written there.
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
# Only ever within a date: in the form a date needs.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day-month = { $day } { $month }
date-full = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month }
date-weekday-full = { $weekday } { $day } { $month } { $year }
# $hour and $minute are of a clock of twelve hours, $clock is 14:30.
time-am = { $hour }am
time-am-minutes = { $hour }:{ $minute }am
time-pm = { $hour }pm
time-pm-minutes = { $hour }:{ $minute }pm
time-noon = noon
time-twelve-noon = 12 noon
time-midnight = midnight
session = { $day }, { $start }
session-until = { $day }, { $start } to { $end }
session-today = Today, { $date }
session-tomorrow = Tomorrow, { $date }
by-appointment-after = { $text } (by appointment)
# $vowel says whether the last word begins with a vowel.
list-and = { $first } and { $last }
list-or = { $first } or { $last }
