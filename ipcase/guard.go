package ipcase

import "time"

// PeakDays are days before a sales event, set by an operator. Complaints of
// first-time complainants, and surges against one shop, that are filed in them go
// to two reviewers, and nothing of them is removed by the clock alone.
type PeakDays struct {
	ID       int64
	FormID   string // unique: pressing twice sets them once
	Name     string // of the sales event
	FromDay  time.Time
	UntilDay time.Time // the last day, in the platform's zone
	SetAt    time.Time
	SetBy    int64
	EndedAt  *time.Time
	EndedBy  *int64
}

// TableName fixes the table.
func (PeakDays) TableName() string { return "peak_days" }

// Holds says whether they guard on a day.
func (p PeakDays) Holds(day time.Time) bool {
	return p.EndedAt == nil && !day.Before(p.FromDay) && !day.After(p.UntilDay)
}

// GuardReason is why a case is guarded.
type GuardReason string

// The reasons.
const (
	GuardNone      GuardReason = ""
	GuardFirstTime GuardReason = "first_time" // the complainant has hardly complained before
	GuardSurge     GuardReason = "surge"      // many complaints about this shop within days
)

// guardFor is why a case is guarded that is filed in guarded days: by how many
// complaints of the holder were accepted before, and how many listings of the shop
// were complained of lately, with these.
func (g GuardRules) guardFor(accepted, lately int) GuardReason {
	switch {
	case lately >= g.Surge.Listings:
		return GuardSurge
	case accepted < g.FirstTimeBelow:
		return GuardFirstTime
	}
	return GuardNone
}

// acceptedTo: of a guarded item the first acceptance leaves it in intake.
func acceptedTo(f Facts) State {
	if f.Item.Guarded && f.Item.FirstAcceptBy == nil {
		return Intake
	}
	return byMode(f)
}

// mayAccept: two different reviewers accept what is guarded.
func mayAccept(f Facts) *Error {
	if f.Item.Guarded && f.Item.FirstAcceptBy != nil && *f.Item.FirstAcceptBy == f.Person {
		return Errorf(Refused, "You have accepted this notice. In these days before a sales event another reviewer has to accept it too.")
	}
	return needRight(f)
}

// tierAccepts: the good-faith tier skips intake where the procedure lets it, the
// seller is asked first, and nothing guards the case.
func tierAccepts(f Facts) *Error {
	if !f.Tier || f.Procedure.Intake != IntakeAutomatic || f.Procedure.Mode != NotifyFirst || f.Item.Guarded || f.Unregistered {
		return Errorf(Refused, "A reviewer accepts this notice.")
	}
	return needRight(f)
}

// guardHolds: a reviewer lets silence act that was held up.
func guardHolds(f Facts) *Error {
	if !f.Item.GuardBlocked {
		return Errorf(Refused, "Nothing holds this listing up: its clock runs.")
	}
	return needRight(f)
}

// guardStops takes from the seller's silence the power to remove.
// Whoever files without an account is known by a mail address alone.
func guardStops(f Facts) bool {
	return (f.Item.Guarded || f.Unregistered) && f.Item.State == AwaitingSeller
}
