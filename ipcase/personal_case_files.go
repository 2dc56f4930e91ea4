package ipcase

// personalOfCaseFiles: a row names no one but by number. The file that it tells of
// may hold what an erasure takes out: erase lets all of them go.
func personalOfCaseFiles() []PersonalTable {
	return []PersonalTable{{Table: "case_files", Plain: []string{"public_id", "party", "lang", "state", "seen", "hash"}}}
}
