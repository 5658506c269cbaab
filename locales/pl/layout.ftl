# Polski / Polish: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = Przejdź do treści
leave-label = Opuść tę stronę
leave-before = Opuść
leave-hint = tę stronę
leave-after = szybko
languages-label = Język
demonstration-strong = Wpisy pokazowe
demonstration-rest = są zmyślone.
draft-notice = Tę stronę przetłumaczyła maszyna i nikt jej jeszcze nie sprawdził. W ważnych sprawach przeczytaj ją po angielsku.
footer-danger = W niebezpieczeństwie lub ciężko ranny? Zadzwoń pod 999.
footer-advice = Po pilną poradę medyczną zadzwoń pod 111. Ta strona nie służy do zgłaszania obaw o kogoś: nikt tu nie czyta tego, co wpisujesz.
footer-label = O tej stronie
footer-about = O stronie i źródłach danych
footer-accessibility = Dostępność
footer-privacy = Prywatność
footer-api = Dla programów: API
footer-leave = „Opuść tę stronę szybko” (lub klawisz Shift trzy razy) natychmiast otwiera stronę z pogodą. Nie usuwa historii przeglądarki.
search-what = W czym potrzebujesz pomocy?
search-where = Gdzie?
search-where-hint = Kod pocztowy lub miasto
search-button = Szukaj
suggestions-label = Podpowiedzi
suggestions-subject = Temat
suggestions-service = Usługa
suggestions-organisation = Organizacja
suggestions-place = Miejsce
suggestions-one = 1 podpowiedź
suggestions-many = Podpowiedzi: { "{count}" }
demonstration-tag = Pokaz
