# العربية / Arabic: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = انتقل إلى المحتوى الرئيسي
leave-label = مغادرة هذا الموقع
leave-before = غادر
leave-hint = هذا الموقع
leave-after = بسرعة
languages-label = اللغة
demonstration-strong = السجلات التجريبية
demonstration-rest = مختلقة.
draft-notice = تُرجمت هذه الصفحة آلياً ولم يراجعها أي شخص بعد. في الأمور المهمة اقرأها بالإنجليزية.
footer-danger = في خطر أو مصاب بشدة؟ اتصل بالرقم 999.
footer-advice = للحصول على مشورة طبية عاجلة اتصل بالرقم 111. هذا الموقع ليس للإبلاغ عن مخاوف تتعلق بشخص ما: لا أحد هنا يقرأ ما تكتبه.
footer-label = عن هذا الموقع
footer-about = عن الموقع ومصادر البيانات
footer-accessibility = إمكانية الوصول
footer-privacy = الخصوصية
footer-api = للبرامج: API
footer-leave = ”غادر هذا الموقع بسرعة“ (أو مفتاح Shift ثلاث مرات) يأخذك فوراً إلى صفحة الطقس. لا يمحو سجل المتصفح.
search-what = ما الذي تحتاج المساعدة فيه؟
search-where = أين؟
search-where-hint = الرمز البريدي أو المدينة
search-button = بحث
suggestions-label = اقتراحات
suggestions-subject = موضوع
suggestions-service = خدمة
suggestions-organisation = مؤسسة
suggestions-place = مكان
suggestions-one = اقتراح واحد
suggestions-many = الاقتراحات: { "{count}" }
demonstration-tag = تجريبي
