# English: the shortlist, and handing it over.
# reviewed = true

shortlist-link = Shortlist
shortlist-add = Add to shortlist
shortlist-remove = Remove from shortlist
shortlist-added = Added to your shortlist.
shortlist-removed = Removed from your shortlist.
shortlist-moved = Moved.
shortlist-full = Your shortlist is full. It holds 20 services.
shortlist-carried = { $count ->
    [one] 1 service is on your shortlist
   *[other] { $count } services are on your shortlist
}
copy = Copy
copied = Copied
shortlist-heading = My shortlist
shortlist-empty = Nothing is on it yet. Search, and choose *Add to shortlist* beside a service.
shortlist-kept = Anybody else who uses this device may see it, so clear it when you have finished.
shortlist-kept-address = Your list and your notes stay on this device; we keep nothing. Save this page’s address to come back to the list.
shortlist-hand-over = Print or send
shortlist-matters-hint = In your own words. We do not keep them.
shortlist-note = My note
shortlist-up = Move up
shortlist-down = Move down
shortlist-take-off = Remove
shortlist-place = Where do you start from?
shortlist-place-hint = Postcode or town, to choose the nearest place. We do not keep it.
shortlist-place-unknown = We do not know the place “{ $place }”. Try a postcode or a town.
shortlist-how = How should it look?
layout-standard = Standard
layout-large = Large print
layout-easy = Easy Read, with pictures
shortlist-language = Language of the sheet
shortlist-language-hint = Headings are translated. What services say of themselves stays in English.
shortlist-with-link = Put a link and a QR code on it
shortlist-with-link-hint = For this we keep the list of services, without your notes, for { $count } days.
shortlist-sheet = Make the sheet
shortlist-pdf = Make a PDF
shortlist-make-link = Make a link
shortlist-clear = Clear everything
shortlist-more = Look for more services
sheet-tools = Print, save or send
sheet-print = Print
sheet-pdf = PDF
sheet-back = Back to my shortlist
sheet-no-pdf = We cannot make a PDF with these letters. Print from this page instead: your browser can also save it as a PDF.
sheet-email = Send by e-mail
sheet-email-open = Open in my e-mail program
sheet-email-text = Or copy this text
sheet-message = Send as a text message
sheet-message-open = Open in my messages
sheet-message-parts = { $count ->
    [one] 1 text message
   *[other] { $count } text messages
}
sheet-message-text = The text
link-title = A plan
link-expires = This link works until { $date }. After that we delete it.
link-gone-heading = This link has expired
link-unknown-heading = There is no plan under this address
link-gone = Links to plans work for { $count } days and are then deleted. Ask whoever gave it to you for a new one, or search for the services by name.
plan-extension = { $number }, extension { $extension }
plan-distance = { $text } ({ $distance })
plan-and-more = and { $count } more
plan-withdrawn = “{ $name }” is no longer listed, so it is left out.
plan-unknown = { $count ->
    [one] 1 service could not be found, so it is left out.
   *[other] { $count } services could not be found, so they are left out.
}
plan-too-many = { $count ->
    [one] 1 service is left out: a shortlist holds at most 20.
   *[other] { $count } services are left out: a shortlist holds at most 20.
}
say-summary = To say or write down
say-read-out = To read out
say-record = For the record
# One sentence each, put together to a line that is read out or written down.
say-name = { $name }, run by { $organisation }
say-phone = Phone { $number }
say-where = Where: { $place }
say-given = Signposted to { $name } ({ $organisation })
say-date = Information given on { $date }
say-checked = Record checked on { $date }
say-unchecked = Record never checked, as far as we know
