package api

import (
	"net/http"
	"net/url"
	"time"

	"ipportal/ipcase"
)

// PowerInput is what an agent says of a power of attorney.
type PowerInput struct {
	Principal    string   `json:"principal" maxLength:"500" doc:"For whom you act." example:"Lumenaris AB"`
	Country      string   `json:"country" maxLength:"2" doc:"Its country: ISO 3166-1 alpha-2." example:"SE"`
	Registration string   `json:"registration,omitempty" maxLength:"80" doc:"Its number in the company register." example:"556677-8899"`
	ContactName  string   `json:"contact_name" maxLength:"500" doc:"Who signed." example:"Elin Strand"`
	ContactEmail string   `json:"contact_email" maxLength:"254" doc:"Whose account can confirm it." example:"ip@lumenaris.example"`
	RightTypes   []string `json:"right_types" maxItems:"5" nullable:"false" doc:"For which types of right." example:"trademark"`
	Acts         []string `json:"acts" maxItems:"4" nullable:"false" doc:"What it lets you do: register, file, answer, retract." example:"file"`
	Territories  []string `json:"territories" maxItems:"300" nullable:"false" doc:"Where: ISO 3166-1 alpha-2, EU, or WW." example:"EU"`
	ValidFrom    string   `json:"valid_from" format:"date" doc:"The first day." example:"2026-01-01"`
	ValidUntil   string   `json:"valid_until" format:"date" doc:"The last day, which ends at 24:00 in the platform's zone." example:"2026-12-31"`
	Files        []File   `json:"files" maxItems:"20" nullable:"false" doc:"The signed paper."`
}

// Power is a power of attorney.
type Power struct {
	Number      string     `json:"number" doc:"Its number." example:"POA-2026-000042"`
	Agent       string     `json:"agent" doc:"Who acts."`
	Principal   string     `json:"principal" doc:"For whom." example:"Lumenaris AB"`
	Country     string     `json:"country" doc:"The principal's country." example:"SE"`
	RightTypes  []string   `json:"right_types" nullable:"false" doc:"For which types of right." example:"trademark"`
	Acts        []string   `json:"acts" nullable:"false" doc:"What it lets the agent do." example:"file"`
	Territories []string   `json:"territories" nullable:"false" doc:"Where." example:"EU"`
	ValidFrom   string     `json:"valid_from" format:"date" doc:"The first day." example:"2026-01-01"`
	ValidUntil  string     `json:"valid_until" format:"date" doc:"The last day." example:"2026-12-31"`
	Status      string     `json:"status" doc:"How it stands, as a word that does not change." example:"verified"`
	Reason      string     `json:"reason,omitempty" doc:"Why it was refused or revoked."`
	Version     int        `json:"version" doc:"Send it back with whatever changes this."`
	CheckedAt   *time.Time `json:"checked_at,omitempty" doc:"When a reviewer looked at it."`
}

// Powers is a page of powers of attorney.
type Powers struct {
	Powers []Power `json:"powers" nullable:"false" doc:"A page of them."`
}

// VersionInput names the version that was seen.
type VersionInput struct {
	Version int    `json:"version" minimum:"1" doc:"As it was read; where it has moved on since, the answer is 409."`
	Reason  string `json:"reason,omitempty" maxLength:"5000" doc:"Why; required of a reviewer."`
}

// CheckInput is the verdict on a paper.
type CheckInput struct {
	Version int    `json:"version" minimum:"1" doc:"As it was read; where it has moved on since, the answer is 409."`
	Verify  bool   `json:"verify" doc:"Verify it, or refuse it."`
	Reason  string `json:"reason,omitempty" maxLength:"5000" doc:"Why it is refused, and what would cure it."`
}

type (
	powerAsked   struct{ Body PowerInput }
	versionAsked struct {
		Numbered
		Body VersionInput
	}
	checkAsked struct {
		Numbered
		Body CheckInput
	}
)

func powerOp(id, method, path, says string, scope ipcase.Permission, of []ipcase.Party) operation {
	return operation{id: id, method: method, path: path, tag: tagPower, scope: scope, of: of, says: says, deed: method == http.MethodPost}
}

// powers is powers of attorney, of agents, principals and reviewers.
func (a *API) powers() {
	on(a, powerOp("list-powers", http.MethodGet, "/powers", "Powers of attorney by which you act for others, newest first", ipcase.PermSee, holders), func(q *ask, in *Paged) (*answer[Powers], error) {
		var before string
		if err := readCursor(in.Cursor, &before); err != nil {
			return nil, err
		}
		page, err := q.ReadAgentPowers(q.ctx, q.Actor, before)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		out := &answer[Powers]{Body: powersOf(page.Lines)}
		if n := len(page.Lines); page.Older && n > 0 {
			out.Link = q.api.next("/powers", url.Values{}, cursorOf(page.Lines[n-1].Power.Number))
		}
		return out, nil
	})
	on(a, powerOp("read-power", http.MethodGet, "/powers/{number}", "One power of attorney by which you act", ipcase.PermSee, holders), func(q *ask, in *Numbered) (*answer[Power], error) {
		return q.powerNow(in.Number)
	})
	register := powerOp("register-power", http.MethodPost, "/powers", "Hand in a power of attorney", ipcase.PermFile, holders)
	register.status, register.more = http.StatusCreated, "A reviewer compares it with the signed paper."
	on(a, register, registerPower)
	on(a, powerOp("end-power", http.MethodPost, "/powers/{number}/end", "Lay a power of attorney down, as the agent", ipcase.PermFile, holders), func(q *ask, in *versionAsked) (*answer[Done], error) {
		return &answer[Done]{Body: Done{in.Number, true}}, q.RevokePower(q.ctx, q.Actor, ipcase.RevokePower{Number: in.Number, Version: in.Body.Version, Side: ipcase.SideAgent})
	})
	on(a, powerOp("list-agents", http.MethodGet, "/agents", "Powers of attorney that you gave and an owner has confirmed", ipcase.PermSee, holders), func(q *ask, _ *none) (*answer[Powers], error) {
		list, err := q.ReadGivenPowers(q.ctx, q.Actor)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		return say(powersOf(list))
	})
	on(a, powerOp("list-powers-to-check", http.MethodGet, "/powers-to-check", "Powers of attorney that wait for a reviewer, oldest first", ipcase.PermReview, reviewers), listPowersToCheck)
	on(a, powerOp("check-power", http.MethodPost, "/powers/{number}/check", "Verify or refuse a power of attorney", ipcase.PermReview, reviewers), func(q *ask, in *checkAsked) (*answer[Done], error) {
		b := in.Body
		return &answer[Done]{Body: Done{in.Number, true}}, q.CheckPower(q.ctx, q.Actor, ipcase.CheckPower{Number: in.Number, Version: b.Version, Verify: b.Verify, Reason: text(b.Reason)})
	})
	on(a, powerOp("take-power", http.MethodPost, "/powers/{number}/revoke", "End a power of attorney as the platform", ipcase.PermReview, reviewers), func(q *ask, in *versionAsked) (*answer[Done], error) {
		b := in.Body
		return &answer[Done]{Body: Done{in.Number, true}}, q.RevokePower(q.ctx, q.Actor, ipcase.RevokePower{Number: in.Number, Version: b.Version, Side: ipcase.SidePlatform, Reason: text(b.Reason)})
	})
}

func registerPower(q *ask, in *powerAsked) (*answer[Power], error) {
	form, b := q.form(), in.Body
	for n := range b.Files {
		b.Files[n].Purpose = string(ipcase.PurposePower)
	}
	if err := q.put(form, b.Files); err != nil {
		return nil, err
	}
	r := ipcase.RegisterPower{
		FormID: form, Principal: line(b.Principal), Country: line(b.Country), Registration: line(b.Registration), ContactName: line(b.ContactName),
		ContactEmail: line(b.ContactEmail), Territories: b.Territories, ValidFrom: b.ValidFrom, ValidUntil: b.ValidUntil,
	}
	for _, t := range b.RightTypes {
		r.RightTypes = append(r.RightTypes, ipcase.RightType(t))
	}
	for _, act := range b.Acts {
		r.Acts = append(r.Acts, ipcase.PowerAct(act))
	}
	number, err := q.RegisterPower(q.ctx, q.Actor, r)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out, err := q.powerNow(number)
	if err == nil {
		out.Location = q.api.BaseURL + Prefix + "/powers/" + number
	}
	return out, err
}

func (q *ask) powerNow(number string) (*answer[Power], error) {
	v, err := q.ReadAgentPower(q.ctx, q.Actor, number)
	if err != nil {
		return nil, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return say(powerOf(v.PowerLine))
}

func listPowersToCheck(q *ask, in *Paged) (*answer[Powers], error) {
	var after int64
	if err := readCursor(in.Cursor, &after); err != nil {
		return nil, err
	}
	lines, more, err := q.ReadPowersToCheck(q.ctx, q.Actor, after)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Powers]{Body: Powers{Powers: []Power{}}}
	for _, l := range lines {
		out.Body.Powers = append(out.Body.Powers, powerOf(l.PowerLine))
	}
	if n := len(lines); more && n > 0 {
		out.Link = q.api.next("/powers-to-check", url.Values{}, cursorOf(lines[n-1].Power.ID))
	}
	return out, nil
}

func powersOf(list []ipcase.PowerLine) Powers {
	out := Powers{Powers: []Power{}}
	for _, l := range list {
		out.Powers = append(out.Powers, powerOf(l))
	}
	return out
}

func powerOf(l ipcase.PowerLine) Power {
	p := l.Power
	out := Power{
		Number: p.Number, Agent: l.AgentName, Principal: l.Principal.Name, Country: l.Principal.Country, RightTypes: []string{}, Acts: []string{}, Territories: p.Territories,
		ValidFrom: p.ValidFrom.Format(time.DateOnly), ValidUntil: p.ValidUntil.Format(time.DateOnly), Status: string(p.Status), Reason: p.Reason, Version: p.Version, CheckedAt: atOrNil(p.CheckedAt),
	}
	for _, t := range p.RightTypes {
		out.RightTypes = append(out.RightTypes, string(t))
	}
	for _, act := range p.Acts {
		out.Acts = append(out.Acts, string(act))
	}
	return out
}
