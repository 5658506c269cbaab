# English: facts about a service, the same on every page.
# reviewed = true

services = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
not-stated = Not stated
not-known = Not known
distance-under = under 0.1 miles
distance-one = 1 mile
distance-tenths = { $miles } miles
distance-miles = { $count } miles
distance-about-one = about a mile
distance-about = about { $count } miles
reach-phone-or-online = Phone or online
serves = Serves { $areas }
serves-nations = Serves all of { $nations }
serves-uk = Serves the whole of the UK
postcodes = { $codes } postcodes
and-other-areas = { $first } and { $count } other areas
and-other-postcodes = { $first } and { $count } other postcodes
and-other-places = { $count ->
    [one] { $address }, and 1 other place
   *[other] { $address }, and { $count } other places
}
address-withheld = Address withheld for safety
address-withheld-town = Address withheld for safety ({ $town })

checked-never = Never checked, as far as we know
checked-today = Checked today
checked-yesterday = Checked yesterday
checked-days = Checked { $count } days ago
checked-months = Checked { $count } months ago
checked-years = Checked { $count } years ago
checked-how = { $date }, { $how }
checked-by = { $date } ({ $who })
how-phone = by phone
how-email = by e-mail
how-visit = by a visit
how-website = on the website
how-provider = by the provider

getting-in-unknown = How to get in is not stated
getting-in-self = You can ask for it yourself
getting-in-referral = You need a referral
getting-in-or-through = , or through { $routes }
getting-in-through = : through { $routes }
# After "through".
route-self = yourself
route-professional = a professional
route-gp = your GP
route-school = a school
route-social-care = social care
route-hospital = a hospital

price-free = Free
price-paid = There is a cost
price-unknown = Cost not known
cost-option = { $option }: { $words }
capacity-open = Places now
capacity-waiting-list = Waiting list
capacity-full = Full
capacity-paused = Not taking referrals now
wait-none = , no wait
wait-week = , about a week
wait-weeks = , about { $count } weeks
capacity-as-of = { $text } (as of { $date })
capacity-note = { $text }. { $note }

ages-range = Ages { $min } to { $max }
ages-from = Age { $min } and over
ages-to = Up to age { $max }
age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
# Ages somebody asked for.
age-one = Age { $age }
age-over = { $min } and over
age-under = Under { $max }
age-months-old = { $months } old

reason-name = This is its name
reason-need = Helps with: { $need }
reason-words = Mentions { $words }
reason-other-ages = Only for other ages: { $ages }
reason-not-for = Does not say it is { $who }: for others only
reason-serves = Serves { $area }
reason-national = Serves all of { $area }
reason-elsewhere = Says it serves { $area }: ask if it can help you
quoted = ‘{ $word }’
told-by-text = Listed under “{ $need }” because it says “{ $words }”.
told-by-term = Listed under “{ $need }” because its publisher files it under “{ $words }”.
count = { $count }
