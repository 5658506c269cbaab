# বাংলা / Bengali: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = আপনার পরিকল্পনা
handout-yours = এই পরিকল্পনাটি যে বিষয়ে:
handout-keep = এটি আপনি রেখে দিতে পারেন।
handout-what-matters = আমার কাছে যা গুরুত্বপূর্ণ
handout-note = নোট
handout-made-on = তৈরির তারিখ { $date }
handout-expires = এই লিঙ্ক { $date } পর্যন্ত কাজ করবে
handout-scan = ফোনে পরিকল্পনাটি দেখতে এটি স্ক্যান করুন
handout-services = { $count ->
    [one] { $count }টি সেবা
   *[other] { $count }টি সেবা
}
handout-other-places = { $count ->
    [one] আরও { $count }টি জায়গা
   *[other] আরও { $count }টি জায়গা
}
plan-and-others = { $text }, { $others }
handout-phone = ফোন
handout-call-on = { $number } নম্বরে ফোন করুন
handout-email = ইমেইল
handout-web = ওয়েবসাইট
handout-where = কোথায়
handout-address = ঠিকানা
handout-travel = কীভাবে যাবেন
handout-access = প্রবেশের সুবিধা
handout-when = কখন
handout-next = পরবর্তী সেশন
handout-hours-unknown = খোলার সময় জানা নেই
handout-ring-first = যাওয়ার আগে ফোন করুন
handout-by-appointment = আগে থেকে সময় নিয়ে
handout-getting-in = কীভাবে সেবাটি পাবেন
handout-self = আপনি নিজেই যোগাযোগ করতে পারেন
handout-professional = কোনো নার্স, সমাজকর্মী বা অন্য পেশাজীবীকে আপনাকে পাঠাতে বলুন
handout-gp = আপনার জিপি (GP) ডাক্তারকে আপনাকে পাঠাতে বলুন
handout-school = স্কুলকে আপনাকে পাঠাতে বলুন
handout-social-care = সোশ্যাল কেয়ারকে আপনাকে পাঠাতে বলুন
handout-hospital = হাসপাতালকে আপনাকে পাঠাতে বলুন
handout-getting-in-unknown = কীভাবে সেবাটি পাবেন তা ফোন করে জিজ্ঞাসা করুন
handout-cost = খরচ
handout-free = বিনামূল্যে
handout-paid = খরচ আছে
handout-cost-unknown = খরচ জানা নেই। ফোন করে জিজ্ঞাসা করুন
handout-bring = সঙ্গে কী আনবেন
handout-who = কাদের জন্য
handout-not-for = কাদের জন্য নয়
handout-what = কী করে
handout-languages = ভাষা
handout-interpreters = দোভাষী
handout-by-phone = ফোনে
handout-online = অনলাইনে
handout-home = তারা আপনার বাড়িতে আসে
handout-venue = একটি জায়গায় যেখানে আপনি যান
handout-checked-on = যাচাই করা হয়েছে { $date }
handout-never-checked = এখনও কেউ এটি যাচাই করেনি। আগে ফোন করুন
handout-closed = আপাতত বন্ধ
handout-withheld = মানুষের নিরাপত্তার জন্য ঠিকানা প্রকাশ করা হয় না। কোথায় যাবেন জানতে ফোন করুন
handout-places-now = এখন জায়গা আছে
handout-waiting-list = অপেক্ষার তালিকা
handout-full = জায়গা নেই
handout-run-by = পরিচালনা করে
handout-not-known = জানা নেই
handout-could-say = আপনি বলতে পারেন:
handout-emergency = জরুরি অবস্থায় 999 নম্বরে ফোন করুন
handout-urgent = জরুরি চিকিৎসা পরামর্শের জন্য 111 নম্বরে ফোন করুন
handout-english = প্রতিটি সেবার কথা ইংরেজিতে, যেভাবে সেবাটি লিখেছে।
handout-draft = এই কাগজের লেবেলগুলো যন্ত্র অনুবাদ করেছে এবং এখনও কোনো মানুষ যাচাই করেনি।
handout-print = প্রিন্ট করুন
handout-large-print = বড় অক্ষর
handout-easy-read = সহজ পাঠ
handout-page = পৃষ্ঠা { $page } / { $pages }
handout-checked = যাচাইয়ের তারিখ
handout-notice = বিজ্ঞপ্তি
