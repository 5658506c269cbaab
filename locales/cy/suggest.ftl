# Cymraeg / Welsh: suggesting a change to a record.
# *stars* mark what stands out, [square brackets] a link: keep them.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

suggest-link = Rhywbeth o'i le yma? Awgrymwch newid
suggest-title = Awgrymu newid
suggest-title-named = Awgrymu newid: { $name }
suggest-back = Yn ôl at y gwasanaeth
suggest-problem = Mae problem
suggest-error = Gwall:
suggest-not-for = Nid ar gyfer pryderon am rywun
suggest-danger = Mewn perygl, neu wedi anafu'n ddrwg? *Ffoniwch [999]*.
suggest-safeguarding = Os gall oedolyn neu blentyn fod yn dioddef camdriniaeth neu esgeulustod, ffoniwch y cyngor lle maen nhw'n byw a gofynnwch am *ddiogelu*. Nid oes neb yn gwylio'r ffurflen hon.
suggest-how = Dywedwch wrthym beth sydd o'i le ar y cofnod hwn. Nid oes angen eich enw arnom. Peidiwch ag ysgrifennu dim am berson.
suggest-what = Beth sydd o'i le?
suggest-phone = Rhif ffôn
suggest-hours = Dyddiau neu amserau
suggest-place = Lle
suggest-cost = Cost
suggest-closed = Mae wedi cau am byth
suggest-other = Rhywbeth arall
suggest-says = Beth ddylai ei ddweud?
suggest-says-hint = Os yw wedi cau, cewch adael hwn yn wag.
suggest-known = Sut ydych chi'n gwybod?
suggest-known-hint = Cewch adael hwn yn wag. Er enghraifft: Ffoniais i nhw heddiw.
suggest-trap = Gadewch hwn yn wag
suggest-send = Anfon
suggest-privacy = Rydym yn cadw'r hyn a ysgrifennwch yma, a phryd. Nid ydym yn cadw pwy ydych chi na ble rydych chi.
suggest-choose = Dewiswch beth sydd o'i le
suggest-say = Dywedwch beth ddylai ei ddweud
suggest-long = Mae hwn yn rhy hir: mae lle i { $count } nod
suggest-too-many = Mae { $count } awgrym ar gyfer y cofnod hwn yn aros i gael eu darllen, felly ni chadwyd eich un chi. Bydd rhywun yn edrych arno. Ffoniwch y gwasanaeth i fod yn siŵr.

suggested-heading = Diolch
suggested-lead = Bydd eich awgrym yn cael ei ddarllen. Nid yw'r cofnod wedi newid eto.
suggested-next = Beth sy'n digwydd nesaf
suggested-read = Bydd rhywun sy'n gofalu am y cyfeiriadur hwn yn ei ddarllen.
suggested-checked = Byddant yn gwirio gyda'r gwasanaeth, neu gyda phwy bynnag sy'n cyhoeddi'r cofnod.
suggested-record = Yna caiff y cofnod ei gywiro, a bydd yn dangos y diwrnod y cafodd ei wirio.
suggested-no-answer = Ni allwn eich ateb, gan nad ydym yn gwybod pwy ydych chi. Os oes angen y gwasanaeth arnoch nawr, ffoniwch i fod yn siŵr.
