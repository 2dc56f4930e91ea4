package web

import (
	"ipportal/ipcase"
	"ipportal/web/present"
)

// sellerRoutes is what a seller can open and press.
func sellerRoutes(s *Server) []route {
	const cases = "/seller/cases/:number"
	all := []route{
		get("/seller/complaints", seller, s.sellerComplaints),
		get("/seller/records", seller, s.sellerRecords),
		get(cases, seller, s.sellerCase),
		get(cases+"/right", seller, s.sellerRight),
		get(cases+"/decisions/:decision", seller, s.sellerDecision),
		get(cases+"/delete", seller, s.askDelete).needs(ipcase.PermDelete),
		post(cases+"/delete", seller, s.deleteListings).needs(ipcase.PermDelete),
		get(cases+"/appeal", seller, s.askSellerAppeal).needs(ipcase.PermAnswer),
		upload(cases+"/appeal", seller, s.sellerAppeal).needs(ipcase.PermAnswer),
		get(cases+"/counter", seller, s.newCounter).needs(ipcase.PermAnswer),
		post(cases+"/counter", seller, s.startCounter).needs(ipcase.PermAnswer),
		get(cases+"/counter/:draft/done", seller, s.counterDone),
		get(present.DeleteOwnPath, seller, s.askDeleteOwn),
		post(present.DeleteOwnPath, seller, s.deleteOwn),
		get("/snapshots/:case/:position", signedIn, s.snapshot),
	}
	for _, step := range counterSteps {
		path := cases + "/counter/:draft/" + step.name
		show, save := get(path, seller, s.counterPage(step)), post(path, seller, s.saveCounter(step))
		save.upload = step.upload
		if step.name == "check" { // at whose end it is sent, with the statements under penalty
			show, save = show.freshly(), save.freshly()
		}
		all = append(all, show.needs(ipcase.PermAnswer), save.needs(ipcase.PermAnswer))
	}
	return all
}
