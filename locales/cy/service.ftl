# Cymraeg / Welsh: result lines, the page of a service and the page of an organisation.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

card-closed = Ar gau am y tro. Ffoniwch cyn anfon neb.
card-no-phone = Dim rhif ffôn hysbys
card-why = Pam y mae yma
call-on = Ffonio { $name } ar
phone-extension = estyniad { $number }

service-another = Chwilio am wasanaeth arall
service-title-neutral = Manylion y gwasanaeth
service-run-by = Darperir gan
service-closed = Ar gau am y tro.
service-closed-ring = Ffoniwch cyn anfon neb.
service-notice = Hysbysiad:
service-touch = Cysylltu
service-no-phone = Dim rhif ffôn hysbys.
service-getting-in = Sut i gael y gwasanaeth
service-getting-in-unknown = Heb ei nodi. Holwch nhw.
service-where = Ble
service-other-places = { $count ->
    [two] 2 le arall
   *[other] { $count } lle arall
}
service-and = a
service-cost = Cost
service-email = E-bost
service-web = Eu tudalen we
further-page = Tudalen we arall, ar { $site }
service-does = Beth mae'n ei wneud
service-who = Ar gyfer pwy y mae
service-ages = Oedran
service-audiences = Wedi'i fwriadu ar gyfer
service-gender = Rhywedd
service-faith = Ffydd
service-for = Ar gyfer
service-not-for = Nid ar gyfer
service-needs = Yn helpu gyda
service-serves = Yn gwasanaethu
service-serves-unknown = Nid yw'r ardal wedi'i nodi. Gofynnwch os ydych yn byw ymhellach i ffwrdd.
service-who-unknown = Nid yw'n dweud pwy a gaiff ei ddefnyddio. Holwch nhw.
service-when = Pryd
service-when-at = Yn { $place }
# Square brackets mark a link.
service-when-others = Mae gan y [lleoedd eraill] eu hamserau eu hunain.
service-hours-unknown = Nid yw'r oriau agor yn hysbys. Holwch cyn cychwyn.
service-hours-note = Yng ngeiriau'r cyhoeddwr:
service-next = Yr adegau nesaf
service-place-unknown = Ni roddir lle. Holwch nhw.
service-copy-address = Copïo'r cyfeiriad
service-withheld = Ni chyhoeddir y cyfeiriad, er mwyn cadw pobl yn ddiogel. Ffoniwch i gael gwybod ble i fynd.
service-travel = Cyrraedd yno
service-access = Mynediad
service-access-unknown = Ddim yn hysbys. Holwch nhw.
service-cost-bring = Y gost a beth i ddod gyda chi
service-bring = Dewch â
service-languages = Ieithoedd
service-interpreters = Cyfieithwyr ar y pryd
service-ratings = Graddau
service-record = Am y cofnod hwn
service-other-names = Enwau eraill
service-checked = Gwiriwyd
service-checked-never = Heb ei wirio gan berson erioed, hyd y gwyddom. Holwch cyn dibynnu arno.
service-publisher = Cyhoeddwyd gan
service-licence = Trwydded
service-changed = Newidiwyd ddiwethaf
service-taken-from = Daw o
service-publishers-page = Tudalen y cyhoeddwr
service-data = Y cofnod hwn fel data Open Referral UK
# Cofnod cyhoeddwr arall o'r un gwasanaeth. Mae ei enw'n dilyn.
also-heading = Cyhoeddwyd hefyd gan
also-name = Enw
also-phone = Ffôn
also-same = Mae'n dweud yr un peth.
also-hours = Mae'n rhoi oriau eraill. Holwch cyn cychwyn.
service-similar = Eraill tebyg
service-similar-near = Mae'r pellteroedd o'r gwasanaeth hwn.
area-nation = { $nation } gyfan
area-uk = Y Deyrnas Unedig gyfan
area-drawn = Ardal wedi'i llunio ar fap

# The coming week, a row a day.
week-caption = Yr wythnos i ddod
week-today = Heddiw
week-closed = Ar gau
week-all-day = drwy'r dydd
week-perhaps = { $times }, ac efallai ar adegau eraill

# A calendar file of the next session.
calendar-add = Ychwanegu at galendr: { $session }
calendar-appointment = Trwy apwyntiad yn unig
calendar-no-end = Ni nodir pryd mae'n gorffen
calendar-notice = Hysbysiad: { $notice }
calendar-ring-first = Ffoniwch cyn cychwyn: mae amserau'n newid

share-summary = Rhannu'r dudalen hon
share-copy = Copïo'r cyfeiriad
share-email = Anfon drwy e-bost

withdrawn-title = Heb ei restru mwyach
withdrawn-title-named = Heb ei restru mwyach: { $name }
withdrawn-by = Darparwyd y gwasanaeth hwn gan
withdrawn-why = Mae ei gyhoeddwr wedi'i dynnu'n ôl, felly nid ydym yn dangos ei fanylion mwyach.
withdrawn-was = Beth oedd:
withdrawn-like-it = Chwilio am rywbeth tebyg

organisation-title-neutral = Sefydliad
organisation-search = Chwilio am wasanaeth
organisation-other-names = Enwau eraill:
organisation-web = Eu gwefan
organisation-nothing = Nid oes yr un o'i wasanaethau wedi'i restru ar hyn o bryd.
