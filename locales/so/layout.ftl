# Soomaali / Somali: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = U gudub qaybta muhiimka ah
leave-label = Ka bax boggan
leave-before = Ka bax
leave-hint = boggan
leave-after = degdeg
languages-label = Luqadda
demonstration-strong = Diiwaannada tusaalaha ah
demonstration-rest = waa kuwo la sameeyay.
draft-notice = Boggan mashiin baa turjumay, cidna weli ma hubin. Haddii ay muhiim tahay, Ingiriis ku akhri.
footer-danger = Khatar ma ku jirtaa, mise si xun baad u dhaawacantahay? Wac 999.
footer-advice = Talo caafimaad oo degdeg ah wac 111. Boggani ma aha meel lagu soo sheego walaac ku saabsan qof: cidna halkan kama akhrido waxaad qorto.
footer-label = Ku saabsan boggan
footer-about = Ku saabsan bogga iyo ilaha xogta
footer-accessibility = Helitaanka
footer-privacy = Sirta
footer-api = Barnaamijyada: API
footer-leave = “Ka bax boggan degdeg” (ama furaha Shift, saddex jeer) isla markiiba wuxuu ku geynayaa bog cimilo. Ma tirtiro taariikhda biraawsarkaaga.
search-what = Maxaad caawimaad uga baahan tahay?
search-where = Xaggee?
search-where-hint = Koodhka boostada ama magaalada
search-button = Raadi
suggestions-label = Talooyin
suggestions-subject = Mawduuc
suggestions-service = Adeeg
suggestions-organisation = Urur
suggestions-place = Meel
suggestions-one = 1 talo
suggestions-many = Talooyin: { "{count}" }
demonstration-tag = Tusaale
