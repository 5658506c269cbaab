# Cymraeg / Welsh: the results page.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

results-title = Canlyniadau chwilio: { $services }
results-title-page = Canlyniadau chwilio: { $services }, tudalen { $page }
results-none = Ni chafwyd hyd i unrhyw wasanaeth
results-none-for = Ni chafwyd hyd i unrhyw wasanaeth ar gyfer { $place }
results-for = { $services } ar gyfer { $place }
results-invite = Teipiwch ychydig eiriau uchod, neu le, neu'r ddau.
results-meanwhile = Tan hynny, dyma wasanaethau o'r cyfeiriadur cyfan.
results-or-subject = Neu [dechreuwch o bwnc].
results-list = Gwasanaethau
filters-in-use = Hidlwyr ar waith
filter-remove = Tynnu'r hidlydd
filter-remove-all = Tynnu pob hidlydd
chip = { $filter }: { $value }
order-best = Gorau
order-nearest = Agosaf
order-first = yn gyntaf
narrow = Cyfyngu'r canlyniadau
narrow-in-use = Cyfyngu'r canlyniadau ({ $count } ar waith)
how-far = Pa mor bell
radius-miles = { $count ->
    [one] { $miles } filltir
    [two] { $miles } filltir
   *[other] { $miles } milltir
}
show-results = Dangos y canlyniadau
more-choices = { $count } arall
more-choices-of = ar gyfer { $filter }
error-before = Gwall:
paging-label = Tudalennau o ganlyniadau
paging-previous = Blaenorol
paging-next = Nesaf
paging-page = (tudalen)
paging-page-number = Tudalen
past-the-end = Nid oes rhagor o ganlyniadau ar y dudalen hon. [Mynd i'r dudalen gyntaf].
try-heading = Beth i roi cynnig arno
try-without-filters = [Chwilio eto heb hidlwyr]
try-wider = [Chwilio ymhellach i ffwrdd]
try-fewer = Defnyddiwch lai o eiriau, neu eiriau symlach:
try-rather = yn hytrach na
try-subject = Gofynnwch am y pwnc, nid yr enw:
start-from-subject = [Dechrau o bwnc]
lines-that-answer = [Llinellau sy'n ateb unrhyw un, ddydd neu nos]
not-here = Ddim yma? [Chwiliwch ymhellach i ffwrdd], neu gweler y [llinellau sy'n ateb unrhyw un, ddydd neu nos].

looked-for = Buom yn chwilio am:
taken-away = Heb ei ddarllen fel hyn, yn ôl eich dymuniad:
reading-remove = Tynnu:
reading-put-back = Rhoi'n ôl:
reading-place = Lle
reading-need = Angen
reading-age = I bwy
reading-wish = Dymuniad
reading-spelling = Sillafu
reading-without = Gadawyd allan
remark-spelling = Yn dangos canlyniadau ar gyfer ‘{ $word }’.
remark-spelling-back = Chwilio yn lle hynny am ‘{ $word }’
remark-insist = Dim ond gwasanaethau â ‘{ $word }’
remark-show-too = Dangos y rhain hefyd
left-out-ages = { $count ->
    [one] Nid yw 1 o'r rhain ar gyfer { $who }, felly mae'n dod olaf.
   *[other] Nid yw { $count } o'r rhain ar gyfer { $who }, felly maent yn dod olaf.
}
left-out-not-for = { $count ->
    [one] Nid yw 1 o'r rhain { $who }, felly mae'n dod olaf.
   *[other] Nid yw { $count } o'r rhain { $who }, felly maent yn dod olaf.
}
left-out-filter = { $count } arall heb yr hidlydd ‘{ $filter }’.
relaxed-without = Gadawsom y gair '{ $word }' allan.
relaxed-further = Ni chawsom hyd i ddim o fewn { $miles } milltir, felly edrychasom hyd at { $looked } milltir i ffwrdd.
relaxed-broader = Edrychasom am bopeth sy'n helpu gyda '{ $needs }'.
relaxed-nationwide = Ni chawsom hyd i ddim gerllaw. Mae'r rhain yn helpu pobl ym mhob rhan o'r wlad.
relaxed-any-word = Edrychasom am unrhyw un o'ch geiriau.
unknown-place = Nid ydym yn gwybod am y lle “{ $typed }”, felly mae'r canlyniadau hyn o bobman. Rhowch gynnig ar god post, fel B13 8AA, neu dref.
place-ended = Nid yw { $postcode } yn cael ei ddefnyddio mwyach.
place-no-reference = Nid oes cyfeirnod map gan { $postcode }; defnyddiwyd canol { $used }.
place-not-listed = Nid yw { $postcode } yn ein rhestr o godau post; defnyddiwyd canol { $used }.
place-not-loaded = Nid yw codau post llawn wedi'u llwytho yma; defnyddiwyd canol { $used }.
place-nothing-finer = Nid oes dim manylach na dosbarthau wedi'i lwytho yma; defnyddiwyd canol { $used }.
place-unreadable = Ni ellir darllen ein rhestr o godau post ar hyn o bryd; defnyddiwyd canol { $used }.
place-isle-of-man = Mae { $postcode } ar Ynys Manaw. Ni chyhoeddir cyfeirnodau map ar ei chyfer, felly ni ellir cyfrifo pellteroedd.
place-jersey = Mae { $postcode } yn Jersey. Ni chyhoeddir cyfeirnodau map ar ei chyfer, felly ni ellir cyfrifo pellteroedd.
place-guernsey = Mae { $postcode } yn Guernsey. Ni chyhoeddir cyfeirnodau map ar ei chyfer, felly ni ellir cyfrifo pellteroedd.
place-forces = Mae { $postcode } yn perthyn i bost lluoedd Prydain eu hunain: nid oes lle iddo ar y map.
place-unplaced = Defnyddir { $postcode } ar gyfer sefydliadau mawr neu flychau post: nid oes lle iddo ar y map.
place-several = Mae lleoedd eraill o'r un enw; { $name } yn { $area } yw hwn.
place-several-nameless = Mae lleoedd eraill o'r un enw; { $name } yw hwn.
place-county = Mae gan { $name } sawl cyngor dosbarth; o'i chanol y mesurir pellteroedd.
problem-choices = Nid yw '{ $value }' yn un o'i ddewisiadau: { $choices }.
problem-age = Nid yw '{ $value }' yn oedran. Ysgrifennwch flynyddoedd mewn ffigurau, fel 14, neu 0.5 am chwe mis.
