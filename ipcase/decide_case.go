package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// DecideCase is what a reviewer rules in a case, with the statement of reasons.
// One form serves every task: notice check, adjudication, appeal, a right that
// ended, and a court's outcome.
type DecideCase struct {
	Case        string
	Rulings     []RulingInput
	Facts       string
	GroundKind  GroundKind
	Reference   string // the statute and section, or the term
	Explanation string
	Territory   string
	Lang        string
	Evidence    []string // public ids of the exhibits relied on
	Order       *OrderInput
}

// RulingInput is the ruling on one item.
type RulingInput struct {
	Position int
	Version  int
	Do       Move
	Code     string // refusal code, where it refuses
	Comment  string // what is missing and how to cure it; or a word on this listing alone
}

// rulingMoves is what each task lets a reviewer do, so that a decision is of one
// kind.
var rulingMoves = map[DecisionKind][]Move{
	DecisionNotice:       {MoveAccept, MoveAskMore, MoveRefuse},
	DecisionAdjudication: {MoveUpholdComplaint, MoveUpholdCounter},
	DecisionAppeal:       {MoveAffirm, MoveReverse},
	DecisionRightEnded:   {MoveRefuse, MoveLetGoOn},
	DecisionCourt:        {MoveCourtUpheld, MoveCourtRestored},
	DecisionOrder:        {MoveOrderUpheld, MoveOrderRestored, MoveOrderHold},
	DecisionReversal:     {MoveReverseOwn},
	DecisionReclassify:   {MoveReclassify},
	DecisionGuarded:      {MoveConfirmRemoval, MoveLetGoOn, MoveRefuse},
}

// Decide rules on chosen items and publishes the statement of reasons to the
// parties whom it concerns. No restriction is decided without one (promise 10).
func (s *Service) Decide(ctx context.Context, a Actor, in DecideCase) (Decision, error) {
	var d Decision
	err := s.act(ctx, a, func(t *tx) error {
		p, err := t.prepare(a, in)
		if err != nil {
			return err
		}
		if p.silent != nil {
			d, err = t.removeUntold(a, in, p)
			return err
		}
		if d, err = t.decide(a, in, p); err != nil {
			return err
		}
		p.file.Case.ClaimedBy, p.file.Case.ClaimedUntil = nil, nil
		return t.publishDecision(p.file, a, a, in, &d)
	})
	return d, err
}

// publishDecision writes a decision whose moves are made, with the order that it
// carries out, and tells the parties. as is whom the timeline names.
func (t *tx) publishDecision(f *casefile, as, a Actor, in DecideCase, d *Decision) error {
	texts, salts, err := commit(d.texts())
	if err != nil {
		return err
	}
	d.Salts = salts
	if err := t.insert([]*Decision{d}); err != nil {
		return err
	}
	files, err := t.keepOrder(f, a, in, *d, texts)
	if err != nil {
		return err
	}
	if err := t.publish(f, as, *d, EventData{Texts: texts, Hashes: hashesOf(files), Views: viewsOf(files)}); err != nil {
		return err
	}
	return t.settle(f)
}

// PreviewDecision makes the same checks and writes nothing.
func (s *Service) PreviewDecision(ctx context.Context, a Actor, in DecideCase) (Decision, []ItemMove, error) {
	var d Decision
	err := s.act(ctx, a, func(t *tx) error {
		p, err := t.prepare(a, in)
		if err != nil {
			return err
		}
		if d, err = t.decide(a, in, p); err != nil {
			return err
		}
		return errPreview
	})
	if errors.Is(err, errPreview) {
		err = nil
	}
	moves := make([]ItemMove, 0, len(d.Rulings))
	for _, r := range d.Rulings {
		moves = append(moves, ItemMove{Item: r.Item, Move: r.Move, From: r.From, To: r.To})
	}
	return d, moves, err
}

// errPreview rolls a preview back.
var errPreview = errors.New("preview: roll back")

// prepared is a decision that was checked, before its moves are made.
type prepared struct {
	file     *casefile
	picked   []*Item // what it rules on, in its order
	decision Decision
	silent   *ReceivedOrder // the order that forbids to tell of it now; nil where none does
}

// prepare checks all of a decision but its moves.
func (t *tx) prepare(a Actor, in DecideCase) (prepared, error) {
	f, err := t.reviewCase(a, in.Case)
	if err != nil {
		return prepared{}, err
	}
	if err := t.mayWorkOn(f.Case.ClaimedBy, f.Case.ClaimedUntil, a); err != nil {
		return prepared{}, err
	}
	kind, err := kindOfDecision(f, in)
	if err != nil {
		return prepared{}, err
	}
	exhibits, err := t.reliedOn(f, in)
	if err != nil {
		return prepared{}, err
	}
	if err := t.checkRulings(f, a, kind, in); err != nil {
		return prepared{}, err
	}
	silent, err := t.silentOrder(kind, in)
	if err != nil {
		return prepared{}, err
	}
	p := prepared{file: f, silent: silent, decision: Decision{
		PublicID: NewID(), CaseID: f.Case.ID, Kind: kind, ReviewerID: a.PersonID, Facts: in.Facts, GroundKind: in.GroundKind,
		Reference: in.Reference, Explanation: in.Explanation, Restriction: RestrictNone, Territory: in.Territory,
		Redress: f.Procedure.RedressIn(formLang(in.Lang)), Lang: formLang(in.Lang), EvidenceIDs: exhibits, Rulings: []Ruling{}, DecidedAt: t.now,
	}}
	chosen := make([]Chosen, len(in.Rulings))
	for n, r := range in.Rulings {
		chosen[n] = Chosen{Position: r.Position, Version: r.Version}
	}
	if p.picked, err = f.choose(PartyPlatform, chosen); err != nil {
		return p, err
	}
	if len(p.picked) != len(in.Rulings) {
		return p, Errorf(Invalid, "A listing was ruled on twice. Decide each once.")
	}
	return p, nil
}

// decide makes a decision's moves; nothing is written but what the moves themselves
// enqueue.
func (t *tx) decide(a Actor, in DecideCase, p prepared) (Decision, error) {
	d, f := p.decision, p.file
	for n, i := range p.picked {
		r := in.Rulings[n]
		moves, err := t.act(f, a, r.Do, []*Item{i})
		if err != nil {
			return d, err
		}
		i.ruled(r)
		if err := t.reclassified(f, i, r.Do); err != nil {
			return d, err
		}
		if d.Kind != DecisionReclassify && (i.State == Removed || i.State == Upheld || i.State == AwaitingSeller || i.State == StatutoryWait) {
			d.Restriction = RestrictRemove
		}
		d.Rulings = append(d.Rulings, Ruling{Item: i.Position, Move: r.Do, From: moves[0].From, To: i.State, Code: r.Code, Comment: r.Comment})
	}
	return d, nil
}

// kindOfDecision is the one occasion that fits every ruling.
func kindOfDecision(f *casefile, in DecideCase) (DecisionKind, error) {
	if len(in.Rulings) == 0 {
		const msg = "Rule on at least one listing."
		return "", &Error{Kind: Invalid, Msg: msg, Fields: []FieldError{{Field: "rulings", Msg: msg}}}
	}
	state, guarded := map[int]State{}, map[int]bool{}
	for _, i := range f.Items {
		state[i.Position], guarded[i.Position] = i.State, i.GuardBlocked
	}
	for _, kind := range []DecisionKind{
		DecisionNotice, DecisionAdjudication, DecisionAppeal, DecisionCourt, DecisionGuarded, DecisionRightEnded, DecisionOrder, DecisionReversal, DecisionReclassify,
	} {
		fits := true
		for _, r := range in.Rulings {
			intake := state[r.Position] == Intake
			fits = fits && contains(rulingMoves[kind], r.Do) && (kind != DecisionNotice || intake) && (kind != DecisionGuarded || guarded[r.Position])
		}
		if fits {
			return kind, nil
		}
	}
	var p problems
	for _, r := range in.Rulings {
		if r.Do == "" {
			p.add(fieldAt("ruling", r.Position), "Choose what you decide about this listing.")
		}
	}
	if err := p.err(); err != nil {
		return "", err
	}
	return "", Errorf(Stale, "These rulings do not fit the case as it is now. Look at it again.")
}

// checkDecision: what each ruling needs, and the statement of reasons.
func checkDecision(p *problems, book Rulebook, kind DecisionKind, in DecideCase) {
	onlyAsks := true
	for _, r := range in.Rulings {
		onlyAsks = onlyAsks && r.Do == MoveAskMore
		checkText(p, fieldAt("comment", r.Position), "Say what is missing and how to cure it.", r.Comment, MaxComment, r.Do == MoveAskMore)
		if _, ok := book.Refusal(r.Code); r.Do == MoveRefuse && !ok {
			p.add(fieldAt("code", r.Position), "Choose the ground on which you refuse.")
		}
	}
	needed := !onlyAsks && kind != DecisionReclassify // neither asking for more nor another reason restricts anything
	checkText(p, "facts", "Set out the facts that you found. Both sides read them.", in.Facts, MaxExplanation, needed)
	checkText(p, "explanation", "Explain how the ground applies to the facts.", in.Explanation, MaxExplanation, !onlyAsks)
	checkText(p, "reference", "Enter the section of the law or the terms that you apply.", in.Reference, MaxShortText, needed)
	if needed && in.GroundKind != GroundLaw && in.GroundKind != GroundTerms {
		p.add("ground_kind", "Choose whether the law or the terms are the ground.")
	}
	if kind == DecisionCourt && strings.TrimSpace(in.Facts) == "" {
		p.add("facts", "Name the court, its number and what it decided.")
	}
}

// reliedOn finds the exhibits that a decision rests on. It cannot rest on what
// the other side has not been shown.
func (t *tx) reliedOn(f *casefile, in DecideCase) ([]int64, error) {
	ids := []int64{}
	for _, publicID := range in.Evidence {
		var e Exhibit
		err := one(t.db.Where("public_id = ? AND (case_id = ? OR complaint_id = ? OR right_id = ?)", publicID, f.Case.ID, f.Complaint.ID, f.Right.ID), &e)
		if err != nil {
			return nil, err
		}
		if e.Visibility != BothSides {
			const msg = "Exhibit %s was shown to the reviewer only. A decision cannot rely on what the other side has not seen."
			return nil, &Error{Kind: Invalid, Msg: msg, Args: []any{e.Label}, Fields: []FieldError{{Field: "evidence", Msg: msg, Args: []any{e.Label}}}}
		}
		if e.Sealed() || e.Drawing == DrawFailed {
			const msg = "Exhibit %s cannot be shown to the other side: it is being checked for viruses, one was found, or its pages cannot be drawn. A decision cannot rely on it."
			return nil, &Error{Kind: Invalid, Msg: msg, Args: []any{e.Label}, Fields: []FieldError{{Field: "evidence", Msg: msg, Args: []any{e.Label}}}}
		}
		ids = append(ids, e.ID)
	}
	return ids, nil
}

func fieldAt(field string, position int) string {
	return fmt.Sprintf("%s-%d", field, position)
}

// publish records a decision's moves, one event for each kind of move, and tells
// the parties. data is what each of the events names.
func (t *tx) publish(f *casefile, a Actor, d Decision, data EventData) error {
	by := map[Move][]ItemMove{}
	var order []Move
	items := map[Move][]*Item{}
	for _, r := range d.Rulings {
		i, m := f.at(r.Item), r.Move
		if m == MoveAccept && r.To == Intake {
			m = firstAccept
		}
		if by[m] == nil {
			order = append(order, m)
		}
		by[m] = append(by[m], ItemMove{Item: r.Item, Move: r.Move, From: r.From, To: r.To, Due: i.DueAt})
		items[m] = append(items[m], i)
	}
	for _, m := range order {
		data.Code = codeOf(d, m)
		if err := t.recordMoves(f, a, eventOfRuling(d.Kind, m), by[m], data); err != nil {
			return err
		}
		if err := t.tellRuling(f, d, m, items[m]); err != nil {
			return err
		}
	}
	if d.Kind != DecisionAppeal {
		return nil
	}
	return t.db.Model(&Appeal{}).Where("case_id = ? AND decided_at IS NULL", f.Case.ID).Updates(map[string]any{"decided_at": t.now}).Error
}

func codeOf(d Decision, m Move) string {
	for _, r := range d.Rulings {
		if r.Move == m {
			return r.Code
		}
	}
	return ""
}

// firstAccept stands for an acceptance that a second reviewer has to make too:
// nobody is told of it before.
const firstAccept Move = "first_accept"

func eventOfRuling(kind DecisionKind, m Move) EventKind {
	switch {
	case m == firstAccept:
		return EventFirstAccepted
	case m == MoveConfirmRemoval:
		return EventRemovalConfirmed
	case m == MoveAccept:
		return EventNoticeAccepted
	case m == MoveAskMore:
		return EventInfoAsked
	case m == MoveRefuse:
		return EventNoticeRefused
	case m == MoveLetGoOn:
		return EventLetGoOn
	case kind == DecisionAppeal:
		return EventAppealDecided
	case kind == DecisionCourt:
		return EventCourtOutcome
	case kind == DecisionOrder:
		return EventOrder
	case m == MoveReverseOwn:
		return EventOwnReversed
	case m == MoveReclassify:
		return EventReclassified
	default:
		return EventDecided
	}
}

// tellRuling writes to each party whom a ruling concerns; a legal notice starts
// the clock of whose turn it is, and of the appeal.
func (t *tx) tellRuling(f *casefile, d Decision, m Move, items []*Item) error {
	p := MailPayload{Items: positions(items), DecisionID: d.PublicID, Kind: string(d.Kind), Outcome: items[0].State, Reason: codeOf(d, m), DueAt: earliestDue(items)}
	seller := letter{to: PartySeller, kind: MsgDecided, payload: p, legal: true, starts: in(items, AwaitingSeller, Removed), tells: in(items, Upheld)}
	holder := letter{to: PartyHolder, kind: MsgDecided, payload: p, legal: true, tells: in(items, Restored, Rejected)}
	switch m {
	case firstAccept:
		return nil
	case MoveConfirmRemoval:
		seller.kind = MsgRemovedSilence
	case MoveAccept:
		seller.kind, holder.kind, holder.legal = MsgComplaint, MsgAccepted, false
		if items[0].State == Removed || items[0].State == StatutoryWait {
			seller.kind = MsgRemovedFirst
		}
	case MoveAskMore:
		return t.tell(f, letter{to: PartyHolder, kind: MsgNeedsInfo, payload: p, legal: true, starts: items})
	case MoveRefuse:
		holder.kind = MsgRefused
	case MoveReclassify: // no clock starts, and nothing ends
		seller = letter{to: PartySeller, kind: MsgDecided, payload: p}
		holder = letter{to: PartyHolder, kind: MsgDecided, payload: p}
	default:
	}
	if f.told(p.Items) {
		if err := t.tell(f, seller); err != nil {
			return err
		}
	}
	return t.tell(f, holder)
}

// in keeps the items that are in one of some states.
func in(items []*Item, states ...State) []*Item {
	var out []*Item
	for _, i := range items {
		if contains(states, i.State) {
			out = append(out, i)
		}
	}
	return out
}

func (f *casefile) at(position int) *Item {
	for n := range f.Items {
		if f.Items[n].Position == position {
			return &f.Items[n]
		}
	}
	return nil
}
