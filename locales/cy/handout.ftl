# Cymraeg / Welsh: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = Eich cynllun
handout-yours = Mae'r cynllun hwn am:
handout-keep = Chi biau hwn, i'w gadw.
handout-what-matters = Beth sy'n bwysig i mi
handout-note = Nodyn
handout-made-on = Gwnaed ar { $date }
handout-expires = Mae'r ddolen hon yn gweithio tan { $date }
handout-scan = Sganiwch hwn i weld y cynllun ar ffôn
handout-services = { $count ->
    [two] { $count } wasanaeth
   *[other] { $count } gwasanaeth
}
handout-other-places = { $count ->
    [zero] dim lleoedd eraill
    [one] { $count } lle arall
    [two] { $count } le arall
    [few] { $count } lle arall
    [many] { $count } lle arall
   *[other] { $count } lle arall
}
plan-and-others = { $text }, a { $others }
handout-phone = Ffôn
handout-call-on = Ffoniwch { $number }
handout-email = E-bost
handout-web = Gwefan
handout-where = Ble
handout-address = Cyfeiriad
handout-travel = Cyrraedd yno
handout-access = Mynediad
handout-when = Pryd
handout-next = Sesiwn nesaf
handout-hours-unknown = Nid yw'r oriau agor yn hysbys
handout-ring-first = Ffoniwch cyn mynd
handout-by-appointment = Drwy apwyntiad
handout-getting-in = Sut i gael y gwasanaeth
handout-self = Gallwch gysylltu â nhw eich hun
handout-professional = Gofynnwch i nyrs, gweithiwr cymdeithasol neu weithiwr proffesiynol arall eich atgyfeirio
handout-gp = Gofynnwch i'ch meddyg teulu eich atgyfeirio
handout-school = Gofynnwch i'r ysgol eich atgyfeirio
handout-social-care = Gofynnwch i ofal cymdeithasol eich atgyfeirio
handout-hospital = Gofynnwch i'r ysbyty eich atgyfeirio
handout-getting-in-unknown = Ffoniwch i ofyn sut i gael y gwasanaeth
handout-cost = Cost
handout-free = Am ddim
handout-paid = Mae cost
handout-cost-unknown = Nid yw'r gost yn hysbys. Ffoniwch i ofyn
handout-bring = Beth i ddod gyda chi
handout-who = Ar gyfer pwy y mae
handout-not-for = Nid ar gyfer
handout-what = Beth mae'n ei wneud
handout-languages = Ieithoedd
handout-interpreters = Cyfieithwyr ar y pryd
handout-by-phone = Ar y ffôn
handout-online = Ar-lein
handout-home = Maent yn dod i'ch cartref
handout-venue = Mewn lle rydych yn mynd iddo
handout-checked-on = Gwiriwyd ar { $date }
handout-never-checked = Nid oes neb wedi gwirio hyn eto. Ffoniwch yn gyntaf
handout-closed = Ar gau am y tro
handout-withheld = Ni chyhoeddir y cyfeiriad, er mwyn cadw pobl yn ddiogel. Ffoniwch i gael gwybod ble i fynd
handout-places-now = Lleoedd ar gael nawr
handout-waiting-list = Rhestr aros
handout-full = Llawn
handout-run-by = Darperir gan
handout-not-known = Ddim yn hysbys
handout-could-say = Gallech ddweud:
handout-emergency = Mewn argyfwng, ffoniwch 999
handout-urgent = I gael cyngor meddygol brys, ffoniwch 111
handout-english = Saesneg yw geiriau pob gwasanaeth, fel yr ysgrifennodd y gwasanaeth hwy.
handout-draft = Peiriant a gyfieithodd y labeli ar y daflen hon, ac nid oes neb wedi'u gwirio eto.
handout-print = Argraffu
handout-large-print = Print bras
handout-easy-read = Hawdd ei Ddeall
handout-page = Tudalen { $page } o { $pages }
handout-checked = Gwiriwyd
handout-notice = Hysbysiad
