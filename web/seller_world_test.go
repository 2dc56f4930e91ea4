package web_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// sellerWorld is a portal in which Norrvik complains of Haiyun's listings. What
// the holder and the reviewer do is done by deeds; what Lin of Haiyun does is
// done in a browser.
type sellerWorld struct {
	*webtest.Site
	acts *ipcasetest.World
	t    *testing.T
}

func newSellerWorld(t *testing.T, db *database.DB) sellerWorld {
	t.Helper()
	s := webtest.New(t, db)
	return sellerWorld{Site: s, t: t, acts: &ipcasetest.World{
		Service: s.Service, T: t, DB: s.DB, Clock: s.Clock, Market: s.Catalogue, Connected: s.Market, Blobs: s.Blobs,
		Norrvik: s.Person("elin").Actor(), Haiyun: s.Person("lin").Actor(), Rita: s.Person("ada").Actor(), Bo: s.Person("ben").Actor(),
	}}
}

// filed is a complaint about listings, accepted by a reviewer, and what must leave
// is on its way. It gives the number of Haiyun's case.
func (w sellerWorld) filed(kind ipcase.RightType, refs ...string) string {
	w.t.Helper()
	_, cases := w.acts.File(w.acts.Right(kind), refs...)
	number := cases[w.acts.Haiyun.OrgID]
	for _, n := range cases {
		w.rule(w.acts.Rita, n, ipcase.MoveAccept)
	}
	w.Work()
	return number
}

func (w sellerWorld) rule(a ipcase.Actor, number string, do ipcase.Move) {
	w.t.Helper()
	if err := w.Service.Claim(w.t.Context(), a, number); err != nil {
		w.t.Fatal(err)
	}
	if err := w.acts.Rule(a, number, do); err != nil {
		w.t.Fatal(err)
	}
}

// stands fails unless the case's items are in these states.
func (w sellerWorld) stands(number string, states ...ipcase.State) {
	w.t.Helper()
	got := w.acts.States(number)
	if len(got) != len(states) {
		w.t.Fatalf("%s has %d items, and not %d", number, len(got), len(states))
	}
	for n, s := range states {
		if got[n] != s {
			w.t.Errorf("item %d of %s is %s, and not %s", n+1, number, got[n], s)
		}
	}
}

// events counts what of a kind happened in a case.
func (w sellerWorld) events(number string, kind ipcase.EventKind) int {
	w.t.Helper()
	var n int64
	err := w.DB.Gorm.Model(&ipcase.Event{}).
		Where("case_id = (SELECT id FROM cases WHERE number = ?) AND kind = ?", number, kind).Count(&n).Error
	if err != nil {
		w.t.Fatal(err)
	}
	return int(n)
}
