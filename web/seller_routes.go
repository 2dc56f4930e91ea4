package web

// sellerRoutes is what a seller can open and press.
func sellerRoutes(_ *Server) []route { return nil }
