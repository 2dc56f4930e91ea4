package ipcasetest

import (
	"context"
	"errors"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
)

// Draft prepares a complete complaint of Norrvik's about these listings.
func (w *World) Draft(right string, refs ...string) string {
	w.T.Helper()
	return w.DraftOf(w.Norrvik, right, refs...)
}

// DraftOf prepares a complete complaint of a holder's.
func (w *World) DraftOf(a ipcase.Actor, right string, refs ...string) string {
	w.T.Helper()
	ctx := w.T.Context()
	id, err := w.StartComplaint(ctx, a)
	w.must(err)
	d, err := w.ComplaintDraft(ctx, a, id)
	w.must(err)
	d.RightNumber, d.Lines = right, refs
	w.must(w.SaveComplaintDraft(ctx, a, id, d))
	check, err := w.CheckListings(ctx, a, id)
	w.must(err)
	r, err := w.rightNamed(ctx, right)
	w.must(err)
	reason := w.Book().ReasonsFor(r.Type)[len(w.Book().ReasonsFor(r.Type))-1]
	d.Reason, d.Explanation, d.Signature = reason.Code, "The listings use our name.", "Elin Sandqvist"
	d.Contact.Relay = false // they choose their own contact
	for _, e := range check.Procedure.NoticeElementsFor(r.Type, reason, d.Proof) {
		if e.Kind == ipcase.ElementStatement {
			d.Ticked = append(d.Ticked, e.ID)
		}
		if e.Kind == ipcase.ElementText {
			d.Answers[e.ID] = "As set out in the file."
		}
	}
	w.Text(a, id, "Photographs of "+strings.Join(refs, ", "))
	w.must(w.SaveComplaintDraft(ctx, a, id, d))
	return id
}

func (w *World) rightNamed(ctx context.Context, number string) (ipcase.Right, error) {
	var r ipcase.Right
	return r, w.DB.Gorm.WithContext(ctx).Where("number = ?", number).Take(&r).Error
}

// File files a complete complaint of Norrvik's about these listings and gives
// the numbers of its cases by the seller's organisation.
func (w *World) File(right string, refs ...string) (ipcase.Complaint, map[int64]string) {
	w.T.Helper()
	c, err := w.FileComplaint(w.T.Context(), w.Norrvik, w.Draft(right, refs...))
	w.must(err)
	return c, w.CasesOf(c.ID)
}

// CasesOf gives the numbers of a complaint's cases by the seller's organisation.
func (w *World) CasesOf(complaint int64) map[int64]string {
	w.T.Helper()
	var cases []ipcase.Case
	w.must(w.DB.Gorm.Where("complaint_id = ?", complaint).Find(&cases).Error)
	byOrg := map[int64]string{}
	for _, c := range cases {
		byOrg[c.SellerOrgID] = c.Number
	}
	return byOrg
}

// Items gives a case's items as they are.
func (w *World) Items(number string) []ipcase.Item {
	w.T.Helper()
	var items []ipcase.Item
	w.must(w.DB.Gorm.Where("case_id = (SELECT id FROM cases WHERE number = ?)", number).Order("position").Find(&items).Error)
	return items
}

// States gives a case's items' states in their order.
func (w *World) States(number string) []ipcase.State {
	w.T.Helper()
	var states []ipcase.State
	for _, i := range w.Items(number) {
		states = append(states, i.State)
	}
	return states
}

// All chooses every item of a case as it is now.
func (w *World) All(number string) []ipcase.Chosen {
	w.T.Helper()
	var chosen []ipcase.Chosen
	for _, i := range w.Items(number) {
		chosen = append(chosen, ipcase.Chosen{Position: i.Position, Version: i.Version})
	}
	return chosen
}

// Rule lets a reviewer decide all items of a case alike.
func (w *World) Rule(a ipcase.Actor, number string, do ipcase.Move) error {
	w.T.Helper()
	in := ipcase.DecideCase{
		Case: number, Facts: "The mark stands on the product.", GroundKind: ipcase.GroundLaw, Reference: "Trademark Law, Article 57",
		Explanation: "The sign and the goods are the same.", Territory: "CN", Lang: "en",
	}
	for _, i := range w.Items(number) {
		r := ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do, Comment: "Add the certificate."}
		if do == ipcase.MoveRefuse {
			r.Code = w.Book().Refusals[0].Code
		}
		in.Rulings = append(in.Rulings, r)
	}
	_, err := w.Decide(w.T.Context(), a, in)
	return err
}

// Counter prepares and files a complete counter-notification for all items.
func (w *World) Counter(a ipcase.Actor, number string) (ipcase.Counter, error) {
	w.T.Helper()
	return w.FileCounter(w.T.Context(), a, w.CounterDraftFor(a, number))
}

// CounterDraftFor prepares a complete counter-notification for all items.
func (w *World) CounterDraftFor(a ipcase.Actor, number string) string {
	w.T.Helper()
	ctx := w.T.Context()
	v, err := w.ReadSellerCase(ctx, a, number)
	w.must(err)
	id, err := w.StartCounter(ctx, a, number, w.All(number))
	w.must(err)
	d, err := w.CounterDraft(ctx, a, id)
	w.must(err)
	d.Ground, d.Explanation, d.Signature = ipcase.GroundNotInfringing, "These are our own lamps.", "Lin Hai"
	d.Contact.Relay = false // they choose their own contact
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		if e.Kind == ipcase.ElementStatement {
			d.Ticked = append(d.Ticked, e.ID)
		}
		if e.Kind == ipcase.ElementText {
			d.Answers[e.ID] = "As set out in the file."
		}
	}
	w.Text(a, id, "Our own design")
	w.must(w.SaveCounterDraft(ctx, a, id, d))
	return id
}

// Answer lets the holder answer a counter-notification for all items.
func (w *World) Answer(number string, kind ipcase.AnswerKind) error {
	w.T.Helper()
	form := ipcase.NewID()
	w.Text(w.Norrvik, form, "What we say to that")
	return w.AnswerCounter(w.T.Context(), w.Norrvik, ipcase.AnswerCounter{
		FormID: form, Case: number, Items: w.All(number), Kind: kind, Explanation: "The marks are the same.", Court: "Ningbo Court", CourtNumber: "(2026) 1",
	})
}

// Work carries out everything that is due, as the worker would: mails are
// accepted, the marketplace obeys, and silence acts.
func (w *World) Work() {
	w.T.Helper()
	ctx := w.T.Context()
	for range 1000 {
		moved, err := w.PassDeadlines(ctx, 100)
		w.must(err)
		list, err := w.ClaimDeliveries(ctx, 100, time.Minute)
		w.must(err)
		if moved == 0 && len(list) == 0 {
			_, err := w.SequenceLog(ctx)
			w.must(err)
			_, err = w.LookAtPictures(ctx, 1000)
			w.must(err)
			w.Learn()
			return
		}
		for _, d := range list {
			w.must(w.carryOut(ctx, d))
		}
	}
	w.T.Fatal("the work never ends")
}

// Publish takes up what the log says into what is public.
func (w *World) Publish() {
	w.T.Helper()
	_, err := w.SequenceLog(w.T.Context())
	w.must(err)
	for n := 1; n > 0; {
		n, err = w.TakeUpLog(w.T.Context())
		w.must(err)
	}
}

// Learn takes up the words of all cases that wait for it.
func (w *World) Learn() {
	w.T.Helper()
	for n := 1; n > 0; {
		var err error
		n, err = w.LearnWords(w.T.Context(), 500)
		w.must(err)
	}
}

func (w *World) carryOut(ctx context.Context, d ipcase.Delivery) error {
	if d.Kind == ipcase.DeliverMail {
		return w.DeliveryDone(ctx, d, "250 accepted")
	}
	if d.Kind == ipcase.DeliverForgetFile || d.Kind == ipcase.DeliverForgetMail {
		what, err := d.Forget()
		if err == nil && d.Kind == ipcase.DeliverForgetFile {
			err = w.ForgetFile(ctx, what)
		}
		return errors.Join(err, w.DeliveryDone(ctx, d, "forgotten"))
	}
	if d.Kind == ipcase.DeliverCheckFile {
		if err := w.CheckFile(ctx, d); err != nil {
			return w.DeliveryRetry(ctx, d, err)
		}
		return w.DeliveryDone(ctx, d, "checked")
	}
	if d.Kind == ipcase.DeliverBulk {
		return errors.Join(w.FileBulk(ctx, d), w.DeliveryDone(ctx, d, "filed"))
	}
	if d.Kind == ipcase.DeliverAnswers {
		return errors.Join(w.CarryOutAnswers(ctx, d), w.DeliveryDone(ctx, d, "carried out"))
	}
	if d.Kind == ipcase.DeliverStatements {
		return w.carryStatements(ctx, d)
	}
	if d.Kind == ipcase.DeliverTell {
		answer, err := w.Connected.Tell(ctx, w.MarketMessageOf(d))
		var pending *ipcase.PendingError
		if errors.As(err, &pending) {
			return w.DeliveryWaits(ctx, d, pending)
		}
		if err != nil {
			return w.DeliveryRetry(ctx, d, err)
		}
		return w.DeliveryDone(ctx, d, answer)
	}
	r, err := w.RemovalFor(ctx, d)
	if err != nil {
		return err
	}
	do := w.Connected.Remove
	switch d.Kind {
	case ipcase.DeliverRestore:
		do = w.Connected.Restore
	case ipcase.DeliverWithdraw:
		do = w.Connected.Withdraw
	default:
	}
	err = do(ctx, r)
	var pending *ipcase.PendingError
	switch {
	case errors.As(err, &pending):
		return w.DeliveryWaits(ctx, d, pending)
	case err != nil && r.Connection != 0:
		return w.DeliveryRetry(ctx, d, err)
	default:
		return errors.Join(err, w.DeliveryDone(ctx, d, "done"))
	}
}

// Visible says whether buyers can see a listing of the first site.
func (w *World) Visible(ref string) bool {
	w.T.Helper()
	l, err := w.Market.Listing(w.T.Context(), w.Site.Code, ref)
	w.must(err)
	return l.Visibility == marketplace.Live
}

// Answer2 is Answer for one item.
func (w *World) Answer2(number string, position int, kind ipcase.AnswerKind) error {
	w.T.Helper()
	form := ipcase.NewID()
	w.Text(w.Norrvik, form, "What we say to that")
	in := ipcase.AnswerCounter{FormID: form, Case: number, Kind: kind, Explanation: "The marks are the same.", Court: "Ningbo Court", CourtNumber: "(2026) 1"}
	for _, c := range w.All(number) {
		if c.Position == position {
			in.Items = append(in.Items, c)
		}
	}
	return w.AnswerCounter(w.T.Context(), w.Norrvik, in)
}

// carryStatements plays a Transparency Database that takes everything.
func (w *World) carryStatements(ctx context.Context, d ipcase.Delivery) error {
	batch, err := w.StatementsToSend(ctx, d)
	answers := map[string]ipcase.StatementAnswer{}
	for _, s := range batch {
		answers[s.Puid] = ipcase.StatementAnswer{Kind: ipcase.StatementStored, UUID: "uuid-of-" + s.Puid}
	}
	return errors.Join(err, w.KeepStatementAnswers(ctx, d, answers), w.DeliveryDone(ctx, d, "sent"))
}
