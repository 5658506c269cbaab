# Română / Romanian: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = Salt la conținut
leave-label = Părăsiți acest site
leave-before = Părăsiți
leave-hint = acest site
leave-after = repede
languages-label = Limba
demonstration-strong = Înregistrările demonstrative
demonstration-rest = sunt inventate.
draft-notice = Această pagină a fost tradusă de o mașină și nimeni nu a verificat-o încă. Când contează, citiți-o în engleză.
footer-danger = În pericol sau grav rănit? Sunați la 999.
footer-advice = Pentru sfaturi medicale urgente sunați la 111. Acest site nu este pentru a raporta îngrijorări despre cineva: nimeni de aici nu citește ce scrieți.
footer-label = Despre acest site
footer-about = Despre site și sursele datelor
footer-accessibility = Accesibilitate
footer-privacy = Confidențialitate
footer-api = Pentru programe: API
footer-leave = „Părăsiți acest site repede” (sau tasta Shift, de trei ori) vă duce imediat la o pagină cu vremea. Nu șterge istoricul browserului.
search-what = Cu ce aveți nevoie de ajutor?
search-where = Unde?
search-where-hint = Cod poștal sau oraș
search-button = Căutare
suggestions-label = Sugestii
suggestions-subject = Subiect
suggestions-service = Serviciu
suggestions-organisation = Organizație
suggestions-place = Loc
suggestions-one = 1 sugestie
suggestions-many = Sugestii: { "{count}" }
demonstration-tag = Demonstrație
