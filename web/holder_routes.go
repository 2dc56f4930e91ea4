package web

import (
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
)

// holderRoutes is what a rights holder can open and press.
func holderRoutes(s *Server) []route {
	return []route{
		get("/holder", holder, s.holderDashboard),
		get("/holder/complaints", holder, s.holderComplaints),
		get("/holder/complaints/:number", holder, s.holderComplaint),
		get("/holder/complaints/:number/filed", holder, s.holderFiled),
		get("/holder/complaints/:number/retract", holder, s.holderRetractAll).needs(ipcase.PermFile),
		post("/holder/complaints/:number/retract", holder, s.retractAll).needs(ipcase.PermFile),
		get(present.HolderRelistingsPath, holder, s.holderRelistings),
		post(present.HolderRelistingsPath, holder, s.answerRelisting),
		get("/holder/rights", holder, s.holderRights),
		get("/holder/rights/new", holder, s.holderRightType).needs(ipcase.PermFile),
		post("/holder/rights/new", holder, s.chooseRightType).needs(ipcase.PermFile),
		get("/holder/rights/new/:type", holder, s.holderRightForm).needs(ipcase.PermFile),
		upload("/holder/rights/new/:type", holder, s.registerRight).needs(ipcase.PermFile),
		get("/holder/rights/:number", holder, s.holderRight),
		get("/holder/file", holder, s.holderFile).needs(ipcase.PermFile),
		post("/holder/file", holder, s.startFiling).needs(ipcase.PermFile),
		get("/holder/file/example.csv", holder, s.holderExampleCSV),
		get("/holder/letter", holder, s.holderLetter).needs(ipcase.PermFile),
		upload("/holder/letter", holder, s.startFromLetter).needs(ipcase.PermFile),
		get("/holder/file/:draft/letter", holder, s.holderFileLetter).needs(ipcase.PermFile),
		get("/holder/file/:draft", holder, s.resumeFiling),
		get("/holder/file/:draft/:step", holder, s.holderFileStep).needs(ipcase.PermFile).freshlyBy(sendsComplaint),
		upload("/holder/file/:draft/:step", holder, s.saveFileStep).needs(ipcase.PermFile).freshlyBy(sendsComplaint),
		get("/holder/cases/:number", holder, s.holderCase),
		get("/holder/cases/:number/decisions/:decision", holder, s.holderDecision),
		get("/holder/cases/:number/:deed", holder, s.holderDeed).needsBy(deedPermission).freshlyBy(isStatement),
		upload("/holder/cases/:number/:deed", holder, s.doHolderDeed).needsBy(deedPermission).freshlyBy(isStatement),
	}
}

// sendsComplaint is true of the step at whose end a complaint is sent, with the
// statements under penalty.
func sendsComplaint(c echo.Context) bool { return c.Param("step") == present.StepSend }

// isStatement is true of the deeds that state something under penalty.
func isStatement(c echo.Context) bool {
	d := c.Param("deed")
	return d == present.DeedComplete || d == present.DeedContest || d == present.DeedCourt
}

// deedPermission is what the deed that an address names needs.
func deedPermission(c echo.Context) ipcase.Permission {
	m := present.MoveOf(c.Param("deed"))
	if m == "" {
		return ""
	}
	return ipcase.PermissionOf(ipcase.PartyHolder, m)
}
