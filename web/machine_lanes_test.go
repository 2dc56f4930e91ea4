package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"ipportal/ipcase"
)

// proposesFix changes the chosen listings on the marketplace and asks the other
// side to look.
func (m *machine) proposesFix(w *walked, who string, before []ipcase.Item, chosen []int, fields url.Values) func() int {
	m.t.Helper()
	m.changes++
	for _, n := range chosen {
		res := m.DB.Gorm.Exec("UPDATE catalogue_listings SET title = ? WHERE ref = (SELECT ref FROM listings WHERE id = ?)",
			fmt.Sprintf("Plain lamp, edition %d", m.changes), before[n].ListingID)
		m.must(res.Error)
	}
	fields.Set("form", ipcase.NewID())
	fields.Set("words", "The name is no longer in the title.")
	return func() int { return m.As(who).Send("/seller/cases/"+w.number+"/fix", fields).StatusCode() }
}

func (m *machine) answersFix(w *walked, who string, _ []ipcase.Item, _ []int, fields url.Values) func() int {
	kind := "accept"
	if m.wholeVerbOf(fields) == "refuse_fix" {
		kind = "refuse"
		fields.Set("words", "The name is still in the picture.")
	}
	fields.Set("kind", kind)
	side := "holder"
	if who != "elin" && who != "anders" {
		side = "review"
	}
	return func() int { return m.As(who).Send("/"+side+"/cases/"+w.number+"/fix", fields).StatusCode() }
}

// settles has the other side make an offer about the chosen listings, and accepts
// it. An offer that is still on the table from before is taken back first.
func (m *machine) settles(w *walked, who string, before []ipcase.Item, chosen []int, fields url.Values) func() int {
	m.t.Helper()
	other, mine, theirs := "elin", "seller", "holder"
	if who == "elin" || who == "anders" {
		other, mine, theirs = "lin", "holder", "seller"
	}
	for _, side := range []struct{ who, of string }{{"elin", "holder"}, {"lin", "seller"}} {
		if o := m.onTheTable(w); o != nil && string(o.Party) == side.of {
			m.As(side.who).Send("/"+side.of+"/cases/"+w.number+"/settlement", url.Values{"do": {"take_back"}, "offer": {o.PublicID}}).Status(http.StatusOK)
		}
	}
	made := url.Values{"do": {"offer"}, "form": {ipcase.NewID()}, "words": {"We order no more of it."}}
	for _, n := range chosen {
		position := fmt.Sprint(n + 1)
		made.Add("items", position)
		made.Set("version-"+position, fmt.Sprint(before[n].Version))
	}
	m.As(other).Send("/"+theirs+"/cases/"+w.number+"/settlement", made)
	fields.Set("do", "accept")
	if o := m.onTheTable(w); o != nil {
		fields.Set("offer", o.PublicID)
	}
	return func() int { return m.As(who).Send("/"+mine+"/cases/"+w.number+"/settlement", fields).StatusCode() }
}

// onTheTable is the offer that waits for an answer in a case, or nil.
func (m *machine) onTheTable(w *walked) *ipcase.SettlementOffer {
	m.t.Helper()
	v, err := m.Service.ReadReviewCase(m.t.Context(), m.Person("ada").Actor(), w.number)
	m.must(err)
	return v.OpenOffer()
}

func (m *machine) retractsByList(w *walked, who string, _ []ipcase.Item, chosen []int, fields url.Values) func() int {
	complaint := w.number[:strings.LastIndex(w.number, "-")]
	list := url.Values{"do": {"retract"}}
	for _, n := range chosen {
		position := fmt.Sprint(n + 1)
		list.Add("items", w.number+"/"+position)
		list.Set("version-"+w.number+"/"+position, fields.Get("version-"+position))
	}
	return func() int {
		return m.As(who).Send("/holder/complaints/"+complaint+"/retract-listings", list).StatusCode()
	}
}

// wholeVerbOf is the verb that was pressed.
func (m *machine) wholeVerbOf(fields url.Values) string {
	for name := range fields {
		if strings.HasPrefix(name, "ruling-") {
			return fields.Get(name)
		}
	}
	m.t.Fatal("nothing was chosen")
	return ""
}
