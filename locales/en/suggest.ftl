# English: suggesting a change to a record.
# *stars* mark what stands out, [square brackets] a link: keep them.
# reviewed = true

suggest-link = Something wrong here? Suggest a change
suggest-title = Suggest a change
suggest-title-named = Suggest a change: { $name }
suggest-back = Back to the service
suggest-problem = There is a problem
suggest-error = Error:
suggest-not-for = Not for worries about a person
suggest-danger = In danger, or badly hurt? *Call [999]*.
suggest-safeguarding = If an adult or a child may be suffering abuse or neglect, ring the council where they live and ask for *safeguarding*. Nobody watches this form.
suggest-how = Tell us what is wrong with this record. We do not need your name. Please write nothing about a person.
suggest-what = What is wrong?
suggest-phone = Phone number
suggest-hours = Days or times
suggest-place = Place
suggest-cost = Cost
suggest-closed = It has closed for good
suggest-other = Something else
suggest-says = What should it say?
suggest-says-hint = If it has closed, you may leave this empty.
suggest-known = How do you know?
suggest-known-hint = You may leave this empty. For example: I rang them today.
suggest-trap = Leave this empty
suggest-send = Send
suggest-privacy = We keep what you write here, and when. We do not keep who you are or where you are.
suggest-choose = Choose what is wrong
suggest-say = Say what it should say
suggest-long = This is too long: there is room for { $count } characters
suggest-too-many = { $count } suggestions for this record are waiting to be read, so yours was not kept. Somebody will look at it. Please ring the service to be sure.

suggested-heading = Thank you
suggested-lead = Your suggestion will be read. The record has not changed yet.
suggested-next = What happens next
suggested-read = Somebody who looks after this directory reads it.
suggested-checked = They make sure with the service, or with whoever publishes the record.
suggested-record = Then the record is put right, and shows the day it was checked.
suggested-no-answer = We cannot answer you, because we do not know who you are. If you need the service now, ring it to be sure.
