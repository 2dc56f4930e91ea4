package present

import (
	"slices"

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
	ipcase.MoveProposeFix: views.Key("proposes a fix"), ipcase.MoveAcceptFix: views.Key("accepts the fix"),
	ipcase.MoveRefuseFix: views.Key("does not accept the fix"), ipcase.MoveSettle: views.Key("accepts the other side’s offer to settle"),
	ipcase.MoveExtend: views.Key("gives more time, with the reason"), ipcase.MovePause: views.Key("lets the time stand still, with the reason"),
	ipcase.MoveResume: views.Key("lets the time run on"), ipcase.MoveDispute: views.Key("disputes the delivery that started the time"),
	ipcase.MoveAnew: views.Key("lets the time start anew with another delivery"), ipcase.MoveReclassify: views.Key("gives the complaint another reason of the same right"),
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
	case w.Move == ipcase.MovePause || w.Move == ipcase.MoveResume:
		return r.T("Operator, for many cases at once")
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
	return r.T(moveWords[w.Move])
}

// wayWords is a way in one phrase: "Reviewer accepts the complaint".
func (r Reader) wayWords(w ipcase.Way, p ipcase.Procedure) string {
	if w.Move == ipcase.MoveSilence {
		return r.wayDoes(w, p)
	}
	return r.T("%s %s", r.wayParty(w), r.wayDoes(w, p))
}

// anyTime are the moves that are no step of a case's course: they can be made at
// nearly every stage, and are told once with the stages.
var anyTime = []ipcase.Move{
	ipcase.MoveRetract, ipcase.MoveSettle, ipcase.MoveReclassify, ipcase.MoveExtend, ipcase.MovePause, ipcase.MoveResume, ipcase.MoveDispute, ipcase.MoveAnew,
	ipcase.MoveReverseOwn, ipcase.MoveOrderUpheld, ipcase.MoveOrderRestored, ipcase.MoveOrderHold,
}

// procedureWays is who may do what under a procedure, state by state; what can be
// done at nearly every stage stands apart.
func (r Reader) procedureWays(p ipcase.Procedure) (states []views.ProcedureState, always []views.ProcedureAlways) {
	for _, w := range ipcase.Ways(p) {
		name := r.diagramState(w.From)
		if slices.Contains(anyTime, w.Move) {
			always = r.while(always, w, p, name)
			continue
		}
		if len(states) == 0 || states[len(states)-1].Name != name {
			states = append(states, views.ProcedureState{Name: name})
		}
		s := &states[len(states)-1]
		way := views.ProcedureWay{Who: r.wayParty(w), Does: r.wayDoes(w, p), To: r.diagramState(w.To)}
		if w.Window != "" && w.Move != ipcase.MoveSilence {
			way.Within = r.Span(p.Windows[w.Window])
		}
		last := len(s.Ways) - 1
		if last >= 0 && s.Ways[last].Who == way.Who && s.Ways[last].Does == way.Does {
			s.Ways[last].To = r.T("%s, or %s", s.Ways[last].To, way.To)
			continue
		}
		s.Ways = append(s.Ways, way)
	}
	return states, always
}

// while adds a stage to what can be done in it.
func (r Reader) while(list []views.ProcedureAlways, w ipcase.Way, p ipcase.Procedure, stage string) []views.ProcedureAlways {
	who, does := r.wayParty(w), r.wayDoes(w, p)
	for n := range list {
		if list[n].Who == who && list[n].Does == does {
			if !slices.Contains(list[n].While, stage) {
				list[n].While = append(list[n].While, stage)
			}
			return list
		}
	}
	return append(list, views.ProcedureAlways{Who: who, Does: does, While: []string{stage}})
}
