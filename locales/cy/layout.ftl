# Cymraeg / Welsh: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = Neidio i'r prif gynnwys
leave-label = Gadael y safle hwn
leave-before = Gadael
leave-hint = y safle hwn
leave-after = yn gyflym
languages-label = Iaith
demonstration-strong = Cofnodion enghreifftiol:
demonstration-rest = rhai dychmygol ydynt.
draft-notice = Cyfieithiad peiriant, heb ei wirio gan berson eto. Os yw'n bwysig, darllenwch yn Saesneg.
footer-danger = Mewn perygl, neu wedi'ch anafu'n ddrwg? Ffoniwch 999.
footer-advice = I gael cyngor meddygol brys, ffoniwch 111. Nid yw'r safle hwn ar gyfer rhoi gwybod am bryderon ynghylch rhywun: nid oes neb yma'n gwylio'r hyn rydych yn ei deipio.
footer-label = Am y safle hwn
footer-about = Am y safle a ffynonellau'r data
footer-accessibility = Hygyrchedd
footer-privacy = Preifatrwydd
footer-api = Ar gyfer meddalwedd: API
footer-leave = Mae “Gadael y safle hwn yn gyflym” (neu'r fysell Shift, deirgwaith) yn mynd â chi i dudalen dywydd ar unwaith. Nid yw'n clirio hanes eich porwr.
search-what = Gyda beth mae angen help arnoch?
search-where = Ble?
search-where-hint = Cod post neu dref
search-button = Chwilio
suggestions-label = Awgrymiadau
suggestions-subject = Pwnc
suggestions-service = Gwasanaeth
suggestions-organisation = Sefydliad
suggestions-place = Lle
suggestions-one = 1 awgrym
suggestions-many = { "{count}" } awgrym
demonstration-tag = Enghraifft
