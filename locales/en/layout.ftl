# English: the frame around every page, and the search form.
# reviewed = true

skip-link = Skip to main content
leave-label = Leave this site
# The brackets of the link's middle part are left out on narrow screens: "Leave quickly".
leave-before = Leave
leave-hint = this site
leave-after = quickly
languages-label = Language
demonstration-strong = Demonstration
demonstration-rest = records are made up.
draft-notice = This page was translated by a machine, and no person has checked it yet. Where it matters, read it in English.
footer-danger = In danger, or badly hurt? Call 999.
footer-advice = For urgent medical advice call 111. This site is not for reporting concerns about somebody: nobody here watches what you type.
footer-label = About this site
footer-about = About and data sources
footer-accessibility = Accessibility
footer-privacy = Privacy
footer-api = For software: API
footer-leave = “Leave this site quickly” (or the Shift key, three times) takes you to a weather page at once. It does not clear your browser’s history.
search-what = What do you need help with?
search-where = Where?
search-where-hint = Postcode or town
search-button = Search
suggestions-label = Suggestions
suggestions-subject = Subject
suggestions-service = Service
suggestions-organisation = Organisation
suggestions-place = Place
suggestions-one = 1 suggestion
# { "{count}" } stays as it is: the browser fills it in.
suggestions-many = { "{count}" } suggestions
demonstration-tag = Demonstration
