package present

import (
	"encoding/json"

	"ipportal/ipcase"
	"ipportal/views"
)

// MessageLine is a message as the portal's own list shows it. It is written from
// the message alone, so a page of them costs one query.
func (r Reader) MessageLine(m ipcase.Message) views.MessageLine {
	var p ipcase.MailPayload
	if err := json.Unmarshal([]byte(m.Payload), &p); err != nil {
		p = ipcase.MailPayload{}
	}
	line := views.MessageLine{
		Unread: m.ReadAt == nil, Time: r.ShortTime(m.CreatedAt), Subject: r.messageSubject(m.Kind, p), Badge: r.messageBadge(m.Kind),
	}
	n := len(p.Items)
	number := p.CaseNumber
	text := r.T("Open the case")
	switch {
	case number == "" && p.ComplaintNumber != "":
		number, text = p.ComplaintNumber, r.T("Open the complaint")
	case p.IdentityNumber != "":
		number, text = p.IdentityNumber, r.T("Open the page of your identity")
	case p.Abuse != "":
		number, text = p.Abuse, r.T("Open the report")
	case p.Measure != "":
		number, text = p.Measure, r.T("Open the decision")
	case p.Standing:
		number, text = r.T("Your standing"), r.T("Open the page of your standing")
	case p.PowerNumber != "":
		number, text = p.PowerNumber, r.T("Open the power of attorney")
	case number == "":
		number, text = p.RightNumber, r.T("Open the right")
	}
	line.Text = number
	if n > 0 {
		line.Text = r.T("%s · %s", number, r.Listings(n))
	}
	if p.DueAt != nil {
		line.Text = r.T("%s · by %s", line.Text, r.ShortUntil(*p.DueAt).Text)
	}
	line.Link = &views.Link{Text: text, Href: messageHref(p, r.Party == ipcase.PartySeller)}
	return line
}

func (r Reader) messageSubject(kind ipcase.MessageKind, p ipcase.MailPayload) string {
	switch kind {
	case ipcase.MsgFiled:
		return r.T("We received your complaint")
	case ipcase.MsgNeedsInfo:
		return r.T("Your complaint needs more information")
	case ipcase.MsgRefused:
		return r.T("Your complaint was not accepted for these listings")
	case ipcase.MsgAccepted:
		return r.T("Your complaint was accepted; the seller is being told")
	case ipcase.MsgComplaint:
		return r.T("There is a complaint about your listings")
	case ipcase.MsgRemovedFirst:
		return r.T("Listings are being removed after a complaint")
	case ipcase.MsgRemovedSilence:
		return r.T("Listings are being removed, as no response came in time")
	case ipcase.MsgSellerDeleted:
		return r.T("The seller deleted listings that you complained about")
	case ipcase.MsgCountered:
		return r.T("The seller filed a counter-notification")
	case ipcase.MsgCounterFiled:
		return r.T("We received your counter-notification")
	case ipcase.MsgWithdrawn:
		return r.T("The complainant withdrew its complaint")
	default:
		return r.laterSubject(kind, p)
	}
}

func (r Reader) laterSubject(kind ipcase.MessageKind, p ipcase.MailPayload) string {
	switch kind {
	case ipcase.MsgAnswered:
		switch ipcase.AnswerKind(p.Kind) {
		case ipcase.AnswerAccept:
			return r.T("The complainant accepts your counter-notification")
		case ipcase.AnswerCourt:
			return r.T("The complainant shows court action")
		default:
			return r.T("The complainant contests your counter-notification")
		}
	case ipcase.MsgDecided:
		return r.T("There is a decision, with its reasons")
	case ipcase.MsgEnded:
		return r.T("A complaint has ended")
	case ipcase.MsgAppealed:
		return r.T("The other side appealed")
	case ipcase.MsgLetter:
		return r.T("The other side wrote to you")
	case ipcase.MsgReminder:
		if p.Kind == ipcase.RemindFourFifths {
			return r.T("Four fifths of your time have passed")
		}
		return r.T("Half of your time has passed")
	case ipcase.MsgClock:
		return r.clockSubject(ipcase.ClockPaperKind(p.Kind))
	case ipcase.MsgLimitNear, ipcase.MsgReappeared:
		return r.staffSubject(kind)
	case ipcase.MsgFixProposed, ipcase.MsgFixAnswered, ipcase.MsgOffered, ipcase.MsgOfferAnswered, ipcase.MsgSettled, ipcase.MsgSellOff:
		return r.moveSubject(kind, p)
	case ipcase.MsgExhibitAsked, ipcase.MsgExhibitOpened, ipcase.MsgExhibitSealed:
		return r.exhibitSubject(kind, p.Exhibit)
	case ipcase.MsgRightVerified:
		return r.T("Your right was verified")
	case ipcase.MsgRightRefused:
		return r.T("Your right was not accepted")
	case ipcase.MsgPowerVerified, ipcase.MsgPowerRefused, ipcase.MsgPowerConfirmed, ipcase.MsgPowerEnding, ipcase.MsgPowerEnded, ipcase.MsgPowerRevoked:
		return r.powerSubject(kind, ipcase.PowerSide(p.Kind))
	case ipcase.MsgMeasure, ipcase.MsgMeasureEnded, ipcase.MsgMeasureAppeal, ipcase.MsgTierGiven, ipcase.MsgTierLost:
		return r.measureSubject(kind)
	case ipcase.MsgAbuseFiled, ipcase.MsgAbuseReported, ipcase.MsgAbuseAnswered, ipcase.MsgAbuseDecided, ipcase.MsgAbuseAppealed, ipcase.MsgAbuseLate:
		return r.abuseSubject(kind)
	case ipcase.MsgIdentityVerified:
		return r.T("Your identity was verified")
	case ipcase.MsgIdentityRefused:
		return r.T("Your identity paper was not accepted")
	default:
		return r.T("News about your case")
	}
}

func (r Reader) exhibitSubject(kind ipcase.MessageKind, exhibit string) string {
	switch kind {
	case ipcase.MsgExhibitAsked:
		return r.T("A reviewer asks you to show exhibit %s to the other side", exhibit)
	case ipcase.MsgExhibitOpened:
		return r.T("The other side shows you exhibit %s", exhibit)
	default:
		return r.T("A virus was found in a file of yours")
	}
}

// messageBadge marks the messages after which it is the reader's turn.
func (r Reader) messageBadge(kind ipcase.MessageKind) views.Badge {
	switch kind {
	case ipcase.MsgComplaint, ipcase.MsgNeedsInfo, ipcase.MsgReminder:
		return views.Badge{Tone: views.Warn, Text: r.T("Your turn")}
	case ipcase.MsgFixProposed, ipcase.MsgExhibitAsked:
		return views.Badge{Tone: views.Warn, Text: r.T("Your turn")}
	case ipcase.MsgCountered:
		return views.Badge{Tone: views.Dispute, Text: r.T("Your turn")}
	case ipcase.MsgRemovedFirst, ipcase.MsgRemovedSilence:
		return views.Badge{Tone: views.Danger, Text: r.T("Removed")}
	case ipcase.MsgDecided:
		return views.Badge{Tone: views.Neutral, Text: r.T("Decision")}
	default:
		return views.Badge{}
	}
}

// staffSubject is what the platform's own people are told.
func (r Reader) staffSubject(kind ipcase.MessageKind) string {
	if kind == ipcase.MsgReappeared {
		return r.T("A listing that was taken down is offered again")
	}
	return r.T("The outer limit of the law is near")
}
