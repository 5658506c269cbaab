# Cymraeg / Welsh: home, about, accessibility, privacy and the error pages.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

home-title = Dod o hyd i help lleol
home-heading = Dewch o hyd i'r help lleol iawn
home-lead = Dywedwch beth sydd o'i le, yn eich geiriau eich hun. Gwasanaethau'r GIG, cynghorau, elusennau a chwmnïau preifat, ochr yn ochr.
home-examples = Er enghraifft:
home-crisis = Mewn argyfwng: [help nawr, ddydd neu nos].
home-subjects = Neu dechreuwch o bwnc
help-now = Help nawr, ddydd neu nos
home-danger = Os yw bywyd mewn perygl, ffoniwch 999.
