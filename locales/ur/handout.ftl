# اردو / Urdu: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = آپ کا منصوبہ
handout-yours = یہ منصوبہ اس بارے میں ہے:
handout-keep = یہ آپ کے پاس رکھنے کے لیے ہے۔
handout-what-matters = میرے لیے کیا اہم ہے
handout-note = نوٹ
handout-made-on = تیار کیا گیا: { $date }
handout-expires = یہ لنک { $date } تک کام کرے گا
handout-scan = فون پر منصوبہ دیکھنے کے لیے اسے اسکین کریں
handout-services = { $count ->
    [one] { $count } خدمت
   *[other] { $count } خدمات
}
handout-other-places = { $count ->
    [one] { $count } اور جگہ
   *[other] { $count } اور جگہیں
}
plan-and-others = { $text }، { $others }
handout-phone = فون
handout-call-on = { $number } پر فون کریں
handout-email = ای میل
handout-web = ویب سائٹ
handout-where = کہاں
handout-address = پتہ
handout-travel = وہاں کیسے پہنچیں
handout-access = رسائی
handout-when = کب
handout-next = اگلی نشست
handout-hours-unknown = کھلنے کے اوقات معلوم نہیں
handout-ring-first = جانے سے پہلے فون کریں
handout-by-appointment = پہلے سے وقت لے کر
handout-getting-in = یہ خدمت کیسے حاصل کریں
handout-self = آپ خود ان سے رابطہ کر سکتے ہیں
handout-professional = کسی نرس، سوشل ورکر یا دوسرے ماہر سے کہیں کہ آپ کو بھیجیں
handout-gp = اپنے GP (ڈاکٹر) سے کہیں کہ آپ کو بھیجیں
handout-school = اسکول سے کہیں کہ آپ کو بھیجے
handout-social-care = سوشل کیئر سے کہیں کہ آپ کو بھیجے
handout-hospital = ہسپتال سے کہیں کہ آپ کو بھیجے
handout-getting-in-unknown = فون کر کے پوچھیں کہ یہ خدمت کیسے حاصل کریں
handout-cost = خرچ
handout-free = مفت
handout-paid = اس کی فیس ہے
handout-cost-unknown = خرچ معلوم نہیں۔ فون کر کے پوچھیں
handout-bring = ساتھ کیا لائیں
handout-who = یہ کس کے لیے ہے
handout-not-for = یہ کس کے لیے نہیں ہے
handout-what = یہ کیا کرتی ہے
handout-languages = زبانیں
handout-interpreters = مترجم
handout-by-phone = فون کے ذریعے
handout-online = آن لائن
handout-home = وہ آپ کے گھر آتے ہیں
handout-venue = ایک جگہ جہاں آپ جاتے ہیں
handout-checked-on = جانچا گیا: { $date }
handout-never-checked = ابھی تک کسی نے اسے نہیں جانچا۔ پہلے فون کریں
handout-closed = فی الحال بند ہے
handout-withheld = لوگوں کی حفاظت کے لیے پتہ شائع نہیں کیا جاتا۔ کہاں جانا ہے یہ جاننے کے لیے فون کریں
handout-places-now = ابھی جگہ ہے
handout-waiting-list = انتظار کی فہرست
handout-full = جگہ نہیں ہے
handout-run-by = چلانے والے
handout-not-known = معلوم نہیں
handout-could-say = آپ کہہ سکتے ہیں:
handout-emergency = ہنگامی حالت میں 999 پر فون کریں
handout-urgent = فوری طبی مشورے کے لیے 111 پر فون کریں
handout-english = ہر خدمت کے الفاظ انگریزی میں ہیں، جیسے خدمت نے خود لکھے۔
handout-draft = اس صفحے کے عنوانات کا ترجمہ مشین نے کیا ہے اور ابھی تک کسی شخص نے انہیں نہیں جانچا۔
handout-print = پرنٹ کریں
handout-large-print = بڑے حروف
handout-easy-read = آسان تحریر
handout-page = صفحہ { $page } از { $pages }
handout-checked = جانچ کی تاریخ
handout-notice = اطلاع
