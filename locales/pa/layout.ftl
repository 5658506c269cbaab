# ਪੰਜਾਬੀ / Punjabi: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = ਮੁੱਖ ਸਮੱਗਰੀ 'ਤੇ ਜਾਓ
leave-label = ਇਹ ਸਾਈਟ ਛੱਡੋ
leave-before = ਛੱਡੋ
leave-hint = ਇਹ ਸਾਈਟ
leave-after = ਤੁਰੰਤ
languages-label = ਭਾਸ਼ਾ
demonstration-strong = ਨਮੂਨੇ ਦੇ ਰਿਕਾਰਡ
demonstration-rest = ਬਣਾਵਟੀ ਹਨ।
draft-notice = ਇਸ ਪੰਨੇ ਦਾ ਅਨੁਵਾਦ ਮਸ਼ੀਨ ਨੇ ਕੀਤਾ ਹੈ ਅਤੇ ਅਜੇ ਕਿਸੇ ਵਿਅਕਤੀ ਨੇ ਨਹੀਂ ਜਾਂਚਿਆ। ਜ਼ਰੂਰੀ ਗੱਲ ਹੋਵੇ ਤਾਂ ਇਸਨੂੰ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਪੜ੍ਹੋ।
footer-danger = ਖ਼ਤਰੇ ਵਿੱਚ ਹੋ ਜਾਂ ਬੁਰੀ ਤਰ੍ਹਾਂ ਜ਼ਖ਼ਮੀ? 999 'ਤੇ ਫ਼ੋਨ ਕਰੋ।
footer-advice = ਤੁਰੰਤ ਡਾਕਟਰੀ ਸਲਾਹ ਲਈ 111 'ਤੇ ਫ਼ੋਨ ਕਰੋ। ਇਹ ਸਾਈਟ ਕਿਸੇ ਬਾਰੇ ਚਿੰਤਾ ਦੱਸਣ ਲਈ ਨਹੀਂ ਹੈ: ਤੁਸੀਂ ਜੋ ਲਿਖਦੇ ਹੋ ਇੱਥੇ ਕੋਈ ਨਹੀਂ ਪੜ੍ਹਦਾ।
footer-label = ਇਸ ਸਾਈਟ ਬਾਰੇ
footer-about = ਸਾਈਟ ਅਤੇ ਜਾਣਕਾਰੀ ਦੇ ਸਰੋਤ
footer-accessibility = ਪਹੁੰਚਯੋਗਤਾ
footer-privacy = ਨਿੱਜਤਾ
footer-api = ਸਾਫਟਵੇਅਰ ਲਈ: API
footer-leave = “ਇਹ ਸਾਈਟ ਤੁਰੰਤ ਛੱਡੋ” (ਜਾਂ Shift ਤਿੰਨ ਵਾਰ) ਤੁਹਾਨੂੰ ਤੁਰੰਤ ਮੌਸਮ ਦੇ ਪੰਨੇ 'ਤੇ ਲੈ ਜਾਂਦਾ ਹੈ। ਇਹ ਬ੍ਰਾਊਜ਼ਰ ਦਾ ਇਤਿਹਾਸ ਨਹੀਂ ਮਿਟਾਉਂਦਾ।
search-what = ਤੁਹਾਨੂੰ ਕਿਸ ਚੀਜ਼ ਵਿੱਚ ਮਦਦ ਚਾਹੀਦੀ ਹੈ?
search-where = ਕਿੱਥੇ?
search-where-hint = ਪੋਸਟਕੋਡ ਜਾਂ ਸ਼ਹਿਰ
search-button = ਲੱਭੋ
suggestions-label = ਸੁਝਾਅ
suggestions-subject = ਵਿਸ਼ਾ
suggestions-service = ਸੇਵਾ
suggestions-organisation = ਸੰਸਥਾ
suggestions-place = ਥਾਂ
suggestions-one = 1 ਸੁਝਾਅ
suggestions-many = ਸੁਝਾਅ: { "{count}" }
demonstration-tag = ਨਮੂਨਾ
