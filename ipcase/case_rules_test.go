package ipcase

import (
	"testing"
	"time"
)

func TestEachSideIsSortedByItsOwnDeadline(t *testing.T) {
	day := func(n int) *time.Time { d := time.Date(2026, 6, n, 0, 0, 0, 0, time.UTC); return &d }
	d := derive([]Item{
		{State: Countered, DueAt: day(9), AcceptedAt: day(1)},
		{State: AwaitingSeller, DueAt: day(11), AcceptedAt: day(1)},
		{State: Removed, DueAt: day(12), AcceptedAt: day(1)},
		{State: Intake},
	}, false)
	if !d.sellerDue.Equal(*day(11)) || !d.holderDue.Equal(*day(9)) {
		t.Errorf("seller by %s, holder by %s", d.sellerDue, d.holderDue)
	}
	if d.list != ListRespond || !d.holderTurn || d.task != TaskNotice || d.status != CaseStatus(AwaitingSeller) {
		t.Errorf("%+v", d)
	}
}

func TestACaseWhoseItemsEndedDifferentlyIsMixed(t *testing.T) {
	d := derive([]Item{{State: Restored}, {State: DeletedBySeller}}, false)
	if d.status != StatusMixed || !d.ended {
		t.Errorf("%+v", d)
	}
}
