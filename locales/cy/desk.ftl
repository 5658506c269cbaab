# Cymraeg / Welsh: what helps somebody who searches all day: keys, results while typing, recent searches, comparing, the map.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

keys-heading = Llwybrau byr bysellfwrdd
keys-box = Mynd i'r blwch chwilio
keys-move = Y gwasanaeth nesaf neu flaenorol
keys-open = Agor y gwasanaeth
keys-shortlist = Rhoi'r gwasanaeth ar eich rhestr fer, neu ei dynnu oddi arni
keys-copy = Copïo'r testun ar gyfer y cofnod
keys-help = Dangos y rhestr hon
keys-on = Defnyddio'r bysellau hyn
keys-on-hint = Diffoddwch nhw os ydynt yn amharu ar feddalwedd arall. Mae eich dewis yn aros ar y ddyfais hon.
keys-close = Cau
keys-choose = Dewiswch wasanaeth yn gyntaf: gwasgwch y saeth i lawr.
keys-copied = Copïwyd ar gyfer y cofnod
keys-not-copied = Nid yw'r porwr hwn yn gadael i ni gopïo. Mae'r testun wedi'i farcio i chi ei gopïo.

live-waiting = Wrthi'n chwilio…
live-failed = Ni chyrhaeddodd y chwiliad. Mae'r hyn a welwch isod ar gyfer cwestiwn cynharach. Gwiriwch eich cysylltiad a rhowch gynnig arall arni.
results-range = Gwasanaethau { $from } i { $to } o { $total }
results-too-many = Mae hynny'n llawer i'w ddarllen.
results-add-place = Ychwanegwch god post neu dref

recent-heading = Chwiliadau diweddar
recent-none = Nid oes dim wedi'i gadw ar y ddyfais hon.
recent-on = Cadw fy chwiliadau diweddar ar y ddyfais hon
recent-clear = Clirio chwiliadau diweddar
recent-cleared = Wedi'u clirio.
recent-hint = Yr wyth diwethaf, ar y ddyfais hon yn unig: nid ydym byth yn eu gweld. Mae codau post yn cael eu byrhau. Ni chedwir byth chwiliadau am ddiogelwch, camdriniaeth, iechyd meddwl a phynciau preifat eraill. Gall unrhyw un sy'n defnyddio'r ddyfais hon weld y gweddill; mae “Gadael y safle hwn yn gyflym” yn eu clirio.

compare-tick = Cymharu
compare-ticked = Cymharu'r gwasanaethau a diciwyd
compare-first = Cymharu'r pedwar cyntaf ochr yn ochr
compare-shortlist = Cymharu ochr yn ochr
compare-title = Cymharu gwasanaethau
compare-none = Nid oes dim i'w gymharu eto. Chwiliwch, ticiwch *Cymharu* wrth ymyl dau i bedwar gwasanaeth, yna dewiswch *Cymharu'r gwasanaethau a diciwyd*.
compare-one = Mae angen dau wasanaeth i gymharu. [Chwiliwch], a thiciwch ddau i bedwar.
compare-too-many = { $count ->
    [one] Mae lle i bedwar gwasanaeth ochr yn ochr, felly gadawyd 1 allan.
   *[other] Mae lle i bedwar gwasanaeth ochr yn ochr, felly gadawyd { $count } allan.
}
compare-not-for = Nid ar gyfer: { $who }
compare-room = Lleoedd sydd ar gael
compare-access = Mynediad i'r adeilad
compare-next = Beth nesaf
compare-take-out = Tynnu allan
compare-unknown = Ystyr “ddim yn hysbys” a “heb ei nodi” yw nad oes neb wedi dweud wrthym. Nid yw'n golygu na: holwch nhw.
compare-never-said = Nid oes neb wedi dweud hyn wrthym am yr un o'r rhain: { $facts }.

map-show = Map
map-hide = Cuddio'r map
map-heading = Map o'r gwasanaethau hyn
map-alternative = Map. Mae'r rhestr yn dweud y cyfan mewn geiriau.
map-number = Rhif ar y map:
map-legend = Rhifau'r rhestr yw'r rhain. Llinellau syth yw'r pellteroedd, nid ffyrdd.
map-asked = Y diemwnt yw'r lle y gofynnoch ohono.
map-shown = Mae { $count } o'r { $total } gwasanaeth hyn ar y map, yn ôl eu rhifau yn y rhestr.
map-empty = Ni ellir dangos yr un o'r gwasanaethau hyn ar fap.
map-nowhere = { $count ->
    [one] Nid yw 1 ar y map: nid oes ganddo le i fynd iddo y gwyddom amdano.
   *[other] Nid yw { $count } ar y map: nid oes ganddynt le i fynd iddo y gwyddom amdano.
}
map-withheld = { $count ->
    [one] Nid yw 1 ar y map: cedwir ei gyfeiriad yn breifat, er mwyn cadw pobl yn ddiogel.
   *[other] Nid yw { $count } ar y map: cedwir eu cyfeiriadau'n breifat, er mwyn cadw pobl yn ddiogel.
}
map-rough = { $count ->
    [one] Dim ond yn fras y gwyddom ble mae 1 ag ymyl doredig.
   *[other] Dim ond yn fras y gwyddom ble mae { $count } ag ymyl doredig.
}
map-back = Yn ôl i'r rhestr
map-together = Mae { $pin } yn sefyll dros { $numbers }.
