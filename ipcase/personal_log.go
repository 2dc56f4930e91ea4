package ipcase

// personalOfLog: the log holds hashes of events, and an event holds no personal
// data.
func personalOfLog() []PersonalTable {
	return []PersonalTable{{Table: "log_checkpoints", Plain: []string{"note"}}}
}
