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
results-too-many = Mae hynny'n llawer i'w ddarllen. Ychwanegwch [god post neu dref], neu air neu ddau arall am yr hyn sydd ei angen.

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
compare-unknown = Ystyr “ddim yn hysbys” a “heb ei nodi” yw nad oes neb wedi dweud wrthym. Nid yw'n golygu na: ffoniwch i ofyn.
compare-never-said = Nid oes neb wedi dweud hyn wrthym am yr un o'r rhain: { $facts }.
