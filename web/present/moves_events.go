package present

import "ipportal/ipcase"

// moveEvent tells of fixes, offers and what joins a case. Of an offer it says that
// there is one, and nothing of its terms.
func (r Reader) moveEvent(kind ipcase.EventKind, d ipcase.EventData, what string) string {
	switch kind {
	case ipcase.EventFixProposed:
		return r.T("proposed a fix of %s", what)
	case ipcase.EventFixAccepted:
		return r.T("accepted the fix of %s", what)
	case ipcase.EventFixRefused:
		return r.T("did not accept the fix of %s. The rest of the seller’s time runs on", what)
	case ipcase.EventOffered:
		return r.T("made an offer to settle the complaint about %s", what)
	case ipcase.EventOfferDeclined:
		return r.T("declined the offer to settle the complaint about %s", what)
	case ipcase.EventOfferTakenBack:
		return r.T("took back the offer to settle the complaint about %s", what)
	case ipcase.EventSettled:
		return r.T("accepted the offer to settle. The complaint about %s ends by agreement", what)
	case ipcase.EventJoined:
		return r.T("named %s again in complaint %s, which joins this one", what, d.Number)
	default:
		return ""
	}
}

func (r Reader) moveSubject(kind ipcase.MessageKind, p ipcase.MailPayload) string {
	switch kind {
	case ipcase.MsgFixProposed:
		return r.T("The seller proposes a fix")
	case ipcase.MsgFixAnswered:
		if p.Kind == string(ipcase.FixAccepted) {
			return r.T("The fix is accepted")
		}
		return r.T("The fix is not accepted")
	case ipcase.MsgOffered:
		return r.T("The other side offers to settle")
	case ipcase.MsgOfferAnswered:
		if p.Kind == string(ipcase.OfferTakenBack) {
			return r.T("The offer to settle was taken back")
		}
		return r.T("Your offer to settle was declined")
	case ipcase.MsgSettled:
		return r.T("The complaint is settled")
	default:
		return r.T("An agreed sell-off ends soon")
	}
}
