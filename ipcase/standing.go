package ipcase

import "time"

// StandingRules is how an organisation's record adds up and what may follow from
// it, as data. Package standing reads and checks the file.
type StandingRules struct {
	Version      int             `yaml:"version"`
	Points       PointRules      `yaml:"points"`
	Ladder       []Rung          `yaml:"ladder"` // of a seller, ascending
	Accuracy     AccuracyRules   `yaml:"accuracy"`
	Measures     []MeasureRule   `yaml:"measures"`
	AppealMonths int             `yaml:"appeal_months"`
	Redress      Text            `yaml:"redress"`
	Automatic    AutomaticReason `yaml:"automatic"`
	Guard        GuardRules      `yaml:"guard"`
	Abuse        AbuseRules      `yaml:"abuse"`
}

// PointRules is how a seller's points add up.
type PointRules struct {
	BatchDays int      `yaml:"batch_days"` // items under one right within these days count once
	DailyCap  int      `yaml:"daily_cap"`  // for general reasons
	ValidDays int      `yaml:"valid_days"`
	Uncapped  []string `yaml:"uncapped"` // reasons that the cap does not hold for
}

// Rung is one step of a seller's ladder: what is proposed from that sum on.
type Rung struct {
	Points  int         `yaml:"points"`
	Measure MeasureKind `yaml:"measure"`
	Days    int         `yaml:"days"` // 0 = until it is lifted
}

// AccuracyRules is how a holder's accuracy is judged.
type AccuracyRules struct {
	Months int            `yaml:"months"`
	Tier   TierRule       `yaml:"tier"`
	Caps   []CapRule      `yaml:"caps"`
	Ladder []AccuracyRung `yaml:"ladder"`
}

// TierRule is what the good-faith tier asks for, overall and for each reason.
type TierRule struct {
	Decided          int `yaml:"decided"` // overall, at least
	TakenDownPercent int `yaml:"taken_down_percent"`
	RestoredPercent  int `yaml:"restored_percent"`
	LockoutMonths    int `yaml:"lockout_months"`
}

// CapRule holds a holder of low accuracy to so many complaints a day.
type CapRule struct {
	Decided      int `yaml:"decided"`
	BelowPercent int `yaml:"below_percent"`
	Filings      int `yaml:"filings"`
}

// AccuracyRung is a measure that low accuracy proposes.
type AccuracyRung struct {
	Decided      int         `yaml:"decided"`
	BelowPercent int         `yaml:"below_percent"`
	Measure      MeasureKind `yaml:"measure"`
	Filings      int         `yaml:"filings"`
	Days         int         `yaml:"days"`
}

// MeasureRule is what a measure does and rests on.
type MeasureRule struct {
	Code      MeasureKind `yaml:"code"`
	Party     Party       `yaml:"party"`
	Severe    bool        `yaml:"severe"` // only a senior reviewer decides it
	Reference Text        `yaml:"reference"`
	Effect    Text        `yaml:"effect"`
}

// AutomaticReason is the words of an acceptance that no reviewer made.
type AutomaticReason struct {
	Facts       Text `yaml:"facts"`
	Explanation Text `yaml:"explanation"`
	Reference   Text `yaml:"reference"`
}

// GuardRules is what goes to two reviewers in the days before a sales event.
type GuardRules struct {
	FirstTimeBelow int       `yaml:"first_time_below"` // complaints accepted so far
	Surge          SurgeRule `yaml:"surge"`
}

// SurgeRule is from when on complaints about one shop are a surge.
type SurgeRule struct {
	Listings int `yaml:"listings"`
	Hours    int `yaml:"hours"`
}

// PointKind is what an entry of the ledger does.
type PointKind string

// The kinds of entry.
const (
	PointsBooked    PointKind = "booked"
	PointsTakenBack PointKind = "taken_back"
	PointsCarried   PointKind = "carried" // the item that a batch counted by fell away; another of it counts
)

// PointLimit is why an entry books less than its reason says.
type PointLimit string

// The limits.
const (
	LimitNone  PointLimit = ""
	LimitBatch PointLimit = "batch" // the same right within the batch's days
	LimitDay   PointLimit = "day"   // the day's cap was reached
)

// PointEntry is one line of a seller's ledger. It is written in the transaction
// of the move that it follows from and never changed; the sum of what still
// counts is what the seller has.
type PointEntry struct {
	ID          int64
	Key         string // unique: the item, the kind and the how-manieth
	OrgID       int64
	CaseID      int64
	ItemID      int64
	RightID     int64
	Kind        PointKind
	Cause       Move
	Reason      string
	Limit       PointLimit
	Points      int       // negative where they are taken back
	General     bool      // the day's cap holds for it
	Batch       string    // the key of the entry that began its batch
	BatchAt     time.Time // when that was
	Day         time.Time // of the booking that it is about, in the platform's zone, as 00:00 UTC
	BookedAt    time.Time
	CountsUntil time.Time
}

// TableName fixes the table.
func (PointEntry) TableName() string { return "point_entries" }

// Outcome is what became of an item, as far as its holder's accuracy counts it.
type Outcome struct {
	ItemID    int64 `gorm:"primaryKey;autoIncrement:false"`
	OrgID     int64 // who filed it
	Reason    string
	At        time.Time // when it last changed
	Decided   bool
	TakenDown bool
	Countered bool
	Restored  bool // after a counter-notification
}

// TableName fixes the table.
func (Outcome) TableName() string { return "item_outcomes" }

// Standing is what an organisation's record says beside its ledger.
type Standing struct {
	OrgID       int64 `gorm:"primaryKey;autoIncrement:false"`
	TierSince   *time.Time
	TierLostAt  *time.Time
	LockedUntil *time.Time
	LookedAt    *time.Time
	Stale       bool // an outcome changed since it was looked at
}

// TableName fixes the table.
func (Standing) TableName() string { return "standings" }

// Rate counts what became of the items of one reason, or of all.
type Rate struct {
	Reason    string // "" = all
	Decided   int
	TakenDown int
	Restored  int // after a counter-notification
}
