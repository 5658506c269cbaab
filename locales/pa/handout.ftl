# ਪੰਜਾਬੀ / Punjabi: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = ਤੁਹਾਡੀ ਯੋਜਨਾ
handout-yours = ਇਹ ਯੋਜਨਾ ਇਸ ਬਾਰੇ ਹੈ:
handout-keep = ਇਹ ਤੁਹਾਡੇ ਕੋਲ ਰੱਖਣ ਲਈ ਹੈ।
handout-what-matters = ਮੇਰੇ ਲਈ ਕੀ ਮਹੱਤਵਪੂਰਨ ਹੈ
handout-note = ਨੋਟ
handout-made-on = { $date } ਨੂੰ ਬਣਾਈ ਗਈ
handout-expires = ਇਹ ਲਿੰਕ { $date } ਤੱਕ ਕੰਮ ਕਰੇਗਾ
handout-scan = ਫ਼ੋਨ 'ਤੇ ਯੋਜਨਾ ਵੇਖਣ ਲਈ ਇਸਨੂੰ ਸਕੈਨ ਕਰੋ
handout-services = { $count ->
    [one] { $count } ਸੇਵਾ
   *[other] { $count } ਸੇਵਾਵਾਂ
}
handout-other-places = { $count ->
    [one] { $count } ਹੋਰ ਥਾਂ
   *[other] { $count } ਹੋਰ ਥਾਂਵਾਂ
}
plan-and-others = { $text }, { $others }
handout-phone = ਫ਼ੋਨ
handout-call-on = { $number } 'ਤੇ ਫ਼ੋਨ ਕਰੋ
handout-email = ਈਮੇਲ
handout-web = ਵੈੱਬਸਾਈਟ
handout-where = ਕਿੱਥੇ
handout-address = ਪਤਾ
handout-travel = ਉੱਥੇ ਕਿਵੇਂ ਪਹੁੰਚਣਾ ਹੈ
handout-access = ਪਹੁੰਚ
handout-when = ਕਦੋਂ
handout-next = ਅਗਲੀ ਮੁਲਾਕਾਤ
handout-hours-unknown = ਖੁੱਲ੍ਹਣ ਦਾ ਸਮਾਂ ਪਤਾ ਨਹੀਂ
handout-ring-first = ਜਾਣ ਤੋਂ ਪਹਿਲਾਂ ਫ਼ੋਨ ਕਰੋ
handout-by-appointment = ਪਹਿਲਾਂ ਸਮਾਂ ਲੈ ਕੇ
handout-getting-in = ਸੇਵਾ ਕਿਵੇਂ ਲਈਏ
handout-self = ਤੁਸੀਂ ਆਪ ਉਨ੍ਹਾਂ ਨਾਲ ਸੰਪਰਕ ਕਰ ਸਕਦੇ ਹੋ
handout-professional = ਕਿਸੇ ਨਰਸ, ਸੋਸ਼ਲ ਵਰਕਰ ਜਾਂ ਹੋਰ ਮਾਹਰ ਨੂੰ ਕਹੋ ਕਿ ਤੁਹਾਨੂੰ ਭੇਜੇ
handout-gp = ਆਪਣੇ GP (ਡਾਕਟਰ) ਨੂੰ ਕਹੋ ਕਿ ਤੁਹਾਨੂੰ ਭੇਜੇ
handout-school = ਸਕੂਲ ਨੂੰ ਕਹੋ ਕਿ ਤੁਹਾਨੂੰ ਭੇਜੇ
handout-social-care = ਸੋਸ਼ਲ ਕੇਅਰ ਨੂੰ ਕਹੋ ਕਿ ਤੁਹਾਨੂੰ ਭੇਜੇ
handout-hospital = ਹਸਪਤਾਲ ਨੂੰ ਕਹੋ ਕਿ ਤੁਹਾਨੂੰ ਭੇਜੇ
handout-getting-in-unknown = ਫ਼ੋਨ ਕਰਕੇ ਪੁੱਛੋ ਕਿ ਸੇਵਾ ਕਿਵੇਂ ਲਈਏ
handout-cost = ਖ਼ਰਚਾ
handout-free = ਮੁਫ਼ਤ
handout-paid = ਇਸਦਾ ਖ਼ਰਚਾ ਹੈ
handout-cost-unknown = ਖ਼ਰਚਾ ਪਤਾ ਨਹੀਂ। ਫ਼ੋਨ ਕਰਕੇ ਪੁੱਛੋ
handout-bring = ਨਾਲ ਕੀ ਲਿਆਉਣਾ ਹੈ
handout-who = ਇਹ ਕਿਸ ਲਈ ਹੈ
handout-not-for = ਇਹ ਕਿਸ ਲਈ ਨਹੀਂ ਹੈ
handout-what = ਇਹ ਕੀ ਕਰਦੀ ਹੈ
handout-languages = ਭਾਸ਼ਾਵਾਂ
handout-interpreters = ਦੁਭਾਸ਼ੀਏ
handout-by-phone = ਫ਼ੋਨ ਰਾਹੀਂ
handout-online = ਔਨਲਾਈਨ
handout-home = ਉਹ ਤੁਹਾਡੇ ਘਰ ਆਉਂਦੇ ਹਨ
handout-venue = ਇੱਕ ਥਾਂ ਜਿੱਥੇ ਤੁਸੀਂ ਜਾਂਦੇ ਹੋ
handout-checked-on = { $date } ਨੂੰ ਜਾਂਚਿਆ ਗਿਆ
handout-never-checked = ਅਜੇ ਕਿਸੇ ਨੇ ਇਸਨੂੰ ਨਹੀਂ ਜਾਂਚਿਆ। ਪਹਿਲਾਂ ਫ਼ੋਨ ਕਰੋ
handout-closed = ਫ਼ਿਲਹਾਲ ਬੰਦ ਹੈ
handout-withheld = ਲੋਕਾਂ ਦੀ ਸੁਰੱਖਿਆ ਲਈ ਪਤਾ ਨਹੀਂ ਦੱਸਿਆ ਜਾਂਦਾ। ਕਿੱਥੇ ਜਾਣਾ ਹੈ ਇਹ ਜਾਣਨ ਲਈ ਫ਼ੋਨ ਕਰੋ
handout-places-now = ਹੁਣ ਥਾਂ ਹੈ
handout-waiting-list = ਉਡੀਕ ਸੂਚੀ
handout-full = ਥਾਂ ਨਹੀਂ ਹੈ
handout-run-by = ਚਲਾਉਣ ਵਾਲੇ
handout-not-known = ਪਤਾ ਨਹੀਂ
handout-could-say = ਤੁਸੀਂ ਕਹਿ ਸਕਦੇ ਹੋ:
handout-emergency = ਐਮਰਜੈਂਸੀ ਵਿੱਚ 999 'ਤੇ ਫ਼ੋਨ ਕਰੋ
handout-urgent = ਤੁਰੰਤ ਡਾਕਟਰੀ ਸਲਾਹ ਲਈ 111 'ਤੇ ਫ਼ੋਨ ਕਰੋ
handout-english = ਹਰ ਸੇਵਾ ਦੇ ਸ਼ਬਦ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਹਨ, ਜਿਵੇਂ ਸੇਵਾ ਨੇ ਲਿਖੇ।
handout-draft = ਇਸ ਪੰਨੇ ਦੇ ਲੇਬਲਾਂ ਦਾ ਅਨੁਵਾਦ ਮਸ਼ੀਨ ਨੇ ਕੀਤਾ ਹੈ ਅਤੇ ਅਜੇ ਕਿਸੇ ਵਿਅਕਤੀ ਨੇ ਨਹੀਂ ਜਾਂਚਿਆ।
handout-print = ਛਾਪੋ
handout-large-print = ਵੱਡੇ ਅੱਖਰ
handout-easy-read = ਪੜ੍ਹਨ ਵਿੱਚ ਸੌਖਾ
handout-page = ਪੰਨਾ { $page } / { $pages }
handout-checked = ਜਾਂਚ ਦੀ ਤਾਰੀਖ
handout-notice = ਸੂਚਨਾ
