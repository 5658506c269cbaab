# English: the copy on a device, for where there is no signal.
# reviewed = true

offline-title = Use without a signal
offline-lead = Save the services around you to this phone or computer. Searching, service pages, your shortlist and printing then work with no signal at all.
offline-script = Saving a copy needs JavaScript, which is switched off in this browser. Everything else works without it.
offline-unsupported = This browser cannot save a copy. A private window cannot either. Try the newest Chrome, Edge, Firefox or Safari, in an ordinary window.
offline-not-here = Copies cannot be saved from this site yet: it was built without the part that a phone needs.
offline-progress = How much has been fetched
offline-copy = The copy on this device
offline-past = This copy is out of date. Ring a service before you send anybody there, and save a newer copy as soon as you have a signal.
offline-patch = Covers
offline-made = Made on
offline-expires = Use it until
offline-services = Services
offline-size = Size
offline-next = A newer copy is ready.
offline-use = Use it now
offline-renew = Look for a newer copy
offline-remove = Remove from this device
offline-clears = Also remove it when I press “Leave this site quickly”
offline-queue = Waiting to be sent
offline-send = Send now
offline-choose = Choose what to carry
offline-place = Around a postcode or town
offline-miles = Miles around it
offline-council = Or whole councils
offline-council-hint = for example Sandwell, Dudley
offline-save = Save to this device
offline-reach = Everything a search from there can find is saved: 10 miles further, and services by phone, online and for the whole nation.
offline-how = How it works
offline-how-works = The copy answers with the same words, order, reasons and opening hours as this site. Every page says that it comes from a copy, and how old that is.
offline-how-private = Public details only: no confidential address is in it. Nothing you search for is kept, on this device or anywhere.
offline-how-home = On an iPhone or iPad, add this site to your home screen first (Share, then Add to Home Screen): otherwise the phone may delete the copy after a week.
offline-how-shared = Do you share this device? “Remove from this device” deletes the copy, your shortlist and everything else that this site keeps here.
offline-asking = Asking for a copy…
offline-making = The copy is being made. This can take a minute the first time.
offline-fetching = Fetching: {"{"}done{"}"} of {"{"}total{"}"}. You can leave this page open and go on.
offline-saved = Saved. {"{"}total{"}"} were fetched. You can now use this site without a signal.
offline-removed = Removed. Nothing of this site is left on this device.
offline-room = There is not enough room on this device. Remove something, or choose a smaller place.
offline-refused-what = This place cannot be saved.
offline-broken = That did not work. What had been fetched is kept: try again when the signal is better.
offline-waits = A suggested change, written on {"{"}date{"}"}: waits for a signal
offline-sent = A suggested change, written on {"{"}date{"}"}: sent
offline-refused = A suggested change, written on {"{"}date{"}"}: could not be taken
copy-in-use = You are using the copy on this device, made on { $date }.
copy-old = You are using the copy on this device, made on { $date }: it is { $count ->
    [one] one day
   *[other] { $count } days
  } old. Look for a newer one when you have a signal.
copy-expired = This copy is out of date: it was made on { $date }. Ring a service before you send anybody there.
copy-more = About this copy
