# Cymraeg / Welsh: facts about a service, the same on every page.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

services = { $count ->
    [zero] { $count } gwasanaeth
    [one] { $count } gwasanaeth
    [two] { $count } wasanaeth
    [few] { $count } gwasanaeth
    [many] { $count } gwasanaeth
   *[other] { $count } gwasanaeth
}
not-stated = Heb ei nodi
not-known = Ddim yn hysbys
distance-under = llai na 0.1 milltir
distance-one = 1 filltir
distance-tenths = { $miles } milltir
distance-miles = { $count ->
    [one] { $count } filltir
    [two] { $count } filltir
   *[other] { $count } milltir
}
distance-about-one = tua milltir
distance-about = tua { $count ->
    [one] { $count } filltir
    [two] { $count } filltir
   *[other] { $count } milltir
}
reach-phone-or-online = Ar y ffôn neu ar-lein
serves = Yn gwasanaethu { $areas }
serves-nations = Yn gwasanaethu { $nations } gyfan
serves-uk = Yn gwasanaethu'r Deyrnas Unedig gyfan
postcodes = codau post { $codes }
and-other-areas = { $first } a { $count } ardal arall
and-other-postcodes = { $first } a { $count } cod post arall
and-other-places = { $count ->
    [two] { $address }, a 2 le arall
   *[other] { $address }, a { $count } lle arall
}
address-withheld = Cedwir y cyfeiriad yn ôl er diogelwch
address-withheld-town = Cedwir y cyfeiriad yn ôl er diogelwch ({ $town })

checked-never = Heb ei wirio erioed, hyd y gwyddom
checked-today = Gwiriwyd heddiw
checked-yesterday = Gwiriwyd ddoe
checked-days = Gwiriwyd { $count ->
    [two] { $count } ddiwrnod
   *[other] { $count } diwrnod
} yn ôl
checked-months = Gwiriwyd { $count ->
    [two] { $count } fis
   *[other] { $count } mis
} yn ôl
checked-years = Gwiriwyd { $count ->
    [one] { $count } flwyddyn
    [two] { $count } flynedd
   *[other] { $count } blynedd
} yn ôl
checked-how = { $date }, { $how }
checked-by = { $date } ({ $who })
how-phone = dros y ffôn
how-email = drwy e-bost
how-visit = drwy ymweliad
how-website = ar y wefan
how-provider = gan y darparwr

getting-in-unknown = Nid yw'n dweud sut i gael y gwasanaeth
getting-in-self = Gallwch ofyn amdano eich hun
getting-in-referral = Mae angen atgyfeiriad arnoch
getting-in-or-through = , neu drwy { $routes }
getting-in-through = : drwy { $routes }
route-self = ofyn eich hun
route-professional = weithiwr proffesiynol
route-gp = eich meddyg teulu
route-school = ysgol
route-social-care = ofal cymdeithasol
route-hospital = ysbyty

price-free = Am ddim
price-paid = Mae cost
price-unknown = Nid yw'r gost yn hysbys
cost-option = { $option }: { $words }
capacity-open = Lleoedd ar gael nawr
capacity-waiting-list = Rhestr aros
capacity-full = Llawn
capacity-paused = Ddim yn derbyn atgyfeiriadau ar hyn o bryd
wait-none = , dim aros
wait-week = , tuag wythnos
wait-weeks = , tua { $count } wythnos
capacity-as-of = { $text } (ar { $date })
capacity-note = { $text }. { $note }

ages-range = { $min } i { $max } oed
ages-from = { $min } oed a throsodd
ages-to = Hyd at { $max } oed
age-months = { $count ->
    [two] { $count } fis
   *[other] { $count } mis
}
age-one = { $age } oed
age-over = { $min } oed a throsodd
age-under = Dan { $max } oed
age-months-old = { $months } oed

reason-name = Dyma ei enw
reason-need = Yn helpu gyda: { $need }
reason-words = Yn sôn am { $words }
reason-other-ages = Ar gyfer oedrannau eraill yn unig: { $ages }
reason-not-for = Nid yw'n dweud ei fod { $who }: ar gyfer eraill yn unig
reason-serves = Yn gwasanaethu { $area }
reason-national = Yn gwasanaethu { $area } gyfan
reason-elsewhere = Yn dweud ei fod yn gwasanaethu { $area }: gofynnwch a all eich helpu
quoted = ‘{ $word }’
told-by-text = Wedi'i restru o dan “{ $need }” am ei fod yn dweud “{ $words }”.
told-by-term = Wedi'i restru o dan “{ $need }” am fod ei gyhoeddwr yn ei osod o dan “{ $words }”.
count = { $count }
