package ipcase

import "context"

// AnswerCounter is a holder's reply to a counter-notification.
type AnswerCounter struct {
	FormID      string
	Case        string
	Items       []Chosen
	Kind        AnswerKind
	Explanation string
	Lang        string
	Court       string // or authority
	CourtNumber string
	Action      CourtAction // which step; "" where the procedure counts one only
}

// AnswerCounter accepts or contests a counter-notification, or shows court
// action, for chosen items. Pressing twice answers once.
func (s *Service) AnswerCounter(ctx context.Context, a Actor, in AnswerCounter) error {
	if a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.holderCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		done := map[AnswerKind]State{AnswerAccept: Restored, AnswerContest: Contested, AnswerCourt: LegalHold}
		if to, ok := done[in.Kind]; ok && f.allIn(in.Items, to) {
			return nil
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		in.Action = f.Procedure.actionOf(in)
		if err := checkAnswer(f.Procedure, in, len(files)); err != nil {
			return err
		}
		picked, err := f.choose(PartyHolder, in.Items)
		if err != nil {
			return err
		}
		return t.answerCounter(f, a, in, picked, files)
	})
}

// actionOf is the step that an answer shows: where the procedure counts one only,
// it need not be chosen.
func (p Procedure) actionOf(in AnswerCounter) CourtAction {
	switch {
	case in.Kind != AnswerCourt:
		return ""
	case in.Action == "" && len(p.CourtActions) == 1:
		return p.CourtActions[0]
	default:
		return in.Action
	}
}

func checkAnswer(rules Procedure, in AnswerCounter, files int) error {
	var p problems
	switch in.Kind {
	case AnswerAccept:
		checkText(&p, "explanation", "", in.Explanation, MaxExplanation, false)
	case AnswerContest:
		checkText(&p, "explanation", "Say why the counter-notification is wrong.", in.Explanation, MaxExplanation, true)
		if files == 0 {
			p.add("evidence", "Add at least one file that shows what you say.")
		}
	case AnswerCourt:
		checkText(&p, "explanation", "", in.Explanation, MaxExplanation, false)
		if !rules.Holds(in.Action) {
			p.add("action", "Choose which step you have taken.")
		}
		checkText(&p, "court", "Enter the name of the court or authority.", in.Court, MaxShortText, true)
		checkText(&p, "court_number", "Enter the case number there.", in.CourtNumber, MaxShortText, true)
		if files == 0 {
			p.add("evidence", "Add what you filed there, or its acknowledgement, as a file.")
		}
	default:
		p.add("kind", "Choose what you answer.")
	}
	return p.err()
}

func (t *tx) answerCounter(f *casefile, a Actor, in AnswerCounter, picked []*Item, files []Exhibit) error {
	move, event := MoveAcceptCounter, EventCounterAccepted
	switch in.Kind {
	case AnswerContest:
		move, event = MoveContest, EventContested
	case AnswerCourt:
		move, event = MoveCourt, EventCourtShown
	case AnswerAccept, AnswerCompletion:
	}
	moves, err := t.act(f, a, move, picked)
	if err != nil {
		return err
	}
	ans := Answer{
		CaseID: f.Case.ID, Kind: in.Kind, Explanation: in.Explanation, Lang: formLang(in.Lang), Court: in.Court,
		CourtNumber: in.CourtNumber, CourtAction: in.Action, Items: positions(picked), FiledAt: t.now, FiledBy: a.PersonID,
	}
	texts, salts, err := commit(ans.texts())
	if err != nil {
		return err
	}
	ans.Salts = salts
	if err := t.insert([]*Answer{&ans}); err != nil {
		return err
	}
	if err := t.fileExhibits(a, files, belongs{answer: &ans.ID, file: f}); err != nil {
		return err
	}
	data := EventData{Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts, Code: string(in.Action)}
	if err := t.recordMoves(f, a, event, moves, data); err != nil {
		return err
	}
	err = t.tell(f, letter{to: PartySeller, kind: MsgAnswered, payload: MailPayload{Items: ans.Items, Kind: string(in.Kind)}})
	if err != nil {
		return err
	}
	return t.settle(f)
}
