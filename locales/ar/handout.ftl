# العربية / Arabic: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = خطتك
handout-yours = هذه الخطة عن:
handout-keep = يمكنك الاحتفاظ بها.
handout-what-matters = ما يهمّني
handout-note = ملاحظة
handout-made-on = أُعدّت في { $date }
handout-expires = يعمل هذا الرابط حتى { $date }
handout-scan = امسح الرمز لرؤية الخطة على الهاتف
handout-services = { $count ->
    [zero] لا خدمات
    [one] خدمة واحدة
    [two] خدمتان
    [few] { $count } خدمات
    [many] { $count } خدمة
   *[other] { $count } خدمة
}
handout-other-places = { $count ->
    [zero] لا أماكن أخرى
    [one] مكان آخر
    [two] مكانان آخران
    [few] { $count } أماكن أخرى
    [many] { $count } مكاناً آخر
   *[other] { $count } مكان آخر
}
plan-and-others = { $text }، { $others }
handout-phone = الهاتف
handout-call-on = اتصل بالرقم { $number }
handout-email = البريد الإلكتروني
handout-web = الموقع الإلكتروني
handout-where = أين
handout-address = العنوان
handout-travel = كيفية الوصول
handout-access = تسهيلات الدخول
handout-when = متى
handout-next = الجلسة القادمة
handout-hours-unknown = ساعات العمل غير معروفة
handout-ring-first = اتصل قبل أن تذهب
handout-by-appointment = بموعد مسبق
handout-getting-in = كيف تحصل على الخدمة
handout-self = يمكنك التواصل معهم بنفسك
handout-professional = اطلب من ممرضة أو أخصائي اجتماعي أو مهني آخر أن يحيلك
handout-gp = اطلب من طبيبك العام (GP) أن يحيلك
handout-school = اطلب من المدرسة أن تحيلك
handout-social-care = اطلب من الرعاية الاجتماعية أن تحيلك
handout-hospital = اطلب من المستشفى أن يحيلك
handout-getting-in-unknown = اتصل واسأل كيف تحصل على الخدمة
handout-cost = التكلفة
handout-free = مجاني
handout-paid = هناك تكلفة
handout-cost-unknown = التكلفة غير معروفة. اتصل واسأل
handout-bring = ماذا تُحضر معك
handout-who = لمن هذه الخدمة
handout-not-for = ليست لـ
handout-what = ماذا تقدّم
handout-languages = اللغات
handout-interpreters = المترجمون
handout-by-phone = عبر الهاتف
handout-online = عبر الإنترنت
handout-home = يأتون إلى منزلك
handout-venue = في مكان تذهب إليه
handout-checked-on = جرى التحقق في { $date }
handout-never-checked = لم يتحقق أحد من هذا بعد. اتصل أولاً
handout-closed = مغلق حالياً
handout-withheld = العنوان غير منشور حفاظاً على سلامة الناس. اتصل لمعرفة أين تذهب
handout-places-now = توجد أماكن الآن
handout-waiting-list = قائمة انتظار
handout-full = لا توجد أماكن
handout-run-by = تديرها
handout-not-known = غير معروف
handout-could-say = يمكنك أن تقول:
handout-emergency = في حالة الطوارئ اتصل بالرقم 999
handout-urgent = للحصول على مشورة طبية عاجلة اتصل بالرقم 111
handout-english = كلمات كل خدمة باللغة الإنجليزية كما كتبتها الخدمة.
handout-draft = تُرجمت عناوين هذه الورقة آلياً ولم يراجعها أي شخص بعد.
handout-print = طباعة
handout-large-print = أحرف كبيرة
handout-easy-read = سهل القراءة
handout-page = صفحة { $page } من { $pages }
handout-checked = تاريخ التحقق
handout-notice = تنبيه
