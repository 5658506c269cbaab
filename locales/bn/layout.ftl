# বাংলা / Bengali: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = মূল বিষয়ে যান
leave-label = এই সাইট ছেড়ে যান
leave-before = ছেড়ে যান
leave-hint = এই সাইট
leave-after = দ্রুত
languages-label = ভাষা
demonstration-strong = নমুনা রেকর্ডগুলো
demonstration-rest = বানানো।
draft-notice = এই পাতাটি যন্ত্র অনুবাদ করেছে এবং এখনও কোনো মানুষ যাচাই করেনি। গুরুত্বপূর্ণ হলে ইংরেজিতে পড়ুন।
footer-danger = বিপদে আছেন বা গুরুতর আহত? 999 নম্বরে ফোন করুন।
footer-advice = জরুরি চিকিৎসা পরামর্শের জন্য 111 নম্বরে ফোন করুন। এই সাইট কারও সম্পর্কে উদ্বেগ জানানোর জন্য নয়: আপনি যা লেখেন এখানে কেউ পড়ে না।
footer-label = এই সাইট সম্পর্কে
footer-about = সাইট ও তথ্যের উৎস
footer-accessibility = প্রবেশগম্যতা
footer-privacy = গোপনীয়তা
footer-api = সফটওয়্যারের জন্য: API
footer-leave = “এই সাইট দ্রুত ছেড়ে যান” (বা Shift তিনবার) আপনাকে সঙ্গে সঙ্গে আবহাওয়ার পাতায় নিয়ে যায়। এটি ব্রাউজারের ইতিহাস মোছে না।
search-what = আপনার কী বিষয়ে সাহায্য দরকার?
search-where = কোথায়?
search-where-hint = পোস্টকোড বা শহর
search-button = খুঁজুন
suggestions-label = পরামর্শ
suggestions-subject = বিষয়
suggestions-service = সেবা
suggestions-organisation = সংস্থা
suggestions-place = জায়গা
suggestions-one = ১টি পরামর্শ
suggestions-many = পরামর্শ: { "{count}" }
demonstration-tag = নমুনা
