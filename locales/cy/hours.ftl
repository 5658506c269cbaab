# Cymraeg / Welsh: opening hours.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

open-now = Ar agor nawr
open-now-until = Ar agor nawr, tan { $end }
closed-now = Ar gau nawr
closed-now-opens = Ar gau nawr, yn agor { $start }
opening-unknown = Nid yw'r oriau agor yn hysbys
end-tomorrow = { $time } yfory
end-weekday = { $time } { $day }
end-date = { $time } ar { $date }
start-today = am { $time }
start-tomorrow = yfory am { $time }
start-weekday = { $day } am { $time }
start-date = { $date } am { $time }

days-range = { $first } tan { $last }
days-every-day = bob dydd
days-every-weeks = bob { $weeks } wythnos: { $days }
days-every-day-weeks = bob dydd, bob { $weeks } wythnos
days-nth = { $weekday } { $nths }
days-nth-of-month = { $days } y mis
days-dates-of-month = ar y { $days } o'r mis
nth-1 = 1af
nth-2 = 2il
nth-3 = 3ydd
nth-4 = 4ydd
nth-5 = 5ed
nth-last = olaf
nth-last-but-one = olaf ond un
day-of-month = { NUMBER($day, type: "ordinal") ->
    [one] { $day }af
    [two] { $day }il
    [few] { $day }ydd
    [many] { $day }ed
    [zero] { $day }fed
    [11] { $day }eg
    [13] { $day }eg
    [14] { $day }eg
    [16] { $day }eg
    [17] { $day }eg
    [19] { $day }eg
    [21] { $day }ain
    [22] { $day }ain
    [23] { $day }ain
    [24] { $day }ain
    [25] { $day }ain
    [26] { $day }ain
    [27] { $day }ain
    [28] { $day }ain
    [29] { $day }ain
    [30] { $day }ain
    [31] { $day }ain
   *[other] { $day }fed
}
day-last = diwrnod olaf
days-before-last = { $count } diwrnod cyn y diwrnod olaf

times-range = { $start } tan { $end }
times-from = o { $start }
times-until = tan { $end }
times-unknown = nid yw'r amserau'n hysbys
line = { $days }, { $times }
line-all-day = Ar agor 24 awr, { $days }
line-with = { $line } ({ $terms })
line-days-unknown = { $times } (nid yw'r dyddiau'n hysbys)
line-by-appointment = Drwy apwyntiad
term-school-terms = yn ystod tymor yr ysgol yn unig
term-school-holidays = yn ystod gwyliau'r ysgol yn unig
term-by-appointment = drwy apwyntiad
term-counted = gan gyfrif o wythnos { $date }
term-range = { $first } tan { $last }
term-from = o { $first }
term-until = tan { $last }
bank-holidays-open = ar agor ar wyliau banc
bank-holidays-closed = ar gau ar wyliau banc
