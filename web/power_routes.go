package web

import "ipportal/ipcase"

// powerRoutes is what agents, principals and reviewers open and press about powers
// of attorney.
func powerRoutes(s *Server) []route {
	return []route{
		get("/holder/principals", holder, s.principals),
		get("/holder/principals/new", holder, s.powerForm).needs(ipcase.PermFile),
		upload("/holder/principals/new", holder, s.handInPower).needs(ipcase.PermFile),
		get("/holder/principals/:number", holder, s.principal),
		get("/holder/principals/:number/end", holder, s.askEndPower),
		post("/holder/principals/:number/end", holder, s.endPower),
		get("/account/agents", holder, s.agents),
		get("/account/agents/:number", holder, s.agent),
		post("/account/agents/:number/confirm", holder, s.confirmAgent),
		get("/account/agents/:number/revoke", holder, s.askRevokePower),
		post("/account/agents/:number/revoke", holder, s.revokePower),
		get("/review/powers", reviewer, s.powersToCheck),
		get("/review/powers/:number", reviewer, s.reviewPower),
		post("/review/powers/:number/claim", reviewer, s.claimPower),
		post("/review/powers/:number/give-back", reviewer, s.giveBackPower),
		post("/review/powers/:number/check", reviewer, s.checkPower),
		post("/review/powers/:number/revoke", reviewer, s.takePower),
	}
}
