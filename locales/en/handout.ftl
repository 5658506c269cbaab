# English: labels of what is printed and handed to somebody.
# reviewed = true

handout-title = Your plan
handout-yours = This plan is about:
handout-keep = It is yours to keep.
handout-what-matters = What matters to me
handout-note = Note
handout-made-on = Made on { $date }
handout-expires = This link works until { $date }
handout-scan = Scan this to see the plan on a phone
handout-services = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
handout-other-places = { $count ->
    [one] 1 other place
   *[other] { $count } other places
}
plan-and-others = { $text }, and { $others }
handout-phone = Phone
handout-call-on = Call { $number }
handout-email = E-mail
handout-web = Website
handout-where = Where
handout-address = Address
handout-travel = Getting there
handout-access = Access
handout-when = When
handout-next = Next session
handout-hours-unknown = Opening hours not known
handout-ring-first = Ring before you go
handout-by-appointment = By appointment
handout-getting-in = How to get in
handout-self = You can contact them yourself
handout-professional = Ask a nurse, social worker or other professional to refer you
handout-gp = Ask your GP to refer you
handout-school = Ask the school to refer you
handout-social-care = Ask social care to refer you
handout-hospital = Ask the hospital to refer you
handout-getting-in-unknown = Ring to ask how to get in
handout-cost = Cost
handout-free = Free
handout-paid = There is a cost
handout-cost-unknown = Cost not known. Ring to ask
handout-bring = What to bring
handout-who = Who it is for
handout-not-for = Who it is not for
handout-what = What it does
handout-languages = Languages
handout-interpreters = Interpreters
handout-by-phone = By phone
handout-online = Online
handout-home = They come to your home
handout-venue = At a place you go to
handout-checked-on = Checked on { $date }
handout-never-checked = Nobody has checked this yet. Ring first
handout-closed = Closed for now
handout-withheld = The address is not published, to keep people safe. Ring to be told where to go
handout-places-now = Places now
handout-waiting-list = Waiting list
handout-full = Full
handout-run-by = Run by
handout-not-known = Not known
handout-could-say = You could say:
handout-emergency = In an emergency call 999
handout-urgent = For urgent medical advice call 111
handout-english = The words of each service are in English, as the service wrote them.
handout-draft = The labels on this sheet were translated by a machine, and no person has checked them yet.
handout-print = Print
handout-large-print = Large print
handout-easy-read = Easy Read
handout-page = Page { $page } of { $pages }
handout-checked = Checked
handout-notice = Notice
