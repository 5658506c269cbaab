# Cymraeg / Welsh: the shortlist, and handing it over.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

shortlist-link = Rhestr fer
shortlist-add = Ychwanegu at y rhestr fer
shortlist-remove = Tynnu oddi ar y rhestr fer
shortlist-added = Ychwanegwyd at eich rhestr fer.
shortlist-removed = Tynnwyd oddi ar eich rhestr fer.
shortlist-moved = Symudwyd.
shortlist-full = Mae eich rhestr fer yn llawn. Mae lle i 20 gwasanaeth arni.
shortlist-carried = { $count ->
    [two] Mae { $count } wasanaeth ar eich rhestr fer
   *[other] Mae { $count } gwasanaeth ar eich rhestr fer
}
copy = Copïo
copied = Wedi'i gopïo
shortlist-heading = Fy rhestr fer
shortlist-empty = Nid oes dim arni eto. Chwiliwch, a dewiswch *Ychwanegu at y rhestr fer* wrth ymyl gwasanaeth.
shortlist-kept = Efallai y bydd unrhyw un arall sy'n defnyddio'r ddyfais hon yn ei gweld, felly cliriwch hi ar ôl gorffen.
shortlist-kept-address = Mae eich rhestr a'ch nodiadau yn aros ar y ddyfais hon; nid ydym yn cadw dim. Cadwch gyfeiriad y dudalen hon i ddod yn ôl at y rhestr.
shortlist-hand-over = Argraffu neu anfon
shortlist-matters-hint = Yn eich geiriau eich hun. Nid ydym yn eu cadw.
shortlist-note = Fy nodyn
shortlist-up = Symud i fyny
shortlist-down = Symud i lawr
shortlist-take-off = Tynnu
shortlist-place = O ble rydych chi'n cychwyn?
shortlist-place-hint = Cod post neu dref, i ddewis y lle agosaf. Nid ydym yn ei gadw.
shortlist-place-unknown = Nid ydym yn adnabod y lle “{ $place }”. Rhowch gynnig ar god post neu dref.
shortlist-how = Sut dylai edrych?
layout-standard = Safonol
layout-large = Print bras
layout-easy = Hawdd ei Ddeall, gyda lluniau
shortlist-language = Iaith y daflen
shortlist-language-hint = Cyfieithir y penawdau. Mae'r hyn y mae gwasanaethau'n ei ddweud amdanynt eu hunain yn aros yn Saesneg.
shortlist-with-link = Rhoi dolen a chod QR arni
shortlist-with-link-hint = Ar gyfer hyn rydym yn cadw'r rhestr o wasanaethau, heb eich nodiadau, am { $count } diwrnod.
shortlist-sheet = Gwneud y daflen
shortlist-pdf = Gwneud PDF
shortlist-make-link = Gwneud dolen
shortlist-clear = Clirio popeth
shortlist-more = Chwilio am ragor o wasanaethau
sheet-tools = Argraffu, cadw neu anfon
sheet-print = Argraffu
sheet-pdf = PDF
sheet-back = Yn ôl i'm rhestr fer
sheet-no-pdf = Ni allwn wneud PDF â'r llythrennau hyn. Argraffwch o'r dudalen hon yn lle hynny: gall eich porwr ei chadw fel PDF hefyd.
sheet-email = Anfon drwy e-bost
sheet-email-open = Agor yn fy rhaglen e-bost
sheet-email-text = Neu gopïo'r testun hwn
sheet-message = Anfon fel neges destun
sheet-message-open = Agor yn fy negeseuon
sheet-message-parts = { $count ->
    [two] { $count } neges destun
   *[other] { $count } neges destun
}
sheet-message-text = Y testun
link-title = Cynllun
link-expires = Mae'r ddolen hon yn gweithio tan { $date }. Ar ôl hynny rydym yn ei dileu.
link-gone-heading = Mae'r ddolen hon wedi dod i ben
link-unknown-heading = Nid oes cynllun yn y cyfeiriad hwn
link-gone = Mae dolenni i gynlluniau yn gweithio am { $count } diwrnod ac yna'n cael eu dileu. Gofynnwch i'r sawl a'i rhoddodd i chi am un newydd, neu chwiliwch am y gwasanaethau wrth eu henwau.
plan-extension = { $number }, estyniad { $extension }
plan-distance = { $text } ({ $distance })
plan-and-more = a { $count } arall
plan-withdrawn = Nid yw “{ $name }” wedi'i restru mwyach, felly nid yw yma.
plan-unknown = Ni ellid dod o hyd i { $count } gwasanaeth, felly nid yw yma.
plan-too-many = Gadawyd { $count } gwasanaeth allan: mae lle i 20 ar restr fer.
say-summary = I'w ddweud neu ei nodi
say-read-out = I'w ddarllen yn uchel
say-record = Ar gyfer y cofnod
say-name = { $name }, a ddarperir gan { $organisation }
say-phone = Ffôn { $number }
say-where = Ble: { $place }
say-given = Cyfeiriwyd at { $name } ({ $organisation })
say-date = Rhoddwyd y wybodaeth ar { $date }
say-checked = Gwiriwyd y cofnod ar { $date }
say-unchecked = Nid yw'r cofnod erioed wedi'i wirio, hyd y gwyddom
