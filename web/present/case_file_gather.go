package present

import (
	"slices"

	"ipportal/ipcase"
)

// dataOf puts the case together for programs.
func (r Reader) dataOf(in CaseFile) caseData {
	v := in.View
	d := caseData{
		Version: 1, Case: v.Case.Number, For: r.Party, MadeAt: r.Now.UTC(),
		Right:     rightData{Number: v.Right.Number, Type: v.Right.Type, Title: v.Right.Title, Office: v.Right.Office, Registration: v.Right.RegNumber},
		Procedure: procedureData{ID: v.Procedure.ID, Version: v.Procedure.Version, Name: v.Procedure.Name.In(r.Lang), Site: v.Site.Name},
		Complaint: paperData{
			By: ipcase.PartyHolder, At: v.Complaint.FiledAt, Code: v.Complaint.Reason, Words: v.Complaint.Explanation, Lang: v.Complaint.Lang,
			Statements: statementsData(v.Complaint.Statements), Signature: r.complaintSignature(v),
		},
	}
	for _, a := range v.Complaint.Answers {
		if a.ID != "explanation" {
			d.Complaint.Answers = append(d.Complaint.Answers, saidData{ID: a.ID, Text: a.Text, Lang: v.Complaint.Lang})
		}
	}
	for _, side := range []struct {
		party ipcase.Party
		shown ipcase.PublicContact
	}{{ipcase.PartyHolder, v.Holder.Shown}, {ipcase.PartySeller, v.Seller.Shown}} {
		p := partyData{Side: side.party, Shown: map[string]string{}}
		for _, x := range side.shown.Shown {
			p.Shown[string(x.Field)] = x.Value
		}
		d.Parties = append(d.Parties, p)
	}
	for _, i := range v.Items {
		l := snapshotData(i.Position, i.Snapshot)
		l.Note, l.State, l.Visible, l.Refusal, l.Due, l.Window = i.Note, i.State, i.Listing.Visibility, i.Refusal, i.DueAt, i.Window
		l.Start, l.Extra, l.Pause, l.Attempts = i.ClockStart, i.Extra, i.PauseKind, i.AttemptsUsed
		if c, ok := in.Captures[i.Position]; ok {
			l.Page = &pageData{URL: c.URL, At: c.At, SHA256: c.Hash, Cut: c.Cut, Why: c.Why}
		}
		d.Listings = append(d.Listings, l)
	}
	for _, f := range in.Files {
		d.Files = append(d.Files, exhibitData{File: f.Name, SHA256: f.Hash, Original: f.Original, Kind: f.Kind})
	}
	for _, n := range v.Notices {
		d.Notices = append(d.Notices, noticeData{To: n.Party, Kind: n.Kind, At: n.SentAt, Delivered: n.DeliveredAt, How: n.DeliveredBy})
	}
	d.Abuse = abusesData(in.Abuse)
	r.saidInto(&d, in)
	r.movesInto(&d, in)
	d.Timeline = r.timelineData(v)
	return d
}

// complaintSignature is for the reviewers and the complainant's own side (see the
// list of personal fields).
func (r Reader) complaintSignature(v ipcase.CaseView) string {
	if r.Party == ipcase.PartySeller {
		return ""
	}
	return v.Complaint.Signature
}

func (r Reader) saidInto(d *caseData, in CaseFile) {
	v, refs := in.View, refsOf(in.View)
	for _, c := range v.Counters {
		d.Counters = append(d.Counters, paperData{
			By: ipcase.PartySeller, At: c.FiledAt, Code: string(c.Ground), Attempt: c.Attempt, Listings: named(refs, c.Items), Words: c.Explanation, Lang: c.Lang,
			Statements: statementsData(c.Statements), Signature: c.Signature,
		})
	}
	for _, a := range v.Answers {
		d.Answers = append(d.Answers, paperData{
			By: ipcase.PartyHolder, At: a.FiledAt, Code: string(a.Kind), Listings: named(refs, a.Items), Words: a.Explanation, Lang: a.Lang, Court: a.Court, Number: a.CourtNumber,
		})
	}
	for _, a := range v.Appeals {
		d.Appeals = append(d.Appeals, paperData{By: a.Party, At: a.FiledAt, Listings: named(refs, a.Items), Words: a.Explanation, Lang: a.Lang})
	}
	for _, x := range v.Decisions {
		ruled := decisionData{
			Kind: x.Kind, At: x.DecidedAt, Facts: x.Facts, Ground: x.GroundKind, Reference: x.Reference, Explanation: x.Explanation,
			Restriction: x.Restriction, Territory: x.Territory, Automated: x.Automated, Redress: x.Redress, Lang: x.Lang,
		}
		for _, ru := range x.Rulings {
			ruled.Rulings = append(ruled.Rulings, rulingData{Listing: refs[ru.Item], Move: ru.Move, From: ru.From, To: ru.To, Code: ru.Code, Comment: ru.Comment})
		}
		d.Decisions = append(d.Decisions, ruled)
	}
	for _, l := range v.Letters {
		d.Letters = append(d.Letters, paperData{By: l.Party, At: l.WrittenAt, Words: l.Words, Lang: l.Lang})
	}
	for _, p := range in.Papers {
		d.Time = append(d.Time, paperData{By: p.Party, At: p.FiledAt, Code: string(p.Kind), Listings: named(refs, p.Items), Words: p.Words, Lang: p.Lang})
	}
}

func (r Reader) movesInto(d *caseData, in CaseFile) {
	v, refs := in.View, refsOf(in.View)
	for _, f := range v.Fixes {
		fixed := fixData{paperData: paperData{By: ipcase.PartySeller, At: f.FiledAt, Listings: named(refs, f.Items), Words: f.Words, Lang: f.Lang}}
		for _, l := range in.Fixed {
			if l.Fix == f.PublicID {
				fixed.After = append(fixed.After, snapshotData(l.Position, l.After))
			}
		}
		d.Fixes = append(d.Fixes, fixed)
	}
	for _, x := range v.FixReplies {
		d.FixAnswers = append(d.FixAnswers, paperData{By: x.Party, At: x.FiledAt, Code: string(x.Kind), Listings: named(refs, x.Items), Words: x.Words, Lang: x.Lang})
	}
	for _, o := range v.Offers {
		d.Offers = append(d.Offers, offerData{
			paperData: paperData{By: o.Party, At: o.MadeAt, Listings: named(refs, o.Items), Words: o.Words, Lang: o.Lang},
			State:     o.State, SellOff: o.SellOffOn, Licence: o.Licence, AnsweredAt: o.AnsweredAt, Reply: o.Reply,
		})
	}
	for _, o := range v.Orders {
		order := orderData{Kind: o.Kind, Authority: o.Authority, Number: o.Number, DatedOn: o.DatedOn, At: o.RecordedAt, Listings: named(refs, o.Items)}
		for _, e := range v.Exhibits {
			if e.OrderID != nil && *e.OrderID == o.ID {
				order.Documents = append(order.Documents, e.Label)
			}
		}
		d.Orders = append(d.Orders, order)
	}
}

func (r Reader) timelineData(v ipcase.CaseView) (out []timelineData) {
	names := r.fileNames(v)
	for _, e := range v.Timeline {
		line, ok := r.event(e, names)
		if !ok {
			continue
		}
		if line.Lead != "" {
			line.Text = line.Lead + " " + line.Text
		}
		out = append(out, timelineData{Seq: e.Seq, At: e.At, Text: line.Text, Hash: e.Hash})
	}
	return out
}

func snapshotData(position int, s ipcase.Snapshot) listingData {
	l := listingData{
		Position: position, Ref: s.Ref, URL: s.URL, Title: s.Title, Description: s.Description, Category: s.Category,
		Price: Money(s.PriceMinor, s.Currency), Shop: s.SellerName, TakenAt: s.TakenAt, Hash: s.Hash,
	}
	for _, img := range s.Images {
		l.Pictures = append(l.Pictures, img.Hash)
	}
	return l
}

func statementsData(made []ipcase.Statement) (out []saidData) {
	for _, s := range made {
		out = append(out, saidData{ID: s.ID, Text: s.Text, Lang: s.Lang})
	}
	return out
}

// named are the ids of those listings that this reader knows of.
func named(refs map[int]string, items []int) (out []string) {
	for _, i := range items {
		if ref := refs[i]; ref != "" {
			out = append(out, ref)
		}
	}
	slices.Sort(out)
	return out
}
