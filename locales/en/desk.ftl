# English: what helps somebody who searches all day: keys, results while typing, recent searches, comparing, the map.
# [square brackets] mark a link and *stars* what stands out: keep them, in the same order.
# reviewed = true

keys-heading = Keyboard shortcuts
keys-box = Go to the search box
keys-move = Next or previous service
keys-open = Open the service
keys-shortlist = Put the service on your shortlist, or take it off
keys-copy = Copy the text for the record
keys-help = Show this list
keys-on = Use these keys
keys-on-hint = Switch them off if they get in the way of other software. Your choice stays on this device.
keys-close = Close
keys-choose = Choose a service first: press the down arrow.
keys-copied = Copied for the record
keys-not-copied = This browser does not let us copy. The text is marked for you to copy.

live-waiting = Searching…
live-failed = The search did not get through. What you see below is for an earlier question. Check your connection and try again.
results-range = Services { $from } to { $to } of { $total }
results-too-many = That is a lot to read.
results-add-place = Add a postcode or town

recent-heading = Recent searches
recent-none = Nothing is kept on this device.
recent-on = Keep my recent searches on this device
recent-clear = Clear recent searches
recent-cleared = Cleared.
recent-hint = The last eight, on this device only: we never see them. Postcodes are shortened. Searches about safety, abuse, mental health and other private subjects are never kept. Anybody who uses this device can see the rest; “Leave this site quickly” clears them.

compare-tick = Compare
compare-ticked = Compare the ticked services
compare-shortlist = Compare side by side
compare-first = Compare the first four side by side
compare-title = Compare services
compare-none = Nothing to compare yet. Search, tick *Compare* beside two to four services, then choose *Compare the ticked services*.
compare-one = A comparison needs two services. [Search], and tick two to four.
compare-too-many = { $count ->
    [one] Four services fit side by side, so 1 is left out.
   *[other] Four services fit side by side, so { $count } are left out.
}
compare-not-for = Not for: { $who }
compare-room = Places
compare-access = Access
compare-next = What next
compare-take-out = Take out
compare-unknown = “Not known” and “not stated” mean that nobody has told us. They do not mean no: ask them.
compare-never-said = Nobody has told us of any of these: { $facts }.

map-show = Map
map-hide = Hide the map
map-heading = Map of these services
map-alternative = Map. The list says all of it in words.
map-number = Number on the map:
map-legend = The numbers are those of the list. Distances are straight lines, not roads.
map-asked = The diamond is where you asked from.
map-shown = { $count } of these { $total } services { $count ->
    [one] is on the map, by its number in the list.
   *[other] are on the map, by their numbers in the list.
}
map-empty = None of these services can be shown on a map.
map-nowhere = { $count ->
    [one] 1 is not on the map: it has no place to go to that we know.
   *[other] { $count } are not on the map: they have no place to go to that we know.
}
map-withheld = { $count ->
    [one] 1 is not on the map: its address is kept private, so that people are safe.
   *[other] { $count } are not on the map: their addresses are kept private, so that people are safe.
}
map-rough = { $count ->
    [one] 1 with a dashed edge is known only roughly.
   *[other] { $count } with a dashed edge are known only roughly.
}
map-back = Back to the list
map-together = { $pin } stands for { $numbers }.
