# English: result lines, the page of a service and the page of an organisation.
# reviewed = true

card-closed = Closed for now. Ring before you send anyone.
card-no-phone = No phone number known
card-why = Why it is here
call-on = Call { $name } on
phone-extension = extension { $number }

service-another = Search for another service
service-title-neutral = Service details
service-run-by = Run by
service-closed = Closed for now.
service-closed-ring = Ring before you send anyone.
service-notice = Notice:
service-touch = Get in touch
service-no-phone = No phone number known.
service-getting-in = How to get in
service-getting-in-unknown = Not stated. Ask them.
service-where = Where
service-other-places = { $count ->
    [one] 1 other place
   *[other] { $count } other places
}
service-and = and
service-cost = Cost
service-email = E-mail
service-web = Their web page
further-page = Another web page, at { $site }
service-does = What it does
service-who = Who it is for
service-ages = Ages
service-audiences = Meant for
service-gender = Gender
service-faith = Faith
service-for = For
service-not-for = Not for
service-needs = Helps with
service-serves = Serves
service-serves-unknown = Area not stated. Ask if you live further away.
service-who-unknown = Who may use it is not stated. Ask them.
service-when = When
service-when-at = At { $place }
# Square brackets mark a link.
service-when-others = The [other places] have times of their own.
service-hours-unknown = Opening hours not known. Ask before you set out.
service-hours-note = In the publisher’s words:
service-next = Next times
service-place-unknown = No place is given. Ask them.
service-copy-address = Copy address
service-withheld = The address is not published, to keep people safe. Ring to be told where to go.
service-travel = Getting there
service-access = Access
service-access-unknown = Not known. Ask them.
service-cost-bring = Cost and what to bring
service-bring = Bring
service-languages = Languages
service-interpreters = Interpreters
service-ratings = Ratings
service-record = About this record
service-other-names = Other names
service-checked = Checked
service-checked-never = Never checked by a person, as far as we know. Ask before you rely on it.
service-publisher = Published by
service-licence = Licence
service-changed = Last changed
service-taken-from = Taken from
service-publishers-page = The publisher’s page
service-data = This record as Open Referral UK data
# Another publisher’s record of the same service. Its name follows.
also-heading = Also published by
also-name = Name
also-phone = Phone
also-same = It says the same.
also-hours = It gives other hours. Ask before you set out.
service-similar = Others like it
service-similar-near = Distances are from this service.
area-nation = All of { $nation }
area-uk = The whole of the UK
area-drawn = An area drawn on a map

# The coming week, a row a day.
week-caption = The coming week
week-today = Today
week-closed = Closed
week-all-day = all day
week-perhaps = { $times }, and perhaps at other times

# A calendar file of the next session.
calendar-add = Add to a calendar: { $session }
calendar-appointment = By appointment only
calendar-no-end = When it ends is not stated
calendar-notice = Notice: { $notice }
calendar-ring-first = Ring before you set out: times change

share-summary = Share this page
share-copy = Copy the address
share-email = Send by e-mail

withdrawn-title = No longer listed
withdrawn-title-named = No longer listed: { $name }
withdrawn-by = This service was run by
withdrawn-why = Its publisher has withdrawn it, so we no longer show its details.
withdrawn-was = What it was:
withdrawn-like-it = Look for something like it

organisation-title-neutral = Organisation
organisation-search = Search for a service
organisation-other-names = Also known as
organisation-web = Their website
organisation-nothing = None of its services is listed at present.
