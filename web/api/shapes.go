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
		Number       string     `json:"number"`
		Type         string     `json:"type"`
		Title        string     `json:"title"`
		Office       string     `json:"office"`
		Registration string     `json:"registration"`
		Owner        string     `json:"owner"`
		Territories  []string   `json:"territories" nullable:"false"`
		NiceClasses  []int      `json:"nice_classes" nullable:"false"`
		ValidFrom    string     `json:"valid_from" format:"date"`
		ValidUntil   string     `json:"valid_until,omitempty" format:"date" doc:"The last day; left out where there is no end."`
		Status       string     `json:"status"`
		Reason       string     `json:"reason,omitempty" doc:"Why it was refused, or what the reviewer noted."`
		Version      int        `json:"version"`
		CheckedAt    *time.Time `json:"checked_at,omitempty"`
	}

	// CaseLine is a case in a list.
	CaseLine struct {
		Number    string     `json:"number"`
		Status    string     `json:"status,omitempty"`
		Party     string     `json:"other_side,omitempty" doc:"The public name of the other side."`
		Procedure string     `json:"procedure"`
		OpenedAt  *time.Time `json:"opened_at,omitempty"`
		ChangedAt time.Time  `json:"changed_at"`
		DueAt     *time.Time `json:"due_at,omitempty" doc:"The earliest moment at which silence acts for whoever asks, or the target of a reviewer's task."`
		Listings  int        `json:"listings"`
		Task      string     `json:"task,omitempty" doc:"What waits for a reviewer; reviewers only."`
	}

	// Complaint is one filing.
	Complaint struct {
		Number    string     `json:"number"`
		Right     string     `json:"right"`
		Reason    string     `json:"reason"`
		Procedure string     `json:"procedure,omitempty"`
		FiledAt   time.Time  `json:"filed_at"`
		Cases     []CaseLine `json:"cases" nullable:"false"`
	}

	// Item is one complained listing.
	Item struct {
		Position    int        `json:"position"`
		Version     int        `json:"version" doc:"Send it back with whatever changes this listing."`
		Listing     string     `json:"listing" doc:"The marketplace's id."`
		URL         string     `json:"url"`
		Title       string     `json:"title"`
		SnapshotAt  time.Time  `json:"snapshot_at"`
		Snapshot    string     `json:"snapshot_sha256"`
		Complained  string     `json:"complained_of,omitempty"`
		State       string     `json:"state"`
		Visibility  string     `json:"visibility"`
		Window      string     `json:"window,omitempty"`
		WindowStart *time.Time `json:"window_start,omitempty"`
		DueAt       *time.Time `json:"due_at,omitempty" doc:"When silence acts; left out while nothing runs or the notice is not delivered."`
		Silence     string     `json:"silence_leads_to,omitempty"`
		Delivered   bool       `json:"delivered"`
		Paused      string     `json:"paused,omitempty"`
		Refusal     string     `json:"refusal,omitempty"`
		Attempts    int        `json:"attempts_used"`
		Moves       []string   `json:"moves" nullable:"false" doc:"What whoever asks may do with it now."`
	}

	// Said is what somebody said in a case.
	Said struct {
		By        string    `json:"by"`
		At        time.Time `json:"at"`
		Code      string    `json:"code,omitempty"`
		Attempt   int       `json:"attempt,omitempty"`
		Positions []int     `json:"positions" nullable:"false"`
		Words     string    `json:"words,omitempty"`
		Lang      string    `json:"lang,omitempty"`
		Court     string    `json:"court,omitempty"`
		Number    string    `json:"court_number,omitempty"`
	}

	// Ruling is what a decision did to one listing.
	Ruling struct {
		Position int    `json:"position"`
		Move     string `json:"move"`
		From     string `json:"from"`
		To       string `json:"to"`
		Code     string `json:"code,omitempty"`
		Comment  string `json:"comment,omitempty"`
	}

	// Decision is a ruling with its statement of reasons.
	Decision struct {
		Kind        string    `json:"kind"`
		At          time.Time `json:"at"`
		Rulings     []Ruling  `json:"rulings" nullable:"false"`
		Facts       string    `json:"facts"`
		Ground      string    `json:"ground"`
		Reference   string    `json:"reference"`
		Explanation string    `json:"explanation"`
		Restriction string    `json:"restriction"`
		Territory   string    `json:"territory"`
		Automated   bool      `json:"automated"`
		Redress     string    `json:"redress"`
		Lang        string    `json:"lang"`
	}

	// Exhibit is a file of the case.
	Exhibit struct {
		ID     string `json:"id"`
		Label  string `json:"label"`
		Name   string `json:"name"`
		Kind   string `json:"media_type"`
		Size   int64  `json:"size"`
		SHA256 string `json:"sha256"`
	}

	// Event is one act in the timeline.
	Event struct {
		Seq       int       `json:"seq"`
		At        time.Time `json:"at"`
		Kind      string    `json:"kind"`
		By        string    `json:"by"`
		Positions []int     `json:"positions" nullable:"false"`
		Hash      string    `json:"hash"`
	}

	// Element is one thing that a notice or a counter-notification must hold.
	Element struct {
		ID        string `json:"id"`
		Kind      string `json:"kind" doc:"statement: tick it. text: answer it. The others are given by their own fields or files."`
		Required  bool   `json:"required"`
		Label     string `json:"label"`
		Statement string `json:"statement,omitempty" doc:"The exact words that ticking states."`
	}

	// Case is one seller's part of a complaint, as whoever asks may see it.
	Case struct {
		Number      string            `json:"number"`
		Complaint   string            `json:"complaint"`
		Status      string            `json:"status"`
		OpenedAt    time.Time         `json:"opened_at"`
		Procedure   string            `json:"procedure"`
		Version     int               `json:"procedure_version"`
		Site        string            `json:"site"`
		Reason      string            `json:"reason"`
		Right       CaseRight         `json:"right"`
		Holder      map[string]string `json:"holder" doc:"What of the complainant this side is shown."`
		Seller      map[string]string `json:"seller" doc:"What of the seller this side is shown."`
		Explanation string            `json:"explanation"`
		Lang        string            `json:"lang"`
		Items       []Item            `json:"items" nullable:"false"`
		Counters    []Said            `json:"counter_notifications" nullable:"false"`
		Answers     []Said            `json:"answers" nullable:"false"`
		Appeals     []Said            `json:"appeals" nullable:"false"`
		Decisions   []Decision        `json:"decisions" nullable:"false"`
		Files       []Exhibit         `json:"files" nullable:"false"`
		Timeline    []Event           `json:"timeline" nullable:"false"`
		Elements    []Element         `json:"counter_elements" nullable:"false" doc:"What a counter-notification must hold."`
		Moves       []string          `json:"moves" nullable:"false" doc:"What whoever asks may do with at least one listing."`
	}

	// CaseRight is the right of a case.
	CaseRight struct {
		Number       string `json:"number"`
		Type         string `json:"type"`
		Title        string `json:"title"`
		Office       string `json:"office"`
		Registration string `json:"registration"`
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
