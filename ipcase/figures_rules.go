package ipcase

import (
	"slices"
	"strconv"
	"time"
)

// figureFacts is what an event's figures are made from beside the event.
type figureFacts struct {
	procedure string
	rightType RightType
	territory string
	trusted   bool        // a trusted flagger filed the complaint
	filedAt   time.Time   // the complaint
	counters  []time.Time // when counter-notifications were filed, oldest first
	appeals   []time.Time
	decisions []Decision // kind, ground, rulings, oldest first
	orderAt   time.Time  // an authority's order came in
	abuseAt   time.Time  // the report of abuse was filed
	measure   MeasureKind
}

// figuresOf are the counts that an event adds.
func figuresOf(e Event, f figureFacts) (list []Figure) {
	add := func(kind FigureKind, detail string, n int64) {
		list = append(list, Figure{
			Month: e.At.UTC().Format("2006-01"), Kind: kind, Detail: detail, Procedure: f.procedure, RightType: f.rightType, Territory: f.territory, Count: n,
		})
	}
	hours := func(kind FigureKind, since time.Time) {
		if !since.IsZero() {
			add(kind, strconv.Itoa(hoursBegun(e.At.Sub(since))), 1)
		}
	}
	d := e.Told()
	defer func() { list = append(list, trustedOf(list, f)...) }()
	switch e.Kind {
	case EventFiled:
		add(FigComplaints, "", 1)
	case EventCaseOpened:
		add(FigListings, "", int64(len(d.Moves)))
	case EventCountered:
		add(FigCounters, d.Code, 1)
	case EventAppealed:
		add(FigAppeals, string(e.Party), 1)
	case EventAbuseReported:
		add(FigAbuse, string(e.Party), 1)
	case EventOrderReceived:
		add(FigOrders, d.Code, 1)
	case EventOrderAnswered:
		hours(FigHoursOrder, f.orderAt)
	case EventAbuseDecided:
		add(FigAbuseEnd, d.Code, 1)
		hours(FigHoursAbuse, f.abuseAt)
	case EventMeasureImposed:
		add(FigMeasures, string(f.measure), 1)
	case EventNoticeAccepted, EventNoticeRefused:
		if len(d.Moves) > 0 && d.Moves[0].From == Intake && d.Moves[0].To != Intake && f.firstOf(e) {
			hours(FigHoursNotice, f.filedAt)
		}
	case EventDecided:
		if f.firstOf(e) {
			hours(FigHoursCounter, lastBefore(f.counters, e.At))
		}
	case EventAppealDecided:
		if f.firstOf(e) {
			hours(FigHoursAppeal, lastBefore(f.appeals, e.At))
			add(FigAppealEnd, appealEnd(f.decisionAt(e.At)), 1)
		}
	default:
	}
	for _, m := range d.Moves {
		for _, x := range moveFigures(e, m) {
			add(x.Kind, x.Detail, 1)
			if x.Kind == FigActions && slices.Contains([]string{ActionRemovedAtOnce, ActionRemovedSilence, ActionRemovedDecision}, x.Detail) {
				add(FigGrounds, string(f.groundAt(e.At)), 1)
			}
		}
		if m.Move == MoveRefuse && d.Code != "" {
			add(FigRefusals, d.Code, 1)
		}
	}
	return list
}

// trustedOf counts once more, apart, what trusted flaggers sent.
func trustedOf(list []Figure, f figureFacts) (apart []Figure) {
	kinds := map[FigureKind]FigureKind{
		FigComplaints: FigTrustedComplaints, FigListings: FigTrustedListings, FigGrounds: FigTrustedGrounds, FigHoursNotice: FigTrustedHours,
	}
	for _, x := range list {
		if kind, ok := kinds[x.Kind]; ok && f.trusted {
			x.Kind = kind
			apart = append(apart, x)
		}
	}
	return apart
}

// moveFigures are the counts that one listing's move adds.
func moveFigures(e Event, m ItemMove) (list []Figure) {
	add := func(kind FigureKind, detail string) { list = append(list, Figure{Kind: kind, Detail: detail}) }
	switch {
	case m.Move == MoveAccept && m.To != Intake && e.Party == PartySystem:
		add(FigNotices, NoticeAutomatic)
	case m.Move == MoveAccept && m.To != Intake:
		add(FigNotices, NoticeAccepted)
	case m.Move == MoveRefuse && (m.From == Intake || m.From == NeedsInfo):
		add(FigNotices, NoticeRefused)
	case m.To == Lapsed:
		add(FigNotices, NoticeLapsed)
	}
	if action := actionOf(m); action != "" {
		add(FigActions, action)
	}
	if m.From == Countered || m.From == Contested || m.From == StatutoryWait || m.From == LegalHold {
		if end := counterEnd(m); end != "" {
			add(FigCounterEnd, end)
		}
	}
	return list
}

// actionOf is what a move does to a listing. What an appeal or the platform changes
// again is counted among appeals.
func actionOf(m ItemMove) string {
	down := m.To == Removed || m.To == StatutoryWait
	switch {
	case m.From == Appealed || m.From.Final():
		return ""
	case m.Move == MoveAccept && down:
		return ActionRemovedAtOnce
	case m.From == AwaitingSeller && m.To == Removed:
		return ActionRemovedSilence
	case m.From != Removed && (m.To == Upheld || m.Move == MoveUpholdComplaint):
		return ActionRemovedDecision
	case m.To == DeletedBySeller:
		return ActionDeleted
	case m.To == Fixed:
		return ActionFixed
	case m.To == Restored:
		return ActionKept
	case m.To == Withdrawn:
		return ActionWithdrawn
	}
	return ""
}

// counterEnd is how the counter-notification about a listing ended with a move, or "".
// A listing that a statute keeps down without one ends here too: by silence or a court.
func counterEnd(m ItemMove) string {
	switch {
	case m.Move == MoveAcceptCounter:
		return CounterEndAccepted
	case m.Move == MoveSilence && m.To == Restored:
		return CounterEndSilence
	case m.Move == MoveUpholdCounter:
		return CounterEndKept
	case m.Move == MoveUpholdComplaint:
		return CounterEndRemoved
	case m.Move == MoveDelete:
		return CounterEndDeleted
	case m.To == Withdrawn:
		return CounterEndWithdrawn
	case m.From == LegalHold && (m.To == Upheld || m.To == Restored):
		return CounterEndCourt
	}
	return ""
}

// hoursBegun is how many hours have begun in a time; what took none took one.
func hoursBegun(d time.Duration) int { return max(1, int((d+time.Hour-1)/time.Hour)) }

func lastBefore(times []time.Time, at time.Time) (last time.Time) {
	for _, t := range times {
		if !t.After(at) {
			last = t
		}
	}
	return last
}

func (f figureFacts) decisionAt(at time.Time) (d Decision) {
	for _, x := range f.decisions {
		if x.DecidedAt.Equal(at) {
			d = x
		}
	}
	return d
}

// firstOf says whether an event is the first of those that a decision wrote, one for
// each thing that it did.
func (f figureFacts) firstOf(e Event) bool {
	moves, d := e.Told().Moves, f.decisionAt(e.At)
	return len(moves) > 0 && (len(d.Rulings) == 0 || d.Rulings[0].Item == moves[0].Item)
}

// groundAt is on what the latest decision until then rests: what silence does, it does
// on the ground of the notice's acceptance.
func (f figureFacts) groundAt(at time.Time) GroundKind {
	ground := GroundTerms
	for _, d := range f.decisions {
		if !d.DecidedAt.After(at) {
			ground = d.GroundKind
		}
	}
	return ground
}

// appealEnd says of a decision on an appeal what it was about, and how it ended.
func appealEnd(d Decision) string {
	about, affirmed, reversed := "removal", 0, 0
	for n, r := range d.Rulings {
		if r.Move == MoveAffirm {
			affirmed++
		} else {
			reversed++
		}
		if n == 0 && (r.Move == MoveAffirm) != (r.To == Upheld) {
			about = "no_action"
		}
	}
	switch {
	case reversed == 0:
		return about + "_upheld"
	case affirmed == 0:
		return about + "_reversed"
	default:
		return about + "_partially"
	}
}

// MedianHours is the middle of the times of a kind: so many hours, or fewer, took half
// of them. False where there is none.
func (f TransparencyFigures) MedianHours(kind FigureKind) (int, bool) {
	type lasting struct {
		hours int
		n     int64
	}
	var all []lasting
	var total int64
	for _, r := range f.Rows {
		if h, err := strconv.Atoi(r.Detail); r.Kind == kind && err == nil {
			all = append(all, lasting{h, r.Count})
			total += r.Count
		}
	}
	slices.SortFunc(all, func(a, b lasting) int { return a.hours - b.hours })
	var so int64
	for _, x := range all {
		if so += x.n; 2*so >= total {
			return x.hours, true
		}
	}
	return 0, false
}
