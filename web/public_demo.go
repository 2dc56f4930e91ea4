package web

// DemoDeps is what exists only in the demonstration.
type DemoDeps struct {
	OutboxDir string // where sent mail lies
}

func demoRoutes(_ *Server) []route { return nil }
