package ipcase

import "time"

// TrustedFlagger records that a Digital Services Coordinator made a rights holder a
// trusted flagger (Regulation (EU) 2022/2065, Article 22). While it holds, notices of
// the organisation are looked at first and are counted apart.
type TrustedFlagger struct {
	ID          int64
	Number      string // TF-2026-000001
	FormID      string // unique: pressing twice records once
	OrgID       int64
	Coordinator string // which awarded it
	Country     string // of the coordinator
	Reference   string // of its decision

	CoordinatorEmail string // where reports go; "" until somebody wrote it down

	FromDay    time.Time
	UntilDay   *time.Time // the last day, in the platform's zone; nil: until it is ended
	Salts      Salts
	RecordedAt time.Time
	RecordedBy int64
	EndedAt    *time.Time
	EndedBy    *int64
	ReportedAt *time.Time // when a report on it was last drawn up
	EventSeq   int        // head of the chain flagger:NUMBER
	EventHash  string
}

// TableName fixes the table.
func (TrustedFlagger) TableName() string { return "trusted_flaggers" }

func (f TrustedFlagger) texts() map[string]any {
	return map[string]any{"coordinator": f.Coordinator, "country": f.Country, "reference": f.Reference}
}

// Holds says whether it holds on a day of the platform's zone.
func (f TrustedFlagger) Holds(day time.Time) bool {
	return f.EndedAt == nil && !day.Before(f.FromDay) && (f.UntilDay == nil || !day.After(*f.UntilDay))
}

// When the platform reports a trusted flagger to its coordinator (Article 22(6)): of
// at least so many listings of its notices that were decided, fewer than so many in
// a hundred were upheld. The law says "a significant number"; the pages say these.
const (
	FlaggerDecided = 20
	FlaggerPrecise = 80
)

// FlaggerFigures is how a trusted flagger's notices ended, by listing.
type FlaggerFigures struct {
	Notices  int `json:"notices"` // complaints
	Listings int `json:"listings"`
	Decided  int `json:"decided"`
	Upheld   int `json:"upheld"`
}

// Percent is the share of what was decided that was upheld, in whole percents
// rounded down; false where nothing was decided.
func (f FlaggerFigures) Percent() (int, bool) {
	if f.Decided == 0 {
		return 0, false
	}
	return 100 * f.Upheld / f.Decided, true
}

// Imprecise says that a report to the coordinator is due.
func (f FlaggerFigures) Imprecise() bool {
	return f.Decided >= FlaggerDecided && 100*f.Upheld < FlaggerPrecise*f.Decided
}

// flaggerOutcome says of a listing's state whether its notice was decided, and
// upheld. What was taken back says nothing; what lapsed was not substantiated.
func flaggerOutcome(s State) (decided, upheld bool) {
	switch s {
	case Upheld, DeletedBySeller, Fixed:
		return true, true
	case Rejected, Restored, Lapsed:
		return true, false
	default:
		return false, false
	}
}

// The places in the reviewers' queue.
const (
	RankFlagger = 0
	RankOthers  = 1
)
