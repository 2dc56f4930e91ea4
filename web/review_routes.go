package web

import "ipportal/web/present"

// reviewRoutes is what the platform's reviewers can open and press, and the
// operator's list.
func reviewRoutes(s *Server) []route {
	return []route{
		get("/review", reviewer, s.reviewQueue),
		get(present.ReviewSearchPath, reviewer, s.reviewSearch),
		get(present.ReviewRelistingsPath, reviewer, s.reviewRelistings),
		post("/review/claim-next", reviewer, s.claimNext),
		get("/review/cases/:number", reviewer, s.reviewCase),
		post("/review/cases/:number/claim", reviewer, s.claimCase),
		post("/review/cases/:number/give-back", reviewer, s.giveBackCase),
		post("/review/cases/:number/preview", reviewer, s.previewDecision),
		post("/review/cases/:number/edit", reviewer, s.editDecision),
		post("/review/cases/:number/decide", reviewer, s.decide),
		post("/review/cases/:number/delivery", reviewer, s.recordDelivery),
		get("/review/cases/:number/acts/:act", reviewer, s.reviewAct),
		upload("/review/cases/:number/acts/:act", reviewer, s.doReviewAct),
		get("/review/cases/:number/exhibits/:label", reviewer, s.reviewExhibit),
		post("/review/cases/:number/exhibits/:label/ask", reviewer, s.askForExhibit),
		get("/review/rights", reviewer, s.rightsToCheck),
		get("/review/rights/:number", reviewer, s.reviewRight),
		post("/review/rights/:number/claim", reviewer, s.claimRight),
		post("/review/rights/:number/give-back", reviewer, s.giveBackRight),
		post("/review/rights/:number/check", reviewer, s.checkRight),
		get("/review/identities", reviewer, s.identitiesToCheck),
		get("/review/identities/:number", reviewer, s.reviewIdentity),
		post("/review/identities/:number/claim", reviewer, s.claimIdentity),
		post("/review/identities/:number/give-back", reviewer, s.giveBackIdentity),
		post("/review/identities/:number/check", reviewer, s.checkIdentity),
		get("/review/identities/:number/papers/:paper", reviewer, s.identityPaper),
		get(present.ReviewLettersPath, reviewer, s.reviewLetters),
		upload(present.ReviewLettersPath+"/look", reviewer, s.lookAtLetter),
		upload(present.ReviewLettersPath, reviewer, s.keepLetter),
		get(present.ReviewLettersPath+"/:number", reviewer, s.reviewLetter),
	}
}
