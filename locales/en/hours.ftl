# English: opening hours.
# reviewed = true

open-now = Open now
open-now-until = Open now, until { $end }
closed-now = Closed now
closed-now-opens = Closed now, opens { $start }
opening-unknown = Opening hours not known
end-tomorrow = { $time } tomorrow
end-weekday = { $time } on { $day }
end-date = { $time } on { $date }
start-today = at { $time }
start-tomorrow = tomorrow at { $time }
start-weekday = { $day } at { $time }
start-date = { $date } at { $time }

# Days of a line: "Monday to Friday and Sunday".
days-range = { $first } to { $last }
days-every-day = every day
days-every-weeks = every { $weeks } weeks on { $days }
days-every-day-weeks = every day, every { $weeks } weeks
# "first and third Tuesday", then "… of the month".
days-nth = { $nths } { $weekday }
days-nth-of-month = { $days } of the month
days-dates-of-month = on the { $days } of the month
nth-1 = first
nth-2 = second
nth-3 = third
nth-4 = fourth
nth-5 = fifth
nth-last = last
nth-last-but-one = second to last
day-of-month = { NUMBER($day, type: "ordinal") ->
    [one] { $day }st
    [two] { $day }nd
    [few] { $day }rd
   *[other] { $day }th
}
day-last = last day
days-before-last = { $count } days before the last day

# Times of a line.
times-range = { $start } to { $end }
times-from = from { $start }
times-until = until { $end }
times-unknown = times not known
line = { $days }, { $times }
line-all-day = Open 24 hours, { $days }
line-with = { $line } ({ $terms })
line-days-unknown = { $times } (days not known)
line-by-appointment = By appointment
term-school-terms = term time only
term-school-holidays = school holidays only
term-by-appointment = by appointment
term-counted = counted from the week of { $date }
term-range = { $first } to { $last }
term-from = from { $first }
term-until = until { $last }
bank-holidays-open = open on bank holidays
bank-holidays-closed = closed on bank holidays
