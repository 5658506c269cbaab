# English: the pages of the feeds, for stewards.
# reviewed = true

feeds-title = Feeds
feeds-lead = The publishers’ feeds that are read again and again, and how each of them is. “Checked lately” is the share of services that were checked in the last 3 months.
feeds-none = No feed is read by itself here. “fingerpost feeds add URL” adds one.
feeds-all = All feeds
feeds-publisher = Publisher
feeds-read = Last read
feeds-services = Services
feeds-unused = Not usable
feeds-checked = Checked lately
feeds-never = Never to the end
feeds-unknown = Not known
feeds-share = { $percent }%
feed-number = { $count }
feed-moment = { $date }, { $time }

feed-state-reading = Being read
feed-state-paused = Paused
feed-state-waiting = Waits for a decision
feed-state-new = Not read yet
feed-state-well = Well
feed-state-left-alone = Left alone: its server asked us to wait
feed-state-unwell = { $count ->
    [one] The last reading did not go well
   *[other] The last { $count } readings did not go well
}

feed-waiting = { $missing } of { $of } services are missing from the feed, far more than usual. None was withdrawn. A steward decides with “fingerpost feeds accept { $key }”.
feed-left-alone = The publisher’s server asked us to wait. It is left alone until { $until }.
feed-facts = About this feed
feed-key = Key
feed-address = Address
feed-licence = Licence
feed-licence-records = As its records say
feed-every = Read
feed-every-hours = { $count ->
    [one] every hour
   *[other] every { $count } hours
}
feed-next = Next
feed-speaks = Format
feed-speaks-v3 = Open Referral UK 3
feed-speaks-v1 = Open Referral UK 1
feed-speaks-v1-lower-case = Open Referral UK 1, in lower case
feed-speaks-bare-list = A list without an envelope
feed-speaks-cursor = Pages that name the next one (RPDE)
feed-speaks-file = One file
feed-changes = Changes
feed-changes-modified-after = It tells what has changed. Everything is read once a week.
feed-changes-cursor = It goes on where it ended. Everything is read once a week.
feed-changes-ignored = It was asked what had changed and gave everything, so everything is read each time.
feed-changes-broken = It could not tell what had changed, so everything is read each time.
feed-changes-unknown = Not known. Everything is read each time.
feed-details = Details
feed-details-on-the-list = On its list
feed-details-on-their-own = At each service’s own address
feed-details-nowhere = Nowhere: only names can be had
feed-checked = When its services were last checked
feed-checked-three-months = Last 3 months
feed-checked-year = Last year
feed-checked-older = Longer ago
feed-checked-never = Not known
feed-checked-asks = Open Referral UK asks for a check every 3 months.
feed-readings = Latest readings
feed-readings-none = It has not been read yet.
feed-reading-when = When
feed-reading-how = How it went
feed-reading-scope-whole = { $outcome }
feed-reading-scope-changes = { $outcome }, only what had changed
feed-outcome-read = Read
feed-outcome-partly = Read in part
feed-outcome-waiting = Read; what is missing waits
feed-outcome-failed = Not read
feed-new = New
feed-changed = Changed
feed-unchanged = The same
feed-withdrawn = Gone
feed-rejected = Not usable
feed-notes = Usable, but for a field
feed-requests = Requests
feed-blame = What could not be used
feed-blame-lead = In the last reading that had any, by the field that is to blame. “fingerpost feeds show { $key }” tells each of them.
feed-blame-whole = The record as a whole
feed-blame-field = Field
feed-blame-count = How often
