# English: home, about, accessibility, privacy and the error pages.
# [square brackets] mark a link and *stars* what stands out: keep them, in the same order.
# reviewed = true

home-title = Find local help
home-heading = Find the right local help
home-lead = Say what is wrong, in your own words. NHS, council, charity and private services, side by side.
home-examples = For example:
home-crisis = In a crisis: [help now, day or night].
home-subjects = Or start from a subject
help-now = Help now, day or night
home-danger = If a life is in danger, call 999.
