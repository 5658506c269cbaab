# اردو / Urdu: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = اصل مواد پر جائیں
leave-label = یہ سائٹ چھوڑیں
leave-before = چھوڑیں
leave-hint = یہ سائٹ
leave-after = فوراً
languages-label = زبان
demonstration-strong = نمونے کے اندراج
demonstration-rest = فرضی ہیں۔
draft-notice = اس صفحے کا ترجمہ مشین نے کیا ہے اور ابھی تک کسی شخص نے اسے نہیں جانچا۔ اہم بات ہو تو اسے انگریزی میں پڑھیں۔
footer-danger = خطرے میں ہیں یا شدید زخمی؟ 999 پر فون کریں۔
footer-advice = فوری طبی مشورے کے لیے 111 پر فون کریں۔ یہ سائٹ کسی کے بارے میں تشویش بتانے کے لیے نہیں ہے: آپ جو لکھتے ہیں یہاں کوئی نہیں پڑھتا۔
footer-label = اس سائٹ کے بارے میں
footer-about = سائٹ اور معلومات کے ذرائع
footer-accessibility = رسائی
footer-privacy = رازداری
footer-api = سافٹ ویئر کے لیے: API
footer-leave = ”یہ سائٹ فوراً چھوڑیں“ (یا Shift تین بار) آپ کو فوراً موسم کے صفحے پر لے جاتا ہے۔ یہ براؤزر کی ہسٹری نہیں مٹاتا۔
search-what = آپ کو کس چیز میں مدد چاہیے؟
search-where = کہاں؟
search-where-hint = پوسٹ کوڈ یا شہر
search-button = تلاش کریں
suggestions-label = تجاویز
suggestions-subject = موضوع
suggestions-service = خدمت
suggestions-organisation = ادارہ
suggestions-place = جگہ
suggestions-one = 1 تجویز
suggestions-many = تجاویز: { "{count}" }
demonstration-tag = نمونہ
