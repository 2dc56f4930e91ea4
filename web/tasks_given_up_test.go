package web_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// What a reviewer holds is free for others in the moment in which they cannot work
// on it any more.
func TestTasksAreGivenUpWithTheRole(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Copyright), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		ctx, op, ada, ben := t.Context(), site.Person("operator").Actor(), site.Person("ada").Actor(), site.Person("ben").Actor()
		takings := []struct {
			name       string
			take, back func() error
		}{
			{"a role without review", func() error {
				return site.Accounts.ChangeRole(ctx, op, account.ChangeRole{PersonID: ada.PersonID, Role: ipcase.RoleOperator, Version: 1})
			}, func() error {
				return site.Accounts.ChangeRole(ctx, op, account.ChangeRole{PersonID: ada.PersonID, Role: ipcase.RoleReviewer, Version: 2})
			}},
			{"disabled", func() error { return site.Accounts.DisablePerson(ctx, op, ada.PersonID) }, func() error {
				return site.Accounts.EnablePerson(ctx, op, ada.PersonID)
			}},
			{"sent away", func() error { return site.Accounts.EndMembership(ctx, op, ada.PersonID) }, func() error { return nil }},
		}
		for _, taking := range takings {
			no(t, site.Service.Claim(ctx, ada, number))
			if err := site.Service.Claim(ctx, ben, number); ipcase.KindOf(err) != ipcase.Refused {
				t.Fatalf("%s: the case is not held: %v", taking.name, err)
			}
			no(t, taking.take())
			if err := site.Service.Claim(ctx, ben, number); err != nil {
				t.Errorf("%s: %v", taking.name, err)
			}
			no(t, site.Service.GiveBack(ctx, ben, number))
			if err := site.Service.Claim(ctx, ada, number); ipcase.KindOf(err) != ipcase.Refused {
				t.Errorf("%s: claimed all the same: %v", taking.name, err)
			}
			no(t, taking.back())
		}
	})
}
