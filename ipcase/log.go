package ipcase

import (
	"time"

	"ipportal/ipcase/merkle"
)

// logLeaf is an event's place in the log that joins all chains (promise 6). Rows
// are only ever added.
type logLeaf struct {
	Number  int64 `gorm:"primaryKey;autoIncrement:false"` // 0, 1, 2 … without a gap
	EventID int64
	Hashes  []byte // what merkle.Frontier gave for it
}

// TableName fixes the table.
func (logLeaf) TableName() string { return "log_leaves" }

// Checkpoint is what the log was at a size, signed. It is public: whoever keeps
// one can later show that the log was changed.
type Checkpoint struct {
	Size int64 `gorm:"primaryKey;autoIncrement:false"`
	Note string
	At   time.Time
}

// TableName fixes the table.
func (Checkpoint) TableName() string { return "log_checkpoints" }

// Stamp is what a time stamping service said of a checkpoint (RFC 3161).
type Stamp struct {
	Size  int64 `gorm:"primaryKey;autoIncrement:false"`
	Token []byte
	At    time.Time // as the token says
}

// TableName fixes the table.
func (Stamp) TableName() string { return "log_stamps" }

// logKeys sign the log and tell what older keys of it signed.
type logKeys struct {
	key     merkle.Key
	publics []string // of all keys, the newest first
	stamps  bool     // a time stamping service is there
}

// checkpointEvery is how long a leaf waits at most for a checkpoint while the
// worker runs; stampEvery how often one is taken to the time stamping service.
const (
	checkpointEvery = time.Minute
	stampEvery      = time.Hour
)

// KeepLog sets the keys of the log, the newest first: without them events wait to
// be numbered. stamps says whether checkpoints are to be time-stamped. Call it
// before anything else.
func (s *Service) KeepLog(stamps bool, keys ...merkle.Key) *Service {
	s.log = &logKeys{key: keys[0], stamps: stamps}
	for _, k := range keys {
		s.log.publics = append(s.log.publics, k.Public())
	}
	return s
}

// LogKeys are the public keys of the log, the newest first.
func (s *Service) LogKeys() []string {
	if s.log == nil {
		return nil
	}
	return s.log.publics
}
