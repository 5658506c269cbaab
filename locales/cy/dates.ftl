# Cymraeg / Welsh: days, times and sessions.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

weekday-monday = dydd Llun
weekday-tuesday = dydd Mawrth
weekday-wednesday = dydd Mercher
weekday-thursday = dydd Iau
weekday-friday = dydd Gwener
weekday-saturday = dydd Sadwrn
weekday-sunday = dydd Sul
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
date-day-month = { $day } { $month }
date-full = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month }
date-weekday-full = { $weekday } { $day } { $month } { $year }
time-am = { $hour }yb
time-am-minutes = { $hour }:{ $minute }yb
time-pm = { $hour }yp
time-pm-minutes = { $hour }:{ $minute }yp
time-noon = hanner dydd
time-twelve-noon = hanner dydd
time-midnight = hanner nos
session = { $day }, { $start }
session-until = { $day }, { $start } tan { $end }
session-today = Heddiw, { $date }
session-tomorrow = Yfory, { $date }
by-appointment-after = { $text } (drwy apwyntiad)
list-and = { $vowel ->
    [yes] { $first } ac { $last }
   *[no] { $first } a { $last }
}
list-or = { $first } neu { $last }
