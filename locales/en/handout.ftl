# English: what stands on a sheet that somebody takes away, and in the texts made of it.
# reviewed = true

handout-title = My plan
handout-made = Made on { $date }
handout-matters = What matters to me
handout-run-by = Run by { $organisation }
handout-phone = Phone
handout-email = E-mail
handout-where = Where
handout-when = Next time
handout-hours = Opening hours
handout-getting-in = How to get in
handout-cost = Cost
handout-bring = Bring
handout-web = Website
handout-checked = Checked
handout-note = My note
handout-notice = Notice
handout-no-phone = No phone number known
handout-extension = { $number }, extension { $extension }
handout-hours-unknown = Opening hours not known. Ring first.
handout-closed = Closed for now. Ring before you go.
handout-full = { $text } ({ $distance })
handout-and-others = { $place }, and { $others }
handout-other-places = { $count ->
    [one] 1 other place
   *[other] { $count } other places
}
handout-withheld = The address is not published, to keep people safe. Ring to be told where to go.
handout-no-place = Not stated. Ring to ask.
handout-never-checked = Never checked, as far as we know
handout-withdrawn = “{ $name }” is no longer listed, so it is left out.
handout-unknown = { $count ->
    [one] 1 service could not be found, so it is left out.
   *[other] { $count } services could not be found, so they are left out.
}
handout-too-many = { $count ->
    [one] 1 service is left out: a plan holds at most 20.
   *[other] { $count } services are left out: a plan holds at most 20.
}
handout-link = This plan can be read online until { $date }:
handout-qr = QR code: opens this plan online
handout-danger = In danger, or badly hurt? Call 999. For urgent medical advice call 111.
handout-ring = Ring before you set out: things change.
handout-and-more = and { $count } more
# One sentence each, put together to a line that is read out or written down.
handout-say-name = { $name }, run by { $organisation }
handout-say-phone = Phone { $number }
handout-say-price = { $price }
handout-record-given = Signposted to { $name } ({ $organisation })
handout-record-phone = Phone { $number }
handout-record-where = { $place }
handout-record-date = Information given on { $date }
handout-record-checked = Record checked on { $date }
handout-record-unchecked = Record never checked, as far as we know
