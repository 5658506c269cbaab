# Cymraeg / Welsh: the pages of the feeds, for stewards.
# Drafted by machine and not yet read by a person. Once a person has read all of it, change the next line to true.
# reviewed = false

feeds-title = Ffrydiau
feeds-lead = Ffrydiau’r cyhoeddwyr sy’n cael eu darllen dro ar ôl tro, a sut mae pob un ohonynt. “Gwiriwyd yn ddiweddar” yw cyfran y gwasanaethau a wiriwyd yn y 3 mis diwethaf.
feeds-none = Nid oes ffrwd yn cael ei darllen ohoni’i hun yma. Mae “fingerpost feeds add URL” yn ychwanegu un.
feeds-all = Pob ffrwd
feeds-publisher = Cyhoeddwr
feeds-read = Darllenwyd ddiwethaf
feeds-services = Gwasanaethau
feeds-unused = Ni ellid eu defnyddio
feeds-checked = Gwiriwyd yn ddiweddar
feeds-never = Erioed i’r diwedd
feeds-unknown = Ddim yn hysbys
feeds-share = { $percent }%
feed-number = { $count }
feed-moment = { $date }, { $time }

feed-state-reading = Yn cael ei darllen
feed-state-paused = Wedi’i hoedi
feed-state-waiting = Yn aros am benderfyniad
feed-state-new = Heb ei darllen eto
feed-state-well = Iawn
feed-state-left-alone = Yn cael llonydd: gofynnodd ei gweinydd inni aros
feed-state-unwell = { $count ->
    [one] Nid aeth y darlleniad diwethaf yn dda
   *[other] Nid aeth y { $count } darlleniad diwethaf yn dda
}

feed-waiting = Mae { $missing } o { $of } gwasanaeth ar goll o’r ffrwd, llawer mwy nag arfer. Ni thynnwyd yr un yn ôl. Stiward sy’n penderfynu gyda “fingerpost feeds accept { $key }”.
feed-left-alone = Gofynnodd gweinydd y cyhoeddwr inni aros. Caiff lonydd tan { $until }.
feed-facts = Am y ffrwd hon
feed-key = Allwedd
feed-address = Cyfeiriad
feed-licence = Trwydded
feed-licence-records = Fel y dywed ei chofnodion
feed-every = Darllenir
feed-every-hours = { $count ->
    [one] bob awr
   *[other] bob { $count } awr
}
feed-next = Nesaf
feed-speaks = Fformat
feed-speaks-v3 = Open Referral UK 3
feed-speaks-v1 = Open Referral UK 1
feed-speaks-v1-lower-case = Open Referral UK 1, mewn llythrennau bach
feed-speaks-bare-list = Rhestr heb amlen
feed-speaks-cursor = Tudalennau sy’n enwi’r nesaf (RPDE)
feed-speaks-file = Un ffeil
feed-changes = Newidiadau
feed-changes-modified-after = Mae’n dweud beth sydd wedi newid. Darllenir popeth unwaith yr wythnos.
feed-changes-cursor = Mae’n mynd ymlaen o’r lle y gorffennodd. Darllenir popeth unwaith yr wythnos.
feed-changes-ignored = Gofynnwyd iddi beth oedd wedi newid a rhoddodd bopeth, felly darllenir popeth bob tro.
feed-changes-broken = Ni allai ddweud beth oedd wedi newid, felly darllenir popeth bob tro.
feed-changes-unknown = Ddim yn hysbys. Darllenir popeth bob tro.
feed-details = Manylion
feed-details-on-the-list = Ar ei rhestr
feed-details-on-their-own = Yng nghyfeiriad pob gwasanaeth ei hun
feed-details-nowhere = Yn unman: dim ond enwau sydd i’w cael
feed-checked = Pryd y gwiriwyd ei gwasanaethau ddiwethaf
feed-checked-three-months = 3 mis diwethaf
feed-checked-year = Blwyddyn ddiwethaf
feed-checked-older = Cyn hynny
feed-checked-never = Ddim yn hysbys
feed-checked-asks = Mae Open Referral UK yn gofyn am wiriad bob 3 mis.
feed-readings = Y darlleniadau diweddaraf
feed-readings-none = Nid yw wedi’i darllen eto.
feed-reading-when = Pryd
feed-reading-how = Sut aeth hi
feed-reading-scope-whole = { $outcome }
feed-reading-scope-changes = { $outcome }, dim ond yr hyn a newidiodd
feed-outcome-read = Darllenwyd
feed-outcome-partly = Darllenwyd yn rhannol
feed-outcome-waiting = Darllenwyd; mae’r hyn sydd ar goll yn aros
feed-outcome-failed = Heb ei darllen
feed-new = Newydd
feed-changed = Wedi newid
feed-unchanged = Yr un fath
feed-withdrawn = Wedi mynd
feed-rejected = Ni ellid eu defnyddio
feed-notes = Gellid eu defnyddio, ond am faes
feed-requests = Ceisiadau
feed-blame = Yr hyn na ellid ei ddefnyddio
feed-blame-lead = Yn y darlleniad diwethaf a oedd ag unrhyw beth, yn ôl y maes sydd ar fai. Mae “fingerpost feeds show { $key }” yn dweud pob un ohonynt.
feed-blame-whole = Y cofnod cyfan
feed-blame-field = Maes
feed-blame-count = Pa mor aml
