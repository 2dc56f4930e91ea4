package ipcasetest

import (
	"fmt"

	"ipportal/ipcase"
)

// PowerOf hands in and verifies a power of attorney of an agent for a principal of
// that name, for everything from a year ago until the day named, and gives its
// number.
func (w *World) PowerOf(agent ipcase.Actor, principal, until string) string {
	w.T.Helper()
	number := w.UncheckedPower(agent, PowerInput(principal, until))
	w.must(w.CheckPower(w.T.Context(), w.Rita, ipcase.CheckPower{Number: number, Version: 1, Verify: true}))
	return number
}

// PowerInput is a complete form: every type of right, every act, for China and the
// United States.
func PowerInput(principal, until string) ipcase.RegisterPower {
	return ipcase.RegisterPower{
		Principal: principal, Country: "SE", Registration: "556677-8899", ContactName: "Vera Ask", ContactEmail: "vera@veyra.example",
		RightTypes: ipcase.RightTypes(), Acts: ipcase.PowerActs(), Territories: []string{"CN", "US"}, ValidFrom: "2025-06-08", ValidUntil: until,
	}
}

// UncheckedPower hands in a power of attorney that no reviewer has looked at.
func (w *World) UncheckedPower(agent ipcase.Actor, in ipcase.RegisterPower) string {
	w.T.Helper()
	in.FormID = ipcase.NewID()
	w.file(agent, in.FormID, "document", "power.txt", "Power of attorney of "+in.Principal, ipcase.PurposePower)
	number, err := w.RegisterPower(w.T.Context(), agent, in)
	w.must(err)
	return number
}

// RightFor lets an agent register a right for the principal of a power of attorney,
// verifies it and gives its number.
func (w *World) RightFor(agent ipcase.Actor, power string, kind ipcase.RightType) string {
	w.T.Helper()
	v, err := w.ReadAgentPower(w.T.Context(), agent, power)
	w.must(err)
	in := w.rightInput(agent, kind)
	in.Principal, in.Owner = v.Principal.PublicID, ""
	number, err := w.RegisterRight(w.T.Context(), agent, in)
	w.must(err)
	w.must(w.CheckRight(w.T.Context(), w.Rita, ipcase.CheckRight{Number: number, Version: 1, Verify: true}))
	return number
}

// RightForm is a complete form of a right, with its files.
func (w *World) RightForm(a ipcase.Actor, kind ipcase.RightType) ipcase.RegisterRight {
	return w.rightInput(a, kind)
}

// Account brings in somebody who signs in with an address as the owner of an
// organisation, and gives them as deeds see them.
func (w *World) Account(a ipcase.Actor, email string) ipcase.Actor {
	w.T.Helper()
	var id int64
	w.must(w.DB.Gorm.Raw(`INSERT INTO people (email, name, password_hash, lang, zone, created_at) VALUES (?, ?, '', 'en', 'UTC', ?) RETURNING id`,
		email, fmt.Sprintf("Owner of %s", a.OrgName), w.Clock.Now()).Scan(&id).Error)
	w.must(w.DB.Gorm.Exec(`INSERT INTO memberships (person_id, org_id, role, created_at) VALUES (?, ?, ?, ?)`, id, a.OrgID, a.Role, w.Clock.Now()).Error)
	a.PersonID = id
	return a
}

// Org brings in another organisation.
func (w *World) Org(kind ipcase.Party, name, country string) ipcase.Actor {
	return w.org(kind, name, country)
}
