package ipcase

// personalOfOperating: machines and backups are nobody's.
func personalOfOperating() []PersonalTable {
	return []PersonalTable{{Table: "processes", Plain: []string{"key", "host", "does"}}}
}
