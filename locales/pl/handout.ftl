# Polski / Polish: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = Twój plan
handout-yours = Ten plan dotyczy:
handout-keep = Możesz go zatrzymać.
handout-what-matters = Co jest dla mnie ważne
handout-note = Notatka
handout-made-on = Sporządzono { $date }
handout-expires = Ten link działa do { $date }
handout-scan = Zeskanuj, aby zobaczyć plan na telefonie
handout-services = { $count ->
    [one] { $count } usługa
    [few] { $count } usługi
   *[other] { $count } usług
}
handout-other-places = { $count ->
    [one] { $count } inne miejsce
    [few] { $count } inne miejsca
   *[other] { $count } innych miejsc
}
plan-and-others = { $text }, { $others }
handout-phone = Telefon
handout-call-on = Zadzwoń: { $number }
handout-email = E-mail
handout-web = Strona internetowa
handout-where = Gdzie
handout-address = Adres
handout-travel = Dojazd
handout-access = Dostępność
handout-when = Kiedy
handout-next = Następne spotkanie
handout-hours-unknown = Godziny otwarcia nie są znane
handout-ring-first = Zadzwoń przed wyjściem
handout-by-appointment = Po umówieniu wizyty
handout-getting-in = Jak skorzystać
handout-self = Możesz skontaktować się samodzielnie
handout-professional = Poproś o skierowanie pielęgniarkę, pracownika socjalnego lub innego specjalistę
handout-gp = Poproś o skierowanie swojego lekarza rodzinnego (GP)
handout-school = Poproś o skierowanie szkołę
handout-social-care = Poproś o skierowanie opiekę społeczną
handout-hospital = Poproś o skierowanie szpital
handout-getting-in-unknown = Zadzwoń i zapytaj, jak skorzystać
handout-cost = Koszt
handout-free = Bezpłatne
handout-paid = Płatne
handout-cost-unknown = Koszt nie jest znany. Zadzwoń i zapytaj
handout-bring = Co zabrać ze sobą
handout-who = Dla kogo
handout-not-for = Nie dla
handout-what = Na czym polega
handout-languages = Języki
handout-interpreters = Tłumacze
handout-by-phone = Przez telefon
handout-online = Przez internet
handout-home = Przychodzą do Twojego domu
handout-venue = W miejscu, do którego się przychodzi
handout-checked-on = Sprawdzono { $date }
handout-never-checked = Nikt jeszcze tego nie sprawdził. Najpierw zadzwoń
handout-closed = Tymczasowo zamknięte
handout-withheld = Adres nie jest podany ze względów bezpieczeństwa. Zadzwoń, aby dowiedzieć się, dokąd przyjść
handout-places-now = Są wolne miejsca
handout-waiting-list = Lista oczekujących
handout-full = Brak miejsc
handout-run-by = Prowadzi
handout-not-known = Nie wiadomo
handout-could-say = Możesz powiedzieć:
handout-emergency = W nagłym wypadku zadzwoń pod 999
handout-urgent = Po pilną poradę medyczną zadzwoń pod 111
handout-english = Opisy usług są po angielsku, tak jak napisali je usługodawcy.
handout-draft = Etykiety na tej kartce przetłumaczyła maszyna i nikt ich jeszcze nie sprawdził.
handout-print = Drukuj
handout-large-print = Duży druk
handout-easy-read = Łatwe do czytania
handout-page = Strona { $page } z { $pages }
handout-checked = Sprawdzono
handout-notice = Uwaga
