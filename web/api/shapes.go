package api

import (
	"time"

	"ipportal/ipcase"
)

// What is answered. Codes are the portal's own, times are in UTC, and nobody is named
// by a number of a row.
type (
	// Right is a registered or claimed right.
	Right struct {
		Number       string     `json:"number" doc:"The public number." example:"IPR-2026-000042"`
		Type         string     `json:"type" doc:"Which sort of right: trademark, copyright, design, patent or utility_model." example:"trademark"`
		Title        string     `json:"title" doc:"Its title." example:"LUMENARIS"`
		Office       string     `json:"office" doc:"The office that registered it." example:"EUIPO"`
		Registration string     `json:"registration" doc:"The number in the register." example:"018412345"`
		Owner        string     `json:"owner" doc:"Who owns it, as registered." example:"Lumenaris AB"`
		Territories  []string   `json:"territories" nullable:"false" doc:"Where it holds: ISO 3166-1 alpha-2, EU, or WW." example:"EU"`
		NiceClasses  []int      `json:"nice_classes" nullable:"false" doc:"Its classes of goods and services (Nice)."`
		ValidFrom    string     `json:"valid_from" format:"date" doc:"The first day." example:"2019-03-01"`
		ValidUntil   string     `json:"valid_until,omitempty" format:"date" doc:"The last day; left out where there is no end." example:"2029-02-28"`
		Status       string     `json:"status" doc:"How it stands, as a word that does not change." example:"verified"`
		Reason       string     `json:"reason,omitempty" doc:"Why it was refused, or what the reviewer noted."`
		Version      int        `json:"version" doc:"Send it back with whatever changes this."`
		CheckedAt    *time.Time `json:"checked_at,omitempty" doc:"When a reviewer looked at it."`
	}

	// CaseLine is a case in a list.
	CaseLine struct {
		Number    string     `json:"number" doc:"The public number." example:"IP-2026-000123-7K"`
		Status    string     `json:"status,omitempty" doc:"Derived from its listings." example:"awaiting_seller"`
		Party     string     `json:"other_side,omitempty" doc:"The public name of the other side." example:"Ningbo Lamps"`
		Procedure string     `json:"procedure" doc:"The id of the rules that govern; each is at /procedures." example:"marketplace"`
		OpenedAt  *time.Time `json:"opened_at,omitempty" doc:"When the case began."`
		ChangedAt time.Time  `json:"changed_at" doc:"When something happened in it last."`
		DueAt     *time.Time `json:"due_at,omitempty" doc:"The earliest moment at which silence acts for whoever asks, or the target of a reviewer's task."`
		Listings  int        `json:"listings" doc:"How many listings."`
		Task      string     `json:"task,omitempty" doc:"What waits for a reviewer; reviewers only." example:"intake"`
	}

	// Complaint is one filing.
	Complaint struct {
		Number    string     `json:"number" doc:"The public number." example:"IP-2026-000123"`
		Right     string     `json:"right" doc:"The number of the right." example:"IPR-2026-000042"`
		Reason    string     `json:"reason" doc:"The reason that was chosen." example:"trademark_in_title"`
		Procedure string     `json:"procedure,omitempty" doc:"The id of the rules that govern; each is at /procedures." example:"marketplace"`
		FiledAt   time.Time  `json:"filed_at" doc:"When it was filed."`
		Cases     []CaseLine `json:"cases" nullable:"false" doc:"The cases, one for each seller."`
	}

	// Item is one complained listing.
	Item struct {
		Position    int        `json:"position" doc:"The place of the listing in its case: 1, 2, 3 …"`
		Version     int        `json:"version" doc:"Send it back with whatever changes this listing."`
		Listing     string     `json:"listing" doc:"The marketplace's id." example:"QL-1001"`
		URL         string     `json:"url" doc:"Where it was offered." example:"https://shop.example/items/QL-1001"`
		Title       string     `json:"title" doc:"As it was offered." example:"Desk lamp, brass"`
		SnapshotAt  time.Time  `json:"snapshot_at" doc:"When it was taken down as it was."`
		Snapshot    string     `json:"snapshot_sha256" doc:"The fingerprint of the snapshot, which never changes." example:"9f86d081884c7d65"`
		Complained  string     `json:"complained_of,omitempty" doc:"What of it is complained of." example:"The mark in the title"`
		State       string     `json:"state" doc:"Where it stands, as a word that does not change." example:"awaiting_seller"`
		Visibility  string     `json:"visibility" doc:"Whether buyers see it: live, taking_down, down or restoring." example:"live"`
		Window      string     `json:"window,omitempty" doc:"Which time is running." example:"seller"`
		WindowStart *time.Time `json:"window_start,omitempty" doc:"When that time began: usually the delivery."`
		DueAt       *time.Time `json:"due_at,omitempty" doc:"When silence acts; left out while nothing runs or the notice is not delivered."`
		Silence     string     `json:"silence_leads_to,omitempty" doc:"The state that silence leads to." example:"removed"`
		Delivered   bool       `json:"delivered" doc:"Whether the notice that its time counts from has been delivered."`
		Paused      string     `json:"paused,omitempty" doc:"Why its clock stands, where it does." example:"court"`
		Refusal     string     `json:"refusal,omitempty" doc:"Why the notice was refused, as a code." example:"evidence_insufficient"`
		Attempts    int        `json:"attempts_used" doc:"How many counter-notifications were filed or forfeited."`
		Moves       []string   `json:"moves" nullable:"false" doc:"What whoever asks may do with it now." example:"counter"`
	}

	// Said is what somebody said in a case.
	Said struct {
		By        string    `json:"by" doc:"Whose it is: holder, seller, platform or system." example:"holder"`
		At        time.Time `json:"at" doc:"When."`
		Code      string    `json:"code,omitempty" doc:"The ground of a counter-notification, or the kind of an answer." example:"not_infringing"`
		Attempt   int       `json:"attempt,omitempty" doc:"The first, second, third …"`
		Positions []int     `json:"positions" nullable:"false" doc:"Which listings."`
		Words     string    `json:"words,omitempty" doc:"In its author's words." example:"The title names our mark."`
		Lang      string    `json:"lang,omitempty" doc:"The language of the words." example:"en"`
		Court     string    `json:"court,omitempty" doc:"The court or authority." example:"Beijing IP Court"`
		Number    string    `json:"court_number,omitempty" doc:"The number of the action there." example:"(2026) 73-1201"`
	}

	// Ruling is what a decision did to one listing.
	Ruling struct {
		Position int    `json:"position" doc:"The place of the listing in its case: 1, 2, 3 …"`
		Move     string `json:"move" doc:"What was done, as a word that does not change." example:"accept_notice"`
		From     string `json:"from" doc:"The state before." example:"intake"`
		To       string `json:"to" doc:"The state after." example:"awaiting_seller"`
		Code     string `json:"code,omitempty" doc:"A word that does not change." example:"evidence_insufficient"`
		Comment  string `json:"comment,omitempty" doc:"To both sides, on this listing." example:"The mark stands in the title."`
	}

	// Decision is a ruling with its statement of reasons.
	Decision struct {
		Kind        string    `json:"kind" doc:"Which sort it is, as a word that does not change." example:"notice"`
		At          time.Time `json:"at" doc:"When."`
		Rulings     []Ruling  `json:"rulings" nullable:"false" doc:"What is ruled on each listing."`
		Facts       string    `json:"facts" doc:"The facts found." example:"The title holds the mark."`
		Ground      string    `json:"ground" doc:"law, or the platform's terms." example:"law"`
		Reference   string    `json:"reference" doc:"The article or clause." example:"Trademark Law, Article 57"`
		Explanation string    `json:"explanation" doc:"In its author's words." example:"Sign and goods are the same."`
		Restriction string    `json:"restriction" doc:"What is restricted." example:"removal"`
		Territory   string    `json:"territory" doc:"Where it holds." example:"CN"`
		Automated   bool      `json:"automated" doc:"Whether a program took part in the decision."`
		Redress     string    `json:"redress" doc:"How to disagree." example:"You can appeal within six months."`
		Lang        string    `json:"lang" doc:"The language of the words." example:"en"`
	}

	// Exhibit is a file of the case.
	Exhibit struct {
		ID     string `json:"id" doc:"A word that names it." example:"x7k2m9q4"`
		Label  string `json:"label" doc:"How it is called." example:"E1"`
		Name   string `json:"name" doc:"Its name." example:"photo.png"`
		Kind   string `json:"media_type" doc:"Its media type." example:"image/png"`
		Size   int64  `json:"size" doc:"In bytes." example:"20480"`
		SHA256 string `json:"sha256" doc:"Its fingerprint." example:"9f86d081884c7d65"`

		ReviewerOnly bool `json:"reviewer_only,omitempty" doc:"The other side is not shown it, and no decision can rely on it."`
		Asked        bool `json:"asked,omitempty" doc:"A reviewer has asked to show it to the other side."`
	}

	// Event is one act in the timeline.
	Event struct {
		Seq       int       `json:"seq" doc:"Its place in the case's chain."`
		At        time.Time `json:"at" doc:"When."`
		Kind      string    `json:"kind" doc:"What happened, as a word that does not change." example:"complaint_filed"`
		By        string    `json:"by" doc:"Who did it: holder, seller, platform or system." example:"holder"`
		Positions []int     `json:"positions" nullable:"false" doc:"Which listings."`
		Hash      string    `json:"hash" doc:"Its fingerprint, which binds all before it." example:"2c26b46b68ffc68f"`
	}

	// Element is one thing that a notice or a counter-notification must hold.
	Element struct {
		ID        string `json:"id" doc:"A word that names it." example:"good_faith"`
		Kind      string `json:"kind" doc:"statement: tick it. text: answer it. The others are given by their own fields or files." example:"statement"`
		Required  bool   `json:"required" doc:"Whether it must be given."`
		Label     string `json:"label" doc:"How it is called." example:"Good faith"`
		Statement string `json:"statement,omitempty" doc:"The exact words that ticking states." example:"I believe in good faith that this use is not authorised."`
	}

	// Case is one seller's part of a complaint, as whoever asks may see it.
	Case struct {
		Number      string            `json:"number" doc:"The public number." example:"IP-2026-000123-7K"`
		Complaint   string            `json:"complaint" doc:"The number of its complaint." example:"IP-2026-000123"`
		Status      string            `json:"status" doc:"Derived from its listings." example:"awaiting_seller"`
		OpenedAt    time.Time         `json:"opened_at" doc:"When the case began."`
		Procedure   string            `json:"procedure" doc:"The id of the rules that govern; each is at /procedures." example:"marketplace"`
		Version     int               `json:"procedure_version" doc:"Which version of those rules; a case keeps it."`
		Site        string            `json:"site" doc:"The marketplace's site." example:"quaylane"`
		Reason      string            `json:"reason" doc:"The reason that was chosen." example:"trademark_in_title"`
		Right       CaseRight         `json:"right" doc:"The right."`
		Holder      map[string]string `json:"holder" doc:"What of the complainant this side is shown."`
		Seller      map[string]string `json:"seller" doc:"What of the seller this side is shown."`
		Explanation string            `json:"explanation" doc:"What the complainant says." example:"The title names our mark, and we do not make this lamp."`
		Lang        string            `json:"lang" doc:"The language of the words." example:"en"`
		Items       []Item            `json:"items" nullable:"false" doc:"The listings."`
		Counters    []Said            `json:"counter_notifications" nullable:"false" doc:"The counter-notifications."`
		Answers     []Said            `json:"answers" nullable:"false" doc:"The answers to them."`
		Appeals     []Said            `json:"appeals" nullable:"false" doc:"The appeals."`
		Decisions   []Decision        `json:"decisions" nullable:"false" doc:"The decisions, with their reasons."`
		Files       []Exhibit         `json:"files" nullable:"false" doc:"The files."`
		Fixes       []Said            `json:"fixes" nullable:"false" doc:"Changes that the seller says were made, and the answers to them."`
		Offers      []Offer           `json:"offers" nullable:"false" doc:"Offers to settle, oldest first."`
		Letters     []Said            `json:"letters" nullable:"false" doc:"What the sides wrote to each other through the portal."`
		Orders      []Order           `json:"orders" nullable:"false" doc:"Orders of courts and authorities."`
		Notices     []Notice          `json:"notices" nullable:"false" doc:"What was sent to the sides, and when it was delivered."`
		Timeline    []Event           `json:"timeline" nullable:"false" doc:"All public acts, in their order."`
		Elements    []Element         `json:"counter_elements" nullable:"false" doc:"What a counter-notification must hold."`
		Moves       []string          `json:"moves" nullable:"false" doc:"What whoever asks may do with at least one listing." example:"counter"`
	}

	// Notice is what was sent to a side, from whose delivery its clocks run.
	Notice struct {
		N           int        `json:"n" doc:"Its place among the case's notices: 1, 2, 3 …"`
		To          string     `json:"to" doc:"To which side." example:"seller"`
		Kind        string     `json:"kind" doc:"Which sort it is, as a word that does not change." example:"complaint"`
		SentAt      time.Time  `json:"sent_at" doc:"When it was sent."`
		DeliveredAt *time.Time `json:"delivered_at,omitempty" doc:"When it was delivered; left out while it is not."`
		DeliveredBy string     `json:"delivered_by,omitempty" doc:"How: opened, mail_accepted or recorded." example:"opened"`
	}

	// Offer is an offer to settle.
	Offer struct {
		ID         string     `json:"id" doc:"Name it to answer it." example:"k3vq6m9q4x7"`
		By         string     `json:"by" doc:"Which side offers." example:"holder"`
		At         time.Time  `json:"at" doc:"When."`
		State      string     `json:"state" doc:"open, accepted, declined or taken_back." example:"open"`
		SellOffOn  string     `json:"sell_off_on,omitempty" doc:"The last day on which the seller may sell what is left." example:"2026-12-31"`
		Licence    string     `json:"licence,omitempty" doc:"A licence, in words."`
		Words      string     `json:"words,omitempty" doc:"Other terms." example:"The title is changed within a week."`
		Lang       string     `json:"lang,omitempty" doc:"The language of the words." example:"en"`
		Positions  []int      `json:"positions" nullable:"false" doc:"Which listings."`
		Reply      string     `json:"reply,omitempty" doc:"What the other side said to it."`
		AnsweredAt *time.Time `json:"answered_at,omitempty" doc:"When it was answered or taken back."`
	}

	// Order is one of a court or an authority, as recorded.
	Order struct {
		Kind       string    `json:"kind" doc:"court or authority." example:"court"`
		Authority  string    `json:"authority" doc:"Who gave it." example:"Beijing IP Court"`
		Number     string    `json:"order_number" doc:"Its number there." example:"(2026) 73-1201"`
		DatedOn    string    `json:"dated_on" doc:"The day that the document says." example:"2026-06-01"`
		RecordedAt time.Time `json:"recorded_at" doc:"When a reviewer recorded it."`
		Positions  []int     `json:"positions" nullable:"false" doc:"Which listings."`
	}

	// CaseRight is the right of a case.
	CaseRight struct {
		Number       string `json:"number" doc:"The public number." example:"IPR-2026-000042"`
		Type         string `json:"type" doc:"Which sort of right." example:"trademark"`
		Title        string `json:"title" doc:"Its title." example:"LUMENARIS"`
		Office       string `json:"office" doc:"The office that registered it." example:"EUIPO"`
		Registration string `json:"registration" doc:"The number in the register." example:"018412345"`
	}
)

func rightOf(r ipcase.Right) Right {
	out := Right{
		Number: r.Number, Type: string(r.Type), Title: r.Title, Office: r.Office, Registration: r.RegNumber, Owner: r.Owner,
		Territories: r.Territories, NiceClasses: r.NiceClasses, ValidFrom: r.ValidFrom.Format(time.DateOnly), Status: string(r.Status),
		Reason: r.Reason, Version: r.Version, CheckedAt: atOrNil(r.CheckedAt),
	}
	if r.ValidUntil != nil {
		out.ValidUntil = r.ValidUntil.Format(time.DateOnly)
	}
	return out
}

// lineOf is a case in a list; due is FarFuture where nothing waits.
func lineOf(c ipcase.Case, other string, due time.Time) CaseLine {
	l := CaseLine{
		Number: c.Number, Status: string(c.Status), Party: other, Procedure: c.Procedure, ChangedAt: at(c.TouchedAt), Listings: c.ItemCount,
	}
	if !c.OpenedAt.IsZero() {
		l.OpenedAt = atOrNil(&c.OpenedAt)
	}
	if due.Before(ipcase.FarFuture) {
		l.DueAt = atOrNil(&due)
	}
	return l
}

func elementsOf(list []ipcase.Element, lang string) []Element {
	out := []Element{}
	for _, e := range list {
		out = append(out, Element{ID: e.ID, Kind: string(e.Kind), Required: e.Required, Label: e.Label.In(lang), Statement: e.Statement.In(lang)})
	}
	return out
}
