package present

import (
	"encoding/json"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// Names is how the sides of a case are called in its timeline, which is the same
// for both of them (promise 9).
type Names struct {
	Holder   string
	Seller   string
	Platform string         // the marketplace's name; "The platform" when empty
	Refs     map[int]string // listing ids by position; an item that is not here is not named
}

// shownRefs is how many listings a sentence names before it counts the rest.
const shownRefs = 3

// Timeline is what happened in a case, newest first. events are in their order
// of happening.
func (r Reader) Timeline(events []ipcase.Event, n Names) views.Timeline {
	var out views.Timeline
	for i := len(events) - 1; i >= 0; i-- {
		if e, ok := r.event(events[i], n); ok {
			out.Events = append(out.Events, e)
		}
	}
	return out
}

func (r Reader) event(e ipcase.Event, n Names) (views.TimelineEvent, bool) {
	var d ipcase.EventData
	if e.Data != "" {
		if err := json.Unmarshal([]byte(e.Data), &d); err != nil {
			return views.TimelineEvent{}, false
		}
	}
	text := r.eventText(e, d, n)
	if text == "" {
		return views.TimelineEvent{}, false
	}
	out := views.TimelineEvent{Who: "system", Time: r.ShortTime(e.At), Text: text, Hash: ShortHash(e.Hash)}
	if subjectless(e.Kind) || clockFact(e.Kind, d) {
		return out, true
	}
	switch e.Party {
	case ipcase.PartyHolder:
		out.Lead = n.Holder
	case ipcase.PartySeller:
		out.Lead = n.Seller
	case ipcase.PartyPlatform:
		out.Lead = orElse(n.Platform, r.T("The platform"))
	case ipcase.PartySystem, ipcase.PartyPublic:
		return out, true
	}
	if e.Party != ipcase.PartyPlatform {
		out.Who = "other"
		if e.Party == r.Party {
			out.Who = "you"
		}
	}
	return out, true
}

// subjectless events are told as facts, whoever recorded them.
func subjectless(k ipcase.EventKind) bool {
	switch k {
	case ipcase.EventDelivered, ipcase.EventSilence, ipcase.EventRightBlocked, ipcase.EventGuarded, ipcase.EventGuardBlocked, ipcase.EventPowerBlocked, ipcase.EventPowerEnded, ipcase.EventStaysDown,
		ipcase.EventExhibitSealed, ipcase.EventListingDown, ipcase.EventListingBack, ipcase.EventOutsideFailed,
		ipcase.EventPageCaptured, ipcase.EventPageNotCaptured:
		return true
	default:
		return false
	}
}

func (r Reader) eventText(e ipcase.Event, d ipcase.EventData, n Names) string {
	what := r.refs(e.Items, d, n)
	switch e.Kind {
	case ipcase.EventFiled:
		return r.T("submitted the complaint")
	case ipcase.EventCaseOpened:
		return r.T("complained about %s", what)
	case ipcase.EventNoticeAccepted:
		return r.T("accepted the complaint about %s", what)
	case ipcase.EventInfoAsked:
		return r.T("asked the complainant for more information about %s", what)
	case ipcase.EventCompleted:
		return r.T("completed the complaint about %s", what)
	case ipcase.EventNoticeRefused:
		return r.T("did not accept the complaint about %s", what)
	case ipcase.EventDelivered:
		return r.delivered(d, n)
	case ipcase.EventDeleted:
		return r.T("deleted %s", what)
	case ipcase.EventCountered:
		if d.Attempt > 1 {
			return r.T("filed counter-notification no. %d for %s", d.Attempt, what)
		}
		return r.T("filed a counter-notification for %s", what)
	case ipcase.EventCounterAccepted:
		return r.T("accepted the counter-notification for %s", what)
	case ipcase.EventContested:
		return r.T("contested the counter-notification for %s", what)
	case ipcase.EventCourtShown:
		return r.T("showed court action about %s", what)
	case ipcase.EventDecided:
		return r.T("decided: %s", r.outcomes(d, n, what))
	case ipcase.EventWithdrawn:
		return r.T("withdrew the complaint about %s", what)
	case ipcase.EventCourtOutcome:
		return r.T("recorded the outcome of the court: %s", r.outcomes(d, n, what))
	case ipcase.EventWritten:
		return r.T("wrote to the other side through the portal")
	case ipcase.EventExhibitAsked:
		return r.T("asked who filed exhibit %s to show it to the other side", d.Exhibit)
	case ipcase.EventExhibitOpened:
		return r.T("showed exhibit %s to the other side, which only reviewers had seen", d.Exhibit)
	case ipcase.EventExhibitSealed:
		return r.T("A virus was found in exhibit %s. The file is sealed, and nobody is given it", d.Exhibit)
	default:
		return r.laterText(e, d, n, what)
	}
}

// laterText is of what comes after a first decision, or instead of one.
func (r Reader) laterText(e ipcase.Event, d ipcase.EventData, n Names, what string) string {
	switch e.Kind {
	case ipcase.EventAppealed:
		return r.T("appealed about %s", what)
	case ipcase.EventAppealDecided:
		return r.T("decided the appeal: %s", r.outcomes(d, n, what))
	case ipcase.EventFirstAccepted:
		return r.T("accepted the complaint about %s as the first of two reviewers", what)
	case ipcase.EventRemovalConfirmed:
		return r.T("confirmed the removal of %s after the seller’s time ran out", what)
	case ipcase.EventLetGoOn:
		return r.T("let the complaint about %s go on", what)
	case ipcase.EventReclassified:
		return r.T("gave the complaint about %s another reason", what)
	case ipcase.EventOwnReversed:
		return r.T("reversed its own decision: %s", r.outcomes(d, n, what))
	case ipcase.EventOrder:
		return r.T("recorded an order of a court or an authority: %s", r.outcomes(d, n, what))
	case ipcase.EventHoldLooked:
		return r.T("looked at the hold; the next look is on %s", r.Day(*d.DueAt).Text)
	default:
		return r.systemText(e, d, n, what)
	}
}

func (r Reader) systemText(e ipcase.Event, d ipcase.EventData, n Names, what string) string {
	switch e.Kind {
	case ipcase.EventSilence:
		return r.silenceText(d, n, what)
	case ipcase.EventRightBlocked:
		return r.T("The right was not in force when the time for %s ran out. A reviewer looks at it first", what)
	case ipcase.EventGuarded:
		return r.T("Many complaints about this shop came in before a sales event: two reviewers look at %s", what)
	case ipcase.EventGuardBlocked:
		if d.Code != "" {
			return r.T("The time for %s ran out, and the notice was filed without an account. A reviewer looks at it first", what)
		}
		return r.T("The time for %s ran out in the days before a sales event. A reviewer looks at it first", what)
	case ipcase.EventPowerBlocked:
		return r.T("No power of attorney of the agent was in force when the time for %s ran out. A reviewer looks at it first", what)
	case ipcase.EventStaysDown:
		return r.T("%s stays offline for another reason", what)
	case ipcase.EventListingDown:
		return r.T("The marketplace took %s offline", what)
	case ipcase.EventListingBack:
		return r.T("The marketplace put %s back online", what)
	case ipcase.EventOutsideFailed:
		return r.T("A delivery was given up after many attempts; staff were told")
	case ipcase.EventOutsideAgain:
		return r.T("had a delivery tried again that was given up")
	case ipcase.EventRightRegistered:
		return r.T("registered the right")
	case ipcase.EventRightVerified:
		return r.T("verified the right")
	case ipcase.EventRightRefused:
		return r.T("did not accept the right")
	default:
		if text := r.powerEvent(e.Kind, d); text != "" {
			return text
		}
		if text := r.clockEvent(e.Kind, d, n, what); text != "" {
			return text
		}
		if text := r.moveEvent(e.Kind, d, what); text != "" {
			return text
		}
		if text := r.captureEvent(e.Kind, d, what); text != "" {
			return text
		}
		return r.identityText(e.Kind)
	}
}

func (r Reader) delivered(d ipcase.EventData, n Names) string {
	to := n.Seller
	if d.To == ipcase.PartyHolder {
		to = n.Holder
	}
	switch d.How {
	case "opened":
		return r.T("The notice reached %s: opened here", to)
	case "mail_accepted":
		return r.T("The notice reached %s: accepted by its mail server", to)
	default:
		return r.T("The notice reached %s: recorded by a reviewer", to)
	}
}

// silenceText says what happened because somebody did nothing.
func (r Reader) silenceText(d ipcase.EventData, n Names, what string) string {
	if len(d.Moves) == 0 {
		return r.T("The time for %s ran out", what)
	}
	switch m := d.Moves[0]; m.From {
	case ipcase.NeedsInfo:
		return r.T("%s did not complete the complaint in time. It lapsed for %s", n.Holder, what)
	case ipcase.AwaitingSeller:
		return r.T("%s did not respond in time. %s: removed", n.Seller, what)
	case ipcase.Removed:
		return r.T("%s did not respond in time. The complaint about %s is closed and the removal stays", n.Seller, what)
	case ipcase.FixProposed:
		return r.T("%s did not answer in time. The fix of %s counts as accepted", n.Holder, what)
	case ipcase.Countered:
		return r.T("%s did not answer in time. %s: kept", n.Holder, what)
	case ipcase.StatutoryWait:
		return r.T("%s did not show court action in time. %s: put back", n.Holder, what)
	default:
		return r.T("The time for %s ran out", what)
	}
}

// outcomes says where a decision led, by outcome: "complaint upheld for A and B;
// not upheld for C".
func (r Reader) outcomes(d ipcase.EventData, n Names, what string) string {
	byWord := map[string][]string{}
	var order []string
	for _, m := range d.Moves {
		ref, ok := n.Refs[m.Item]
		if !ok {
			continue
		}
		word := outcomeKey(m.To)
		if byWord[word] == nil {
			order = append(order, word)
		}
		byWord[word] = append(byWord[word], ref)
	}
	if len(order) == 0 {
		return what
	}
	var parts []string
	for _, word := range order {
		parts = append(parts, r.T(word, r.some(byWord[word])))
	}
	sep := "; "
	if r.chinese() {
		sep = "；"
	}
	return strings.Join(parts, sep)
}

func outcomeKey(to ipcase.State) string {
	switch to {
	case ipcase.Removed, ipcase.Upheld:
		return views.Key("complaint upheld for %s")
	case ipcase.Restored:
		return views.Key("complaint not upheld for %s")
	case ipcase.Rejected:
		return views.Key("complaint not accepted for %s")
	case ipcase.AwaitingSeller:
		return views.Key("complaint accepted for %s")
	case ipcase.LegalHold:
		return views.Key("on hold until a court has decided: %s")
	default:
		return views.Key("complaint goes on for %s")
	}
}

// refs names the listings of an event that this reader may know of.
func (r Reader) refs(items []int, d ipcase.EventData, n Names) string {
	if d.Ref != "" && len(items) == 0 {
		return d.Ref
	}
	var refs []string
	for _, position := range items {
		if ref, ok := n.Refs[position]; ok {
			refs = append(refs, ref)
		}
	}
	if len(refs) == 0 {
		return r.T("the listings")
	}
	return r.some(refs)
}

// some names a few and counts the rest.
func (r Reader) some(refs []string) string {
	if len(refs) <= shownRefs {
		return r.Join(refs)
	}
	more := len(refs) - shownRefs + 1
	head := refs[:shownRefs-1]
	sep := ", "
	if r.chinese() {
		sep = "、"
	}
	return r.T("%s and %d more", strings.Join(head, sep), more)
}
