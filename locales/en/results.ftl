# English: the results page.
# [square brackets] mark a link and *stars* what stands out: keep them, in the same order.
# reviewed = true

results-title = Search results: { $services }
results-title-page = Search results: { $services }, page { $page }
results-none = No services found
results-none-for = No services found for { $place }
results-for = { $services } for { $place }
results-invite = Type a few words above, a place, or both.
results-meanwhile = Until then, here are services from the whole directory.
results-or-subject = Or [start from a subject].
results-list = Services
filters-in-use = Filters in use
filter-remove = Remove filter
filter-remove-all = Remove all filters
chip = { $filter }: { $value }
order-best = Best
order-nearest = Nearest
order-first = first
narrow = Narrow results
narrow-in-use = Narrow results ({ $count } in use)
how-far = How far
radius-miles = { $count ->
    [one] { $miles } mile
   *[other] { $miles } miles
}
show-results = Show results
more-choices = { $count } more
more-choices-of = for { $filter }
error-before = Error:
paging-label = Pages of results
paging-previous = Previous
paging-next = Next
paging-page = page
paging-page-number = Page
past-the-end = There are no more results on this page. [Go to the first page].
try-heading = What to try
try-without-filters = [Search again without filters]
try-wider = [Look further away]
try-fewer = Use fewer or plainer words:
try-rather = rather than
try-subject = Ask for the subject, not the name:
start-from-subject = [Start from a subject]
lines-that-answer = [Lines that answer anyone, day or night]
not-here = Not here? [Look further away], or see [lines that answer anyone, day or night].

# What was read from the words, and what was done differently.
looked-for = We looked for:
taken-away = Not read this way, as you asked:
reading-remove = Remove:
reading-put-back = Put back:
reading-place = Place
reading-need = Need
reading-age = Who for
reading-wish = Wish
reading-spelling = Spelling
reading-without = Left out
remark-spelling = Showing results for ‘{ $word }’.
remark-spelling-back = Search instead for ‘{ $word }’
remark-insist = Only services with ‘{ $word }’
remark-show-too = Show them too
left-out-ages = { $count ->
    [one] 1 of these is not for { $who }, so it comes last.
   *[other] { $count } of these are not for { $who }, so they come last.
}
left-out-not-for = { $count ->
    [one] 1 of these is not { $who }, so it comes last.
   *[other] { $count } of these are not { $who }, so they come last.
}
left-out-filter = { $count } more without the filter ‘{ $filter }’.
relaxed-without = We left out the word '{ $word }'.
relaxed-further = We found nothing within { $miles } miles, so we looked up to { $looked } miles away.
relaxed-broader = We looked for everything that helps with '{ $needs }'.
relaxed-nationwide = We found nothing near by. These help people everywhere in the country.
relaxed-any-word = We looked for any one of your words.
unknown-place = We do not know the place “{ $typed }”, so these results are from everywhere. Try a postcode, such as B13 8AA, or a town.
place-ended = { $postcode } is no longer in use.
place-no-reference = { $postcode } has no map reference; we used the middle of { $used }.
place-not-listed = { $postcode } is not in our list of postcodes; we used the middle of { $used }.
place-not-loaded = Full postcodes are not loaded here; we used the middle of { $used }.
place-nothing-finer = Postcodes finer than districts are not loaded here; we used the middle of { $used }.
place-unreadable = Our list of postcodes cannot be read just now; we used the middle of { $used }.
place-isle-of-man = { $postcode } is on the Isle of Man. No map references are published for it, so distances cannot be worked out.
place-jersey = { $postcode } is in Jersey. No map references are published for it, so distances cannot be worked out.
place-guernsey = { $postcode } is in Guernsey. No map references are published for it, so distances cannot be worked out.
place-forces = { $postcode } belongs to the British forces' own post: it has no place on the map.
place-unplaced = { $postcode } is used for large organisations or PO boxes: it has no place on the map.
place-several = There are other places of this name; this is { $name } in { $area }.
place-several-nameless = There are other places of this name; this is { $name }.
place-county = { $name } has several district councils; distances are from its middle.
problem-choices = '{ $value }' is not one of its choices: { $choices }.
problem-age = '{ $value }' is not an age. Write years in figures, such as 14, or 0.5 for six months.
