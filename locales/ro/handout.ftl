# Română / Romanian: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = Planul dumneavoastră
handout-yours = Acest plan este despre:
handout-keep = Îl puteți păstra.
handout-what-matters = Ce este important pentru mine
handout-note = Notă
handout-made-on = Făcut la { $date }
handout-expires = Acest link funcționează până la { $date }
handout-scan = Scanați pentru a vedea planul pe telefon
handout-services = { $count ->
    [one] { $count } serviciu
    [few] { $count } servicii
   *[other] { $count } de servicii
}
handout-other-places = { $count ->
    [one] { $count } alt loc
    [few] { $count } alte locuri
   *[other] { $count } de alte locuri
}
plan-and-others = { $text }, { $others }
handout-phone = Telefon
handout-call-on = Sunați la { $number }
handout-email = E-mail
handout-web = Site web
handout-where = Unde
handout-address = Adresă
handout-travel = Cum ajungeți
handout-access = Acces
handout-when = Când
handout-next = Următoarea întâlnire
handout-hours-unknown = Programul nu este cunoscut
handout-ring-first = Sunați înainte de a merge
handout-by-appointment = Cu programare
handout-getting-in = Cum puteți intra
handout-self = Îi puteți contacta direct
handout-professional = Rugați o asistentă medicală, un asistent social sau alt profesionist să vă trimită
handout-gp = Rugați medicul de familie (GP) să vă trimită
handout-school = Rugați școala să vă trimită
handout-social-care = Rugați asistența socială să vă trimită
handout-hospital = Rugați spitalul să vă trimită
handout-getting-in-unknown = Sunați pentru a întreba cum puteți intra
handout-cost = Cost
handout-free = Gratuit
handout-paid = Se plătește
handout-cost-unknown = Costul nu este cunoscut. Sunați și întrebați
handout-bring = Ce să aduceți
handout-who = Pentru cine este
handout-not-for = Pentru cine nu este
handout-what = Ce oferă
handout-languages = Limbi
handout-interpreters = Interpreți
handout-by-phone = Prin telefon
handout-online = Online
handout-home = Vin la dumneavoastră acasă
handout-venue = Într-un loc la care mergeți
handout-checked-on = Verificat la { $date }
handout-never-checked = Nimeni nu a verificat încă. Sunați mai întâi
handout-closed = Închis deocamdată
handout-withheld = Adresa nu este publicată, pentru siguranța oamenilor. Sunați pentru a afla unde să mergeți
handout-places-now = Locuri disponibile acum
handout-waiting-list = Listă de așteptare
handout-full = Complet
handout-run-by = Oferit de
handout-not-known = Nu se știe
handout-could-say = Puteți spune:
handout-emergency = În caz de urgență sunați la 999
handout-urgent = Pentru sfaturi medicale urgente sunați la 111
handout-english = Descrierile serviciilor sunt în engleză, așa cum au fost scrise de acestea.
handout-draft = Etichetele de pe această foaie au fost traduse de o mașină și nimeni nu le-a verificat încă.
handout-print = Tipărire
handout-large-print = Litere mari
handout-easy-read = Ușor de citit
handout-page = Pagina { $page } din { $pages }
handout-checked = Verificat
handout-notice = Atenție
