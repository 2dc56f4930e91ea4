package present

import (
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// ItemBadge says how one listing stands for this reader. Outcomes are neutral to
// everybody but the two sides: no colour takes sides.
func (r Reader) ItemBadge(i ipcase.Item) views.Badge {
	b := r.stateBadge(i.State, i.EndedByDecision)
	switch {
	case i.State == ipcase.AwaitingSeller && r.Party == ipcase.PartySeller:
		b.Text = r.T("Needs your answer")
	case i.State == ipcase.StatutoryWait && i.DueAt != nil:
		day, _ := r.end(*i.DueAt)
		b.Text = r.T("Waiting for court action until %s", r.ShortDay(day).Text)
	}
	return b
}

// CaseBadge says how a whole case stands for this reader. states counts the
// case's items; decided says that a reviewer's decision made the end.
func (r Reader) CaseBadge(status ipcase.CaseStatus, states map[ipcase.State]int, decided bool) views.Badge {
	if status == ipcase.StatusMixed {
		return views.Badge{Tone: views.Neutral, Text: r.mixed(states)}
	}
	return r.stateBadge(ipcase.State(status), decided)
}

// mixed says how the listings of one case ended: "1 kept, 2 removed".
func (r Reader) mixed(states map[ipcase.State]int) string {
	removed, kept, other := 0, 0, 0
	for s, n := range states {
		switch s {
		case ipcase.Upheld, ipcase.DeletedBySeller:
			removed += n
		case ipcase.Restored, ipcase.Withdrawn, ipcase.Rejected, ipcase.Lapsed, ipcase.Fixed:
			kept += n
		default:
			other += n
		}
	}
	var parts []string
	if kept > 0 {
		parts = append(parts, r.T("%d kept", kept))
	}
	if removed > 0 {
		parts = append(parts, r.T("%d removed", removed))
	}
	if other > 0 {
		parts = append(parts, r.T("%d open", other))
	}
	sep := ", "
	if r.chinese() {
		sep = "，"
	}
	return strings.Join(parts, sep)
}

func (r Reader) stateBadge(s ipcase.State, decided bool) views.Badge {
	switch r.Party {
	case ipcase.PartySeller:
		return r.sellerBadge(s, decided)
	case ipcase.PartyHolder:
		return r.holderBadge(s, decided)
	default:
		return r.neutralBadge(s)
	}
}

func (r Reader) sellerBadge(s ipcase.State, decided bool) views.Badge {
	switch s {
	case ipcase.AwaitingSeller:
		return views.Badge{Tone: views.Warn, Text: r.T("Your response needed")}
	case ipcase.Countered:
		return views.Badge{Tone: views.Dispute, Text: r.T("Counter-notification filed")}
	case ipcase.Removed:
		return views.Badge{Tone: views.Danger, Text: r.T("Removed")}
	case ipcase.FixProposed:
		return views.Badge{Tone: views.Info, Text: r.T("Fix proposed")}
	case ipcase.Fixed:
		return views.Badge{Tone: views.Success, Text: r.T("Fixed, listing kept")}
	case ipcase.DeletedBySeller:
		return views.Badge{Tone: views.Neutral, Text: r.T("Deleted by you")}
	case ipcase.Upheld:
		if decided {
			return views.Badge{Tone: views.Danger, Text: r.T("Removed after decision")}
		}
		return views.Badge{Tone: views.Danger, Text: r.T("Removed – no response")}
	case ipcase.Restored:
		return views.Badge{Tone: views.Success, Text: r.T("Listing kept")}
	case ipcase.Withdrawn:
		return views.Badge{Tone: views.Neutral, Text: r.T("Complaint withdrawn")}
	default:
		return r.sharedBadge(s)
	}
}

func (r Reader) holderBadge(s ipcase.State, decided bool) views.Badge {
	switch s {
	case ipcase.Intake:
		return views.Badge{Tone: views.Info, Text: r.T("Being checked")}
	case ipcase.NeedsInfo:
		return views.Badge{Tone: views.Warn, Text: r.T("More information needed")}
	case ipcase.FixProposed:
		return views.Badge{Tone: views.Warn, Text: r.T("Fix to look at")}
	case ipcase.Fixed:
		return views.Badge{Tone: views.Success, Text: r.T("Fixed by seller")}
	case ipcase.AwaitingSeller:
		return views.Badge{Tone: views.Info, Text: r.T("Waiting for seller")}
	case ipcase.Countered:
		return views.Badge{Tone: views.Dispute, Text: r.T("Counter-notification received")}
	case ipcase.Removed:
		return views.Badge{Tone: views.Success, Text: r.T("Removed")}
	case ipcase.DeletedBySeller:
		return views.Badge{Tone: views.Success, Text: r.T("Deleted by seller")}
	case ipcase.Upheld:
		if decided {
			return views.Badge{Tone: views.Success, Text: r.T("Removed after decision")}
		}
		return views.Badge{Tone: views.Success, Text: r.T("Removed")}
	case ipcase.Restored:
		if decided {
			return views.Badge{Tone: views.Neutral, Text: r.T("Not upheld")}
		}
		return views.Badge{Tone: views.Neutral, Text: r.T("Listing kept")}
	case ipcase.Withdrawn:
		return views.Badge{Tone: views.Neutral, Text: r.T("Withdrawn")}
	default:
		return r.sharedBadge(s)
	}
}

// sharedBadge is the states that both sides see in the same words.
func (r Reader) sharedBadge(s ipcase.State) views.Badge {
	switch s {
	case ipcase.Contested:
		return views.Badge{Tone: views.Info, Text: r.T("Under review")}
	case ipcase.StatutoryWait:
		return views.Badge{Tone: views.Info, Text: r.T("Waiting for court action")}
	case ipcase.LegalHold:
		return views.Badge{Tone: views.Dispute, Text: r.T("Paused for a court or authority")}
	case ipcase.Appealed:
		return views.Badge{Tone: views.Info, Text: r.T("Appeal under review")}
	case ipcase.Lapsed:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not completed in time")}
	case ipcase.Rejected:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not accepted")}
	default:
		return r.neutralBadge(s)
	}
}

// neutralBadge is what reviewers and the public see.
func (r Reader) neutralBadge(s ipcase.State) views.Badge {
	words := map[ipcase.State]string{
		ipcase.Intake: views.Key("Intake check"), ipcase.NeedsInfo: views.Key("Waiting for complainant"),
		ipcase.AwaitingSeller: views.Key("Waiting for seller"), ipcase.Removed: views.Key("Removed, seller may answer"),
		ipcase.Countered: views.Key("Waiting for complainant"), ipcase.Contested: views.Key("To be decided"),
		ipcase.StatutoryWait: views.Key("Waiting for court action"), ipcase.LegalHold: views.Key("Court action notified"),
		ipcase.Appealed: views.Key("Appeal"), ipcase.DeletedBySeller: views.Key("Deleted by seller"),
		ipcase.Upheld: views.Key("Removed"), ipcase.Restored: views.Key("Kept"), ipcase.Withdrawn: views.Key("Withdrawn"),
		ipcase.FixProposed: views.Key("Fix proposed"), ipcase.Fixed: views.Key("Fixed"),
		ipcase.Rejected: views.Key("Not accepted"), ipcase.Lapsed: views.Key("Not completed in time"),
		ipcase.State(ipcase.StatusMixed): views.Key("Different outcomes"),
	}
	return views.Badge{Tone: views.Neutral, Text: r.T(words[s])}
}

// Visible says whether buyers see a listing now.
func (r Reader) Visible(v ipcase.Visibility) string {
	switch v {
	case ipcase.Live:
		return r.T("Online now")
	case ipcase.TakingDown:
		return r.T("Being taken offline")
	case ipcase.Down:
		return r.T("Offline now")
	case ipcase.Restoring:
		return r.T("Being put back online")
	default:
		return ""
	}
}

// rightSoon is how long before its end a right is marked.
const rightSoon = 60 * 24 * time.Hour

// RightBadge says how a right stands.
func (r Reader) RightBadge(right ipcase.Right) views.Badge {
	switch {
	case right.Status == ipcase.RightPending:
		return views.Badge{Tone: views.Info, Text: r.T("Being verified")}
	case right.Status == ipcase.RightRefused:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not accepted")}
	case !right.InForceOn(r.Now) && right.ValidFrom.After(r.Now):
		return views.Badge{Tone: views.Neutral, Text: r.T("Not yet in force")}
	case !right.InForceOn(r.Now):
		return views.Badge{Tone: views.Danger, Text: r.T("Ended")}
	case right.ValidUntil != nil && right.ValidUntil.Sub(r.Now) < rightSoon:
		days := int(right.ValidUntil.Sub(r.Now.UTC().Truncate(24*time.Hour)) / (24 * time.Hour))
		return views.Badge{Tone: views.Warn, Text: r.N(days, "Ends in %d day", "Ends in %d days")}
	default:
		return views.Badge{Tone: views.Success, Text: r.T("In force")}
	}
}

// ExhibitBadge says who can see an exhibit, or that it is sealed.
func (r Reader) ExhibitBadge(e ipcase.Exhibit) views.Badge {
	if e.Sealed() {
		return r.scanBadge(e.Scan)
	}
	return r.AccessBadge(e.Visibility)
}

// scanBadge says that a file is sealed; nothing where it is not.
func (r Reader) scanBadge(s ipcase.ScanState) views.Badge {
	switch s {
	case ipcase.ScanChecking:
		return views.Badge{Tone: views.Info, Text: r.T("Being checked for viruses")}
	case ipcase.ScanFound:
		return views.Badge{Tone: views.Danger, Text: r.T("Blocked: virus found")}
	default:
		return views.Badge{}
	}
}

// AccessBadge says who can see an exhibit.
func (r Reader) AccessBadge(v ipcase.ExhibitVisibility) views.Badge {
	if v == ipcase.ReviewerOnly {
		return views.Badge{Tone: views.Neutral, Text: r.T("Reviewer only")}
	}
	return views.Badge{Tone: views.Info, Text: r.T("Both sides can see it")}
}
