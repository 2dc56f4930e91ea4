package api

import (
	"context"

	"ipportal/ipcase"
)

// caseOf is a case as its reader is shown it: nothing is in it that the view does not
// hold (promise 5).
func caseOf(v ipcase.CaseView, lang string) Case {
	c := Case{
		Number: v.Case.Number, Complaint: v.Complaint.Number, Status: string(v.Case.Status), OpenedAt: at(v.Case.OpenedAt),
		Procedure: v.Procedure.ID, Version: v.Procedure.Version, Site: v.Site.Code, Reason: v.Reason.Code,
		Right:  CaseRight{Number: v.Right.Number, Type: string(v.Right.Type), Title: v.Right.Title, Office: v.Right.Office, Registration: v.Right.RegNumber},
		Holder: shown(v.Holder), Seller: shown(v.Seller), Explanation: v.Complaint.Explanation, Lang: v.Complaint.Lang,
		Items: []Item{}, Counters: []Said{}, Answers: []Said{}, Appeals: []Said{}, Decisions: []Decision{}, Files: []Exhibit{}, Timeline: []Event{},
		Notices: []Notice{}, Offers: []Offer{}, Fixes: []Said{}, Letters: []Said{}, Orders: []Order{},
		Elements: elementsOf(v.Procedure.CounterElementsFor(v.Right.Type), lang), Moves: movesOf(v.Moves),
	}
	for _, i := range v.Items {
		c.Items = append(c.Items, itemOf(i))
	}
	for _, x := range v.Counters {
		c.Counters = append(c.Counters, Said{By: string(ipcase.PartySeller), At: at(x.FiledAt), Code: string(x.Ground), Attempt: x.Attempt, Positions: x.Items, Words: x.Explanation, Lang: x.Lang})
	}
	for _, x := range v.Answers {
		c.Answers = append(c.Answers, Said{By: string(ipcase.PartyHolder), At: at(x.FiledAt), Code: string(x.Kind), Positions: x.Items, Words: x.Explanation, Lang: x.Lang, Court: x.Court, Number: x.CourtNumber})
	}
	for _, x := range v.Appeals {
		c.Appeals = append(c.Appeals, Said{By: string(x.Party), At: at(x.FiledAt), Positions: x.Items, Words: x.Explanation, Lang: x.Lang})
	}
	for _, x := range v.Decisions {
		c.Decisions = append(c.Decisions, decisionOf(x))
	}
	c.Files = append(exhibitsOf(v.Exhibits), exhibitsOf(v.RightExhibits)...)
	for n, x := range v.Notices {
		c.Notices = append(c.Notices, Notice{N: n + 1, To: string(x.Party), Kind: string(x.Kind), SentAt: at(x.SentAt), DeliveredAt: atOrNil(x.DeliveredAt), DeliveredBy: x.DeliveredBy})
	}
	for _, x := range v.Offers {
		c.Offers = append(c.Offers, Offer{
			ID: x.PublicID, By: string(x.Party), At: at(x.MadeAt), State: string(x.State), SellOffOn: x.SellOffOn, Licence: x.Licence, Words: x.Words, Lang: x.Lang,
			Positions: orNone(x.Items), Reply: x.Reply, AnsweredAt: atOrNil(x.AnsweredAt),
		})
	}
	for _, x := range v.Fixes {
		c.Fixes = append(c.Fixes, Said{By: string(ipcase.PartySeller), At: at(x.FiledAt), Code: "proposed", Positions: orNone(x.Items), Words: x.Words, Lang: x.Lang})
	}
	for _, x := range v.FixReplies {
		c.Fixes = append(c.Fixes, Said{By: string(x.Party), At: at(x.FiledAt), Code: string(x.Kind), Positions: orNone(x.Items), Words: x.Words, Lang: x.Lang})
	}
	for _, x := range v.Letters {
		c.Letters = append(c.Letters, Said{By: string(x.Party), At: at(x.WrittenAt), Positions: []int{}, Words: x.Words, Lang: x.Lang})
	}
	for _, x := range v.Orders {
		c.Orders = append(c.Orders, Order{Kind: string(x.Kind), Authority: x.Authority, Number: x.Number, DatedOn: x.DatedOn, RecordedAt: at(x.RecordedAt), Positions: orNone(x.Items)})
	}
	for _, e := range v.Timeline {
		c.Timeline = append(c.Timeline, Event{Seq: e.Seq, At: at(e.At), Kind: string(e.Kind), By: string(e.Party), Positions: orNone(e.Items), Hash: e.Hash})
	}
	return c
}

func exhibitsOf(list []ipcase.Exhibit) []Exhibit {
	out := []Exhibit{}
	for _, x := range list {
		hidden := x.Visibility == ipcase.ReviewerOnly
		out = append(out, Exhibit{
			ID: x.PublicID, Label: x.Label, Name: x.Name, Kind: x.MIME, Size: x.Size, SHA256: x.Hash, ReviewerOnly: hidden, Asked: hidden && x.AskedAt != nil,
		})
	}
	return out
}

func itemOf(i ipcase.ItemView) Item {
	out := Item{
		Position: i.Position, Version: i.Version, Listing: i.Snapshot.Ref, URL: i.Snapshot.URL, Title: i.Snapshot.Title, SnapshotAt: at(i.Snapshot.TakenAt),
		Snapshot: i.Snapshot.Hash, Complained: i.Note, State: string(i.State), Visibility: string(i.Listing.Visibility), Window: string(i.Window),
		WindowStart: atOrNil(i.ClockStart), DueAt: atOrNil(i.DueAt), Paused: string(i.PauseKind), Refusal: i.Refusal, Attempts: i.AttemptsUsed, Moves: movesOf(i.Moves),
		Delivered: i.ToldAt != nil && i.NoticeID == nil,
	}
	if i.Clock != nil {
		out.Silence = string(i.Clock.Window.Silence)
	}
	return out
}

func decisionOf(x ipcase.Decision) Decision {
	d := Decision{
		Kind: string(x.Kind), At: at(x.DecidedAt), Rulings: []Ruling{}, Facts: x.Facts, Ground: string(x.GroundKind), Reference: x.Reference, Explanation: x.Explanation,
		Restriction: string(x.Restriction), Territory: x.Territory, Automated: x.Automated, Redress: x.Redress, Lang: x.Lang,
	}
	for _, r := range x.Rulings {
		d.Rulings = append(d.Rulings, Ruling{Position: r.Item, Move: string(r.Move), From: string(r.From), To: string(r.To), Code: r.Code, Comment: r.Comment})
	}
	return d
}

func shown(p ipcase.PartyView) map[string]string {
	m := map[string]string{}
	for _, x := range p.Shown.Shown {
		m[string(x.Field)] = x.Value
	}
	return m
}

func movesOf(moves []ipcase.Move) []string {
	out := []string{}
	for _, m := range moves {
		out = append(out, string(m))
	}
	return out
}

func orNone(list []int) []int {
	if list == nil {
		return []int{}
	}
	return list
}

// view reads a case for whoever asks, and records whose contact data is shown by it:
// what cannot be recorded is not shown.
func (q *ask) view(ctx context.Context, number string) (v ipcase.CaseView, err error) {
	switch q.Actor.Party {
	case ipcase.PartyHolder:
		v, err = q.ReadHolderCase(ctx, q.Actor, number)
	case ipcase.PartySeller:
		v, err = q.ReadSellerCase(ctx, q.Actor, number)
	default:
		v, err = q.ReadReviewCase(ctx, q.Actor, number)
	}
	if err != nil || q.Actor.Unseen {
		return v, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	r := ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "case", Subject: v.Case.Number}
	if id := v.Case.HolderOrgID; id != q.Actor.OrgID && v.Holder.Contact != (ipcase.Contact{}) {
		r.HolderOrgID = &id
	}
	if id := v.Case.SellerOrgID; id != q.Actor.OrgID && v.Seller.Contact != (ipcase.Contact{}) {
		r.SellerOrgID = &id
	}
	if r.HolderOrgID == nil && r.SellerOrgID == nil {
		return v, nil
	}
	return v, q.saw(r)
}

// saw records that somebody's private data is shown: what cannot be recorded is not
// shown.
func (q *ask) saw(r ipcase.Access) error {
	if q.Actor.Unseen {
		return nil
	}
	r.Method, r.Route, r.RequestID, r.Outcome = q.method, q.route, q.Reference, "shown"
	alerted, err := q.RecordAccess(q.ctx, q.Actor, r)
	if alerted {
		q.api.Logger.WarnContext(q.ctx, "one person was shown unusually much private data", "id", q.Reference, "person", q.Actor.PersonID,
			"views", ipcase.AlertViews, "within", ipcase.AlertWithin.String())
	}
	return err //nolint:wrapcheck // says itself what it did
}
