package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// FileComplaint files a draft: one complaint, one case for each seller, an item
// and a snapshot for each listing, in one transaction. It answers with the
// complaint; pressing twice answers with the same one (promise 4).
func (s *Service) FileComplaint(ctx context.Context, a Actor, draftID string) (Complaint, error) {
	if a.Party != PartyHolder {
		return Complaint{}, errNotFound()
	}
	d, err := s.ComplaintDraft(ctx, a, draftID)
	if err != nil {
		return Complaint{}, err
	}
	if d.Filed {
		return s.filedAs(ctx, a, draftID)
	}
	if err := a.needs(PermFile); err != nil {
		return Complaint{}, err
	}
	for try := 1; ; try++ {
		filed, err := s.tryToFile(ctx, a, draftID, d)
		if try == 3 || !errors.Is(err, errComplainedMeanwhile) {
			return filed, err
		}
		// Another filing named one of these listings a moment ago: what is open now
		// is joined, and the rest is filed.
	}
}

func (s *Service) tryToFile(ctx context.Context, a Actor, draftID string, d ComplaintDraft) (Complaint, error) {
	right, check, err := s.checkComplaint(ctx, a, draftID, d)
	if err != nil {
		if c, again := s.filedAs(ctx, a, draftID); again == nil {
			return c, nil // the other press filed it while this one was looking
		}
		return Complaint{}, err
	}
	shots, err := s.takeSnapshots(ctx, check)
	if err != nil {
		return Complaint{}, err
	}
	var filed Complaint
	err = s.act(ctx, a, func(t *tx) error {
		first, err := t.useDraft(draftID)
		if err != nil {
			return err
		}
		if !first {
			return errFiledMeanwhile
		}
		limit, err := t.mayFile(a.OrgID)
		if err != nil {
			return err
		}
		filed, err = t.fileComplaint(a, draftID, d, right, check, shots, limit.flagger)
		if err == nil && limit.Tier && !a.Unregistered {
			err = t.acceptFiled(filed)
		}
		return err
	})
	switch {
	case errors.Is(err, errFiledMeanwhile):
		return s.filedAs(ctx, a, draftID)
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return Complaint{}, errComplainedMeanwhile
	}
	return filed, err
}

// errFiledMeanwhile: the other press of the same button won.
var errFiledMeanwhile = errors.New("draft filed meanwhile")

// errComplainedMeanwhile: another filing opened one of the same items.
var errComplainedMeanwhile = Errorf(Stale, "One of these listings was complained of a moment ago. Look at the list again before you send.")

func (s *Service) filedAs(ctx context.Context, a Actor, draftID string) (Complaint, error) {
	var c Complaint
	err := one(s.read(ctx).Where("draft_id = ? AND org_id = ?", draftID, a.OrgID), &c)
	return c, err
}

// checkComplaint says all that is wrong with a draft, or resolves its listings.
func (s *Service) checkComplaint(ctx context.Context, a Actor, draftID string, d ComplaintDraft) (Right, ListingCheck, error) {
	var p problems
	right, err := s.ownRight(ctx, a, d.RightNumber)
	if KindOf(err) == NotFound {
		p.add("right", "Choose the right that you complain under.")
		return right, ListingCheck{}, p.err()
	}
	if err != nil {
		return right, ListingCheck{}, err
	}
	if most := a.maxListings(); len(d.Lines) > most {
		return right, ListingCheck{}, tooManyLines(most, len(d.Lines))
	}
	check, err := s.resolve(ctx, a, d, right)
	if err != nil {
		return right, check, err
	}
	CheckRightForFiling(right, check.Site, s.clock.Now()).into(&p, "right")
	if err := s.CheckPowerForFiling(ctx, a, right, check.Site); KindOf(err) == Invalid {
		asRefusal(err).into(&p, "right")
	} else if err != nil {
		return right, check, err
	}
	reason, ok := s.book.Reason(d.Reason)
	if !ok || reason.RightType != right.Type {
		p.add("reason", "Choose what the listings do.")
	}
	files, err := s.FormEvidence(ctx, a, draftID)
	if err != nil {
		return right, check, err
	}
	elements := check.Procedure.NoticeElementsFor(right.Type, reason, d.Proof)
	g := d.Given(len(files), check, nil)
	if joining := check.Joining(); check.Count == 0 && len(joining) > 0 && len(joining) == len(check.Unused) {
		allJoined(joining).into(&p, "lines")
	} else if check.Count == 0 { // no procedure is known either, whose elements could say so
		errNoListing().into(&p, "lines")
	} else {
		CheckCompleteness(elements, g).into(&p, g)
	}
	if err := s.checkRefiled(ctx, &p, d, check, files); err != nil {
		return right, check, err
	}
	return right, check, p.err()
}

// errNoListing: no line of a draft is a listing that can be complained of.
func errNoListing() *Error {
	return Errorf(Invalid, "None of the lines leads to a listing that can be complained of. Correct at least one.")
}

// asRefusal is a refusal as such, or nil.
func asRefusal(err error) *Error {
	var e *Error
	_ = errors.As(err, &e)
	return e
}

// into adds a refusal to the problems of a form.
func (e *Error) into(p *problems, field string) {
	if e != nil {
		p.add(field, e.Msg, e.Args...)
	}
}

// fileComplaint writes the whole filing, each table in one batch. flagger says that the
// holder is on record as a trusted flagger.
func (t *tx) fileComplaint(a Actor, draftID string, d ComplaintDraft, right Right, check ListingCheck, shots map[string]Snapshot, flagger bool) (Complaint, error) {
	n, err := t.nextNumber("complaint")
	if err != nil {
		return Complaint{}, err
	}
	reason, _ := t.book.Reason(d.Reason)
	elements := check.Procedure.NoticeElementsFor(right.Type, reason, d.Proof)
	files, err := t.formExhibits(a, draftID)
	if err != nil {
		return Complaint{}, err
	}
	c := Complaint{
		Number: fmt.Sprintf("IP-%d-%06d", t.now.Year(), n), OrgID: a.OrgID, RightID: right.ID, SiteID: check.Site.ID,
		Reason: d.Reason, Procedure: check.Procedure.ID, ProcedureVersion: check.Procedure.Version,
		SelectedBy: check.Selected.Rule.ID, Proof: d.Proof,
		Explanation: d.Explanation, Lang: formLang(d.Lang), Statements: statementsOf(elements, d.Ticked, formLang(d.Lang)),
		Answers: answersOf(elements, d.Answers), Signature: d.Signature, AgainReason: d.AgainReason, Contact: d.Contact, DraftID: draftID,
		FiledAt: t.now, FiledBy: a.PersonID, Unregistered: a.Unregistered,
	}
	if flagger {
		if c.FlaggerID, err = t.flagging(a.OrgID); err != nil {
			return Complaint{}, err
		}
	}
	texts, salts, err := commit(c.texts())
	if err != nil {
		return Complaint{}, err
	}
	c.Salts = salts
	data := EventData{
		Number: right.Number, Count: check.Count, Code: c.Reason, ProcedureVersion: c.ProcedureVersion,
		Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts,
	}
	who, power, err := powerToFile(t.db, a, right, check.Site, t.today()) // it may have been revoked meanwhile
	if e := asRefusal(err); e != nil && e.Kind == Invalid {
		var p problems
		e.into(&p, "right")
		return Complaint{}, p.err()
	}
	if err != nil {
		return Complaint{}, err
	}
	complainant := a.OrgName
	if who != nil {
		c.PrincipalID, c.PowerID, data.Power = &who.ID, &power.ID, power.Number
		complainant += "\n" + who.Name
	}
	e, err := t.event("complaint:"+c.Number, 0, "", a, EventFiled, false, data)
	if err != nil {
		return Complaint{}, err
	}
	e.Hash = HashEvent(e)
	c.EventSeq, c.EventHash = e.Seq, e.Hash
	if err := t.insert([]*Complaint{&c}); err != nil {
		return Complaint{}, err
	}
	e.ComplaintID = &c.ID
	if err := t.fileExhibitsOfComplaint(files, c.ID); err != nil {
		return Complaint{}, err
	}
	if err := t.openCases(a, c, right, complainant, check, shots, &e); err != nil {
		return Complaint{}, err
	}
	if err := t.joinOpen(a, c, check.Joining()); err != nil {
		return Complaint{}, err
	}
	return c, t.send(a.OrgID, nil, nil, MsgFiled, MailPayload{ComplaintNumber: c.Number, RightNumber: right.Number, Party: PartyHolder})
}

func (t *tx) fileExhibitsOfComplaint(files []Exhibit, complaint int64) error {
	labels := make([]string, len(files))
	for n := range files {
		labels[n] = fmt.Sprintf("E%d", n+1)
	}
	return t.labelExhibits(files, labels, map[string]any{"complaint_id": complaint})
}

// openCases makes a case for each seller with its items, snapshots and first
// event, each table in one batch, however many sellers there are. filed is the
// complaint's own event, which is written with theirs.
func (t *tx) openCases(a Actor, c Complaint, right Right, complainant string, check ListingCheck, shots map[string]Snapshot, filed *Event) error {
	listings, err := t.knowListings(check)
	if err != nil {
		return err
	}
	var snapshots []*Snapshot
	for _, g := range check.Sellers {
		for _, l := range g.Lines {
			shot := shots[l.Offer.Ref]
			shot.ListingID = listings[l.Offer.Ref]
			snapshots = append(snapshots, &shot)
		}
	}
	if err := t.insert(snapshots); err != nil {
		return err
	}
	var pictures []string
	for _, shot := range snapshots {
		for _, img := range shot.Images {
			pictures = append(pictures, img.Hash)
		}
	}
	if err := t.askLooks(KeptPicture, pictures...); err != nil {
		return err
	}
	cases, err := t.newCases(a, c, right, complainant, check, snapshots)
	if err != nil {
		return err
	}
	if err := t.guardNew(cases); err != nil {
		return err
	}
	if err := t.insert(cases); err != nil {
		return err
	}
	if err := t.keepWords(cases...); err != nil {
		return err
	}
	var items []*Item
	events := []*Event{filed}
	n := 0
	for k, g := range check.Sellers {
		e, err := t.openingEvent(a, c, cases[k], snapshots[n:n+len(g.Lines)])
		if err != nil {
			return err
		}
		e.CaseID, e.ComplaintID = &cases[k].ID, &c.ID
		events = append(events, &e)
		for at, l := range g.Lines {
			items = append(items, &Item{
				CaseID: cases[k].ID, ListingID: listings[l.Offer.Ref], SnapshotID: snapshots[n].ID, RightID: right.ID,
				Position: at + 1, Note: l.Note, State: Intake, Version: 1, ChangedAt: t.now,
				Guarded: cases[k].Guard != GuardNone,
			})
			n++
		}
	}
	if err := t.insert(items); err != nil {
		return err
	}
	if err := t.captures(items, snapshots); err != nil {
		return err
	}
	return t.insert(events)
}

// newCases draws the cases with the head of their chain already in place.
func (t *tx) newCases(a Actor, c Complaint, right Right, complainant string, check ListingCheck, snapshots []*Snapshot) ([]*Case, error) {
	target, err := t.dueOf(&casefile{Procedure: check.Procedure, Site: check.Site}, WindowIntake, t.now)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	cases := make([]*Case, 0, len(check.Sellers))
	n := 0
	for _, g := range check.Sellers {
		due := target
		k := &Case{
			Number: c.Number + "-" + newSuffix(taken), ComplaintID: c.ID, SellerOrgID: g.SellerOrgID, HolderOrgID: a.OrgID, PrincipalID: c.PrincipalID,
			RightID: right.ID, SiteID: check.Site.ID, Procedure: c.Procedure, ProcedureVersion: c.ProcedureVersion, OpenedAt: t.now,
			Status: CaseStatus(Intake), ReviewTask: TaskNotice, ReviewDueAt: &due, SellerDueAt: FarFuture, HolderDueAt: FarFuture, ItemCount: len(g.Lines), TouchedAt: t.now, ReviewRank: RankOthers,
		}
		if c.FlaggerID != nil {
			k.ReviewRank = RankFlagger
		}
		k.SearchText = searchText(k.Number, right, complainant, g)
		e, err := t.openingEvent(a, c, k, snapshots[n:n+len(g.Lines)])
		if err != nil {
			return nil, err
		}
		n += len(g.Lines)
		k.EventSeq, k.EventHash = e.Seq, e.Hash
		cases = append(cases, k)
	}
	return cases, nil
}

func (t *tx) openingEvent(a Actor, c Complaint, k *Case, snapshots []*Snapshot) (Event, error) {
	data := EventData{Number: c.Number, Count: len(snapshots), Code: c.Reason, ProcedureVersion: c.ProcedureVersion}
	items := make([]int, len(snapshots))
	for n, sn := range snapshots {
		items[n] = n + 1
		data.Hashes = append(data.Hashes, sn.Hash)
		data.Moves = append(data.Moves, ItemMove{Item: n + 1, Move: MoveFile, To: Intake})
	}
	e, err := t.event("case:"+k.Number, 0, "", a, EventCaseOpened, true, data)
	e.Items = items
	e.Hash = HashEvent(e)
	return e, err
}

// searchText is what a case is found by, in both parties' lists.
func searchText(number string, right Right, holder string, g SellerGroup) string {
	words := []string{number, right.Number, right.RegNumber, right.Title, holder, g.SellerName}
	for _, l := range g.Lines {
		words = append(words, l.Offer.Ref, l.Offer.Title)
	}
	return strings.ToLower(strings.Join(words, "\n"))
}
