# Українська / Ukrainian: labels of what is printed and handed to somebody.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

handout-title = Ваш план
handout-yours = Цей план про:
handout-keep = Його можна залишити собі.
handout-what-matters = Що для мене важливо
handout-note = Нотатка
handout-made-on = Складено { $date }
handout-expires = Це посилання діє до { $date }
handout-scan = Відскануйте, щоб побачити план на телефоні
handout-services = { $count ->
    [one] { $count } послуга
    [few] { $count } послуги
   *[other] { $count } послуг
}
handout-other-places = { $count ->
    [one] { $count } інше місце
    [few] { $count } інші місця
   *[other] { $count } інших місць
}
plan-and-others = { $text }, { $others }
handout-phone = Телефон
handout-call-on = Зателефонуйте: { $number }
handout-email = Електронна пошта
handout-web = Вебсайт
handout-where = Де
handout-address = Адреса
handout-travel = Як дістатися
handout-access = Доступність
handout-when = Коли
handout-next = Наступна зустріч
handout-hours-unknown = Години роботи невідомі
handout-ring-first = Зателефонуйте, перш ніж іти
handout-by-appointment = За попереднім записом
handout-getting-in = Як отримати послугу
handout-self = Ви можете звернутися самі
handout-professional = Попросіть медсестру, соціального працівника чи іншого фахівця вас направити
handout-gp = Попросіть свого сімейного лікаря (GP) вас направити
handout-school = Попросіть школу вас направити
handout-social-care = Попросіть соціальну службу вас направити
handout-hospital = Попросіть лікарню вас направити
handout-getting-in-unknown = Зателефонуйте і запитайте, як отримати послугу
handout-cost = Вартість
handout-free = Безкоштовно
handout-paid = Платно
handout-cost-unknown = Вартість невідома. Зателефонуйте і запитайте
handout-bring = Що взяти з собою
handout-who = Для кого
handout-not-for = Не для
handout-what = Що це таке
handout-languages = Мови
handout-interpreters = Перекладачі
handout-by-phone = Телефоном
handout-online = Онлайн
handout-home = Приходять до вас додому
handout-venue = У місці, куди треба прийти
handout-checked-on = Перевірено { $date }
handout-never-checked = Цього ще ніхто не перевіряв. Спершу зателефонуйте
handout-closed = Тимчасово зачинено
handout-withheld = Адресу не публікують заради безпеки людей. Зателефонуйте, щоб дізнатися, куди йти
handout-places-now = Є вільні місця
handout-waiting-list = Список очікування
handout-full = Місць немає
handout-run-by = Надає
handout-not-known = Невідомо
handout-could-say = Ви можете сказати:
handout-emergency = У надзвичайній ситуації телефонуйте 999
handout-urgent = По термінову медичну пораду телефонуйте 111
handout-english = Описи послуг подано англійською, як їх написали самі служби.
handout-draft = Написи на цьому аркуші переклала машина, і їх ще ніхто не перевірив.
handout-print = Друкувати
handout-large-print = Великий шрифт
handout-easy-read = Легке читання
handout-page = Сторінка { $page } з { $pages }
handout-checked = Перевірено
handout-notice = Увага
