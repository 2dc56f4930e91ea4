package ipcase

import (
	"fmt"
	"slices"
	"time"
)

// Way is one move that a procedure lets somebody make, as the table of moves says:
// what a procedure's card and its diagram are drawn from.
type Way struct {
	By   Party
	Move Move
	From State
	To   State
	// Window is the time within which the move can be made, or at whose end silence
	// makes it; "" where there is none.
	Window WindowCode
}

// Ways lists every move that can be made under a procedure while the right stands,
// in the order of a case's life. It asks the table of moves and knows no rule itself.
func Ways(p Procedure) []Way {
	seen := map[Way]bool{}
	var ways []Way
	explore(p, []bool{true}, func(f Facts, by Party, m Move, next Item) {
		w := Way{By: by, Move: m, From: f.Item.State, To: next.State}
		if by == Turn(f.Item.State) || m == MoveSilence {
			w.Window = f.Item.Window
		}
		if !seen[w] {
			seen[w] = true
			ways = append(ways, w)
		}
	})
	order := func(w Way) int {
		at := slices.IndexFunc(rules, func(r rule) bool { return r.move == w.Move && r.by == w.By })
		return (slices.Index(States(), w.From)*100+at)*100 + slices.Index(States(), w.To)
	}
	slices.SortStableFunc(ways, func(a, b Way) int { return order(a) - order(b) })
	return ways
}

// CheckEnds says whether every case under a procedure comes to an end whatever its
// parties do or leave undone: from each state that can be reached, silence and the
// platform's own moves alone lead to an end, without an order from outside and without
// the right's ending. The error names a state from which they do not.
func CheckEnds(p Procedure) error {
	back := map[string][]string{} // from where silence or the platform leads here
	state := map[string]State{}
	explore(p, []bool{true, false}, func(f Facts, by Party, m Move, next Item) {
		from, to := nodeKey(f.Item), nodeKey(next)
		state[from], state[to] = f.Item.State, next.State
		own := by == PartySystem || by == PartyPlatform && !contains([]Move{MoveOrderUpheld, MoveOrderRestored, MoveOrderHold}, m)
		if own && (f.RightInForce || f.Item.RightBlocked) {
			back[to] = append(back[to], from)
		}
	})
	ends := map[string]bool{}
	var queue []string
	for key, s := range state {
		if s.Final() {
			ends[key] = true
			queue = append(queue, key)
		}
	}
	for len(queue) > 0 {
		key := queue[0]
		queue = queue[1:]
		for _, from := range back[key] {
			if !ends[from] {
				ends[from] = true
				queue = append(queue, from)
			}
		}
	}
	for _, s := range States() {
		for key, is := range state {
			if is == s && !ends[key] {
				return fmt.Errorf("a case can stay in %s for ever: neither silence nor a reviewer brings it to an end", s)
			}
		}
	}
	return nil
}

// explore makes every move from every item that can come about, each once.
func explore(p Procedure, rights []bool, made func(f Facts, by Party, m Move, next Item)) {
	now := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	first := Item{ID: 1, State: Intake, Version: 1, ChangedAt: now}
	seen := map[string]bool{nodeKey(first): true}
	for queue := []Item{first}; len(queue) > 0; queue = queue[1:] {
		for _, f := range moments(queue[0], p, now, rights) {
			for _, r := range rules {
				next, eff, refused := step(f, r.by, r.move)
				if refused != nil {
					continue
				}
				next = settled(next, eff, p, now)
				made(f, r.by, r.move, next)
				if key := nodeKey(next); !seen[key] {
					seen[key] = true
					queue = append(queue, next)
				}
			}
		}
	}
}

// moments are the circumstances in which an item can be acted on: in time and when
// its time has run out, under a right that stands and one that does not.
func moments(i Item, p Procedure, now time.Time, rights []bool) []Facts {
	var list []Facts
	for _, stands := range rights {
		f := Facts{Item: i, Procedure: p, Now: now, RightInForce: stands, HolderKnown: true}
		list = append(list, f)
		if i.Window != "" && !i.RightBlocked {
			f.Item.DueAt = &now
			list = append(list, f)
		}
	}
	return list
}

// settled is an item as it is kept after a step, without what only time tells apart.
func settled(i Item, eff effects, p Procedure, now time.Time) Item {
	i.Version, i.ChangedAt, i.EndedAt = 1, now, nil
	if eff.window != "" {
		i.Window = eff.window
	}
	i.NoticeID, i.ClockStart, i.DueAt = nil, nil, nil
	if i.State.Final() {
		i.OutcomeToldAt = &now // so that it can be appealed
	}
	if p.Attempts == 0 {
		i.AttemptsUsed = min(i.AttemptsUsed, 1)
	}
	return i
}

// nodeKey tells two items apart as far as the rules do.
func nodeKey(i Item) string {
	return fmt.Sprintf("%s %s %d %t %t %s %t %t %t %t %t", i.State, i.Window, i.AttemptsUsed, i.AcceptedAt != nil, i.TookDown,
		i.StateBefore, i.SellerAppealed, i.HolderAppealed, i.EndedByDecision, i.RightBlocked, i.RightWaived)
}
