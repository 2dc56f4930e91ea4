package ipcase

import "context"

// AnswerFix is a yes or no to the fix of chosen listings.
type AnswerFix struct {
	Case  string
	Items []Chosen
	Kind  FixReplyKind
	Words string // why not
	Lang  string
}

// AnswerFix accepts or refuses a fix, as the holder or as a reviewer. After a no
// the rest of the seller's clock runs on, from the delivery of that answer.
// Pressing twice answers once.
func (s *Service) AnswerFix(ctx context.Context, a Actor, in AnswerFix) error {
	if a.Party != PartyHolder && !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		load, perm := t.holderCase, PermAnswer
		if a.Party == PartyPlatform {
			load, perm = t.reviewCase, PermReview
		}
		f, err := load(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(perm); err != nil {
			return err
		}
		move, event, to := MoveAcceptFix, EventFixAccepted, Fixed
		if in.Kind == FixRefused {
			move, event, to = MoveRefuseFix, EventFixRefused, AwaitingSeller
		}
		if f.allIn(in.Items, to) {
			return nil
		}
		var p problems
		if in.Kind != FixAccepted && in.Kind != FixRefused {
			p.add("kind", "Choose whether the fix is enough.")
		}
		checkText(&p, "words", "Say what is still wrong with the listings.", in.Words, MaxComment, in.Kind == FixRefused)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(a.Party, in.Items)
		if err != nil {
			return err
		}
		moves, err := t.act(f, a, move, picked)
		if err != nil {
			return err
		}
		return t.answerFix(f, a, in, event, moves, picked)
	})
}

func (t *tx) answerFix(f *casefile, a Actor, in AnswerFix, event EventKind, moves []ItemMove, picked []*Item) error {
	reply := FixReply{
		CaseID: f.Case.ID, Party: a.Party, Kind: in.Kind, Words: in.Words, Lang: formLang(in.Lang), Items: positions(picked),
		FiledAt: t.now, FiledBy: a.PersonID,
	}
	texts, salts, err := commit(reply.texts())
	if err != nil {
		return err
	}
	reply.Salts = salts
	if err := t.insert([]*FixReply{&reply}); err != nil {
		return err
	}
	if err := t.recordMoves(f, a, event, moves, EventData{Texts: texts}); err != nil {
		return err
	}
	p := MailPayload{Items: reply.Items, Kind: string(in.Kind), By: a.Party}
	l := letter{to: PartySeller, kind: MsgFixAnswered, payload: p}
	if in.Kind == FixRefused {
		l.legal, l.starts = true, picked
	}
	if err := t.tell(f, l); err != nil {
		return err
	}
	if a.Party == PartyPlatform {
		if err := t.tell(f, letter{to: PartyHolder, kind: MsgFixAnswered, payload: p}); err != nil {
			return err
		}
	}
	return t.settle(f)
}
