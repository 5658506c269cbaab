# Українська / Ukrainian: the frame around every page, and the search form.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

skip-link = Перейти до вмісту
leave-label = Залишити цей сайт
leave-before = Залишити
leave-hint = цей сайт
leave-after = швидко
languages-label = Мова
demonstration-strong = Демонстраційні записи
demonstration-rest = вигадані.
draft-notice = Цю сторінку переклала машина, і її ще ніхто не перевірив. Якщо це важливо, прочитайте її англійською.
footer-danger = У небезпеці чи тяжко поранені? Телефонуйте 999.
footer-advice = По термінову медичну пораду телефонуйте 111. Цей сайт не для повідомлень про занепокоєння щодо когось: тут ніхто не читає того, що ви пишете.
footer-label = Про цей сайт
footer-about = Про сайт і джерела даних
footer-accessibility = Доступність
footer-privacy = Приватність
footer-api = Для програм: API
footer-leave = «Залишити цей сайт швидко» (або клавіша Shift тричі) одразу відкриває сторінку погоди. Історію браузера це не очищує.
search-what = З чим вам потрібна допомога?
search-where = Де?
search-where-hint = Поштовий індекс або місто
search-button = Шукати
suggestions-label = Підказки
suggestions-subject = Тема
suggestions-service = Послуга
suggestions-organisation = Організація
suggestions-place = Місце
suggestions-one = 1 підказка
suggestions-many = Підказки: { "{count}" }
demonstration-tag = Приклад
