package web

// holderRoutes is what a rights holder can open and press.
func holderRoutes(s *Server) []route {
	return []route{
		get("/holder", holder, s.holderDashboard),
		get("/holder/complaints", holder, s.holderComplaints),
		get("/holder/complaints/:number", holder, s.holderComplaint),
		get("/holder/complaints/:number/filed", holder, s.holderFiled),
		get("/holder/complaints/:number/retract", holder, s.holderRetractAll),
		post("/holder/complaints/:number/retract", holder, s.retractAll),
		get("/holder/rights", holder, s.holderRights),
		get("/holder/rights/new", holder, s.holderRightType),
		post("/holder/rights/new", holder, s.chooseRightType),
		get("/holder/rights/new/:type", holder, s.holderRightForm),
		upload("/holder/rights/new/:type", holder, s.registerRight),
		get("/holder/rights/:number", holder, s.holderRight),
		get("/holder/file", holder, s.holderFile),
		post("/holder/file", holder, s.startFiling),
		get("/holder/file/example.csv", holder, s.holderExampleCSV),
		get("/holder/file/:draft", holder, s.resumeFiling),
		get("/holder/file/:draft/:step", holder, s.holderFileStep),
		upload("/holder/file/:draft/:step", holder, s.saveFileStep),
		get("/holder/cases/:number", holder, s.holderCase),
		get("/holder/cases/:number/decisions/:decision", holder, s.holderDecision),
		get("/holder/cases/:number/:deed", holder, s.holderDeed),
		upload("/holder/cases/:number/:deed", holder, s.doHolderDeed),
	}
}
