package web

// holderRoutes is what a rights holder can open and press.
func holderRoutes(_ *Server) []route { return nil }
