# Soomaali / Somali: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = Qorshahaaga
handout-yours = Qorshahani wuxuu ku saabsan yahay:
handout-keep = Adigaa iska leh, waad haysan kartaa.
handout-what-matters = Waxa muhiim ii ah
handout-note = Qoraal
handout-made-on = La sameeyay { $date }
handout-expires = Xiriirkani wuxuu shaqaynayaa ilaa { $date }
handout-scan = Iskaan garee si aad qorshaha ugu aragto taleefanka
handout-services = { $count ->
    [one] { $count } adeeg
   *[other] { $count } adeeg
}
handout-other-places = { $count ->
    [one] { $count } meel kale
   *[other] { $count } meelood oo kale
}
plan-and-others = { $text }, { $others }
handout-phone = Taleefan
handout-call-on = Wac { $number }
handout-email = Iimayl
handout-web = Bogga internetka
handout-where = Xagga
handout-address = Cinwaanka
handout-travel = Sida loo tago
handout-access = Helitaanka
handout-when = Goorma
handout-next = Kulanka xiga
handout-hours-unknown = Saacadaha furan lama yaqaan
handout-ring-first = Wac ka hor intaadan tagin
handout-by-appointment = Ballan ayaa loo baahan yahay
handout-getting-in = Sida loo galo
handout-self = Adigu toos ayaad ula xiriiri kartaa
handout-professional = Weydii kalkaaliye, shaqaale bulsho ama xirfadle kale inuu ku diro
handout-gp = Weydii dhakhtarkaaga qoyska (GP) inuu ku diro
handout-school = Weydii dugsiga inuu ku diro
handout-social-care = Weydii daryeelka bulshada inay ku diraan
handout-hospital = Weydii isbitaalka inuu ku diro
handout-getting-in-unknown = Wac oo weydii sida loo galo
handout-cost = Kharashka
handout-free = Bilaash
handout-paid = Lacag baa laga bixiyaa
handout-cost-unknown = Kharashka lama yaqaan. Wac oo weydii
handout-bring = Waxa aad keenayso
handout-who = Cidda loogu talagalay
handout-not-for = Cidda aan loogu talagalin
handout-what = Waxa uu qabto
handout-languages = Luqadaha
handout-interpreters = Turjumaanno
handout-by-phone = Taleefan ahaan
handout-online = Khadka internetka
handout-home = Gurigaaga ayay yimaadaan
handout-venue = Meel aad adigu tagto
handout-checked-on = La hubiyay { $date }
handout-never-checked = Weli cidna ma hubin. Marka hore wac
handout-closed = Hadda waa xiran yahay
handout-withheld = Cinwaanka lama daabaco si dadku u badbaadaan. Wac si laguugu sheego meesha aad tagayso
handout-places-now = Boosas ayaa hadda bannaan
handout-waiting-list = Liiska sugitaanka
handout-full = Waa buuxaa
handout-run-by = Waxaa maamula
handout-not-known = Lama yaqaan
handout-could-say = Waxaad dhihi kartaa:
handout-emergency = Xaalad degdeg ah wac 999
handout-urgent = Talo caafimaad oo degdeg ah wac 111
handout-english = Erayada adeeg kasta waa Ingiriis, sida adeeggu u qoray.
handout-draft = Calaamadaha warqaddan mashiin baa turjumay, cidna weli ma hubin.
handout-print = Daabac
handout-large-print = Far waaweyn
handout-easy-read = Si fudud loo akhriyo
handout-page = Bogga { $page } ee { $pages }
handout-checked = La hubiyay
handout-notice = Ogeysiis
