package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// moveWords say what somebody does to a listing; where the words depend on the
// procedure, wayWords finds them.
var moveWords = map[ipcase.Move]string{
	ipcase.MoveAccept: views.Key("accepts the complaint"), ipcase.MoveAskMore: views.Key("asks for more"),
	ipcase.MoveComplete: views.Key("adds what is missing"), ipcase.MoveRefuse: views.Key("does not accept the complaint"),
	ipcase.MoveDelete: views.Key("deletes the listing"), ipcase.MoveCounter: views.Key("files a counter-notification"),
	ipcase.MoveAcceptCounter: views.Key("accepts the counter-notification"), ipcase.MoveContest: views.Key("contests the counter-notification"),
	ipcase.MoveUpholdComplaint: views.Key("decides for the complaint"), ipcase.MoveUpholdCounter: views.Key("decides for the counter-notification"),
	ipcase.MoveRetract: views.Key("retracts the complaint"), ipcase.MoveCourtUpheld: views.Key("records that the removal stays"),
	ipcase.MoveCourtRestored: views.Key("records that the listing returns"), ipcase.MoveAppeal: views.Key("appeals"),
	ipcase.MoveOrderUpheld: views.Key("carries out an order: removed"), ipcase.MoveOrderRestored: views.Key("carries out an order: put back"),
	ipcase.MoveOrderHold: views.Key("carries out an order: on hold"), ipcase.MoveReverseOwn: views.Key("corrects an own mistake"),
	ipcase.MoveAffirm: views.Key("affirms the outcome"), ipcase.MoveReverse: views.Key("changes the outcome"),
}

func (r Reader) wayParty(w ipcase.Way) string {
	switch {
	case w.Move == ipcase.MoveAffirm || w.Move == ipcase.MoveReverse:
		return r.T("Another reviewer")
	case w.By == ipcase.PartyHolder:
		return r.T("Complainant")
	case w.By == ipcase.PartySeller:
		return r.T("Seller")
	case w.By == ipcase.PartyPlatform:
		return r.T("Reviewer")
	default:
		return r.T("Nobody")
	}
}

func (r Reader) wayDoes(w ipcase.Way, p ipcase.Procedure) string {
	if w.Move == ipcase.MoveSilence {
		return r.T("the time runs out: %s", r.Span(p.Windows[w.Window]))
	}
	if w.Move == ipcase.MoveCourt {
		return r.T("shows %s", r.action(p))
	}
	if words, ok := moveWords[w.Move]; ok {
		return r.T(words)
	}
	return string(w.Move)
}

// wayWords is a way in one phrase: "Reviewer accepts the complaint".
func (r Reader) wayWords(w ipcase.Way, p ipcase.Procedure) string {
	if w.Move == ipcase.MoveSilence {
		return r.wayDoes(w, p)
	}
	return r.T("%s %s", r.wayParty(w), r.wayDoes(w, p))
}

// procedureWays is who may do what under a procedure, state by state.
func (r Reader) procedureWays(p ipcase.Procedure) []views.ProcedureState {
	var out []views.ProcedureState
	for _, w := range ipcase.Ways(p) {
		name := r.diagramState(w.From)
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, views.ProcedureState{Name: name, Final: w.From.Final()})
		}
		s := &out[len(out)-1]
		within := ""
		if w.Window != "" && w.Move != ipcase.MoveSilence {
			within = r.Span(p.Windows[w.Window])
		}
		s.Ways = append(s.Ways, views.ProcedureWay{
			Who: r.wayParty(w), Does: r.wayDoes(w, p), To: r.diagramState(w.To), Within: within, Silence: w.Move == ipcase.MoveSilence,
		})
	}
	return out
}
