package ipcase_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// fileFor lets an agent file a complaint under a right of its principal's and has
// it accepted: the number of Haiyun's case.
func fileFor(t *testing.T, w *ipcasetest.World, agent ipcase.Actor, right string, refs ...string) string {
	t.Helper()
	c, err := w.FileComplaint(t.Context(), agent, w.DraftOf(agent, right, refs...))
	no(t, err)
	number := w.CasesOf(c.ID)[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	return number
}

func fields(t *testing.T, err error, want ...string) {
	t.Helper()
	refused(t, err, ipcase.Invalid)
	var e *ipcase.Error
	if !errors.As(err, &e) {
		t.Fatalf("no refusal: %v", err)
	}
	got := e.Fields
	if len(got) != len(want) {
		t.Fatalf("want %v, got %+v", want, got)
	}
	for n, f := range want {
		name, words, _ := strings.Cut(f, ": ")
		if got[n].Field != name || !strings.Contains(got[n].Msg, words) {
			t.Errorf("want %s, got %+v", f, got[n])
		}
	}
}

func TestWhatAnAgentFilesSaysBothNames(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		power := w.PowerOf(agent, "Veyra Audio AB", "2026-12-31")
		right := w.RightFor(agent, power, ipcase.Trademark)
		h, err := w.ReadHolderRight(t.Context(), agent, right)
		no(t, err)
		if h.Right.Owner != "Veyra Audio AB" || h.For != "Veyra Audio AB" || h.Right.OrgID != agent.OrgID {
			t.Errorf("the right is registered as %+v for %q", h.Right, h.For)
		}
		number := fileFor(t, w, agent, right, "H1", "H2")
		for name, read := range map[string]func() (ipcase.CaseView, error){
			"seller":   func() (ipcase.CaseView, error) { return w.ReadSellerCase(t.Context(), w.Haiyun, number) },
			"agent":    func() (ipcase.CaseView, error) { return w.ReadHolderCase(t.Context(), agent, number) },
			"reviewer": func() (ipcase.CaseView, error) { return w.ReadReviewCase(t.Context(), w.Rita, number) },
		} {
			v, err := read()
			no(t, err)
			if v.Holder.Name != "Halden Brand Services" || v.Holder.For != "Veyra Audio AB" || v.Power.Number != power {
				t.Errorf("the %s reads %q for %q under %q", name, v.Holder.Name, v.Holder.For, v.Power.Number)
			}
		}
		list, err := w.SellerCases(t.Context(), w.Haiyun, ipcase.SellerQuery{List: ipcase.ListRespond, Search: "veyra"})
		no(t, err)
		if len(list.Rows) != 1 || list.Rows[0].HolderFor != "Veyra Audio AB" {
			t.Errorf("the seller's list, searched for the principal: %+v", list.Rows)
		}
		queue, err := w.ReadReviewQueue(t.Context(), w.Rita, ipcase.ReviewQuery{View: ipcase.ReviewAll})
		no(t, err)
		if len(queue.Lines) != 0 {
			t.Errorf("a case that runs waits for a reviewer: %+v", queue.Lines)
		}
	})
}

func TestAnAgentCanDoOnlyWhatItsPowerSays(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		in := ipcasetest.PowerInput("Veyra Audio AB", "2026-12-31")
		in.RightTypes, in.Acts, in.Territories = []ipcase.RightType{ipcase.Trademark, ipcase.Copyright}, []ipcase.PowerAct{ipcase.ActRegister, ipcase.ActFile}, []string{"CN"}
		power := w.UncheckedPower(agent, in)
		v, err := w.ReadAgentPower(t.Context(), agent, power)
		no(t, err)
		register := func(kind ipcase.RightType, places ...string) (string, error) {
			in := w.RightForm(agent, kind)
			in.Principal = v.Principal.PublicID
			if len(places) > 0 {
				in.Territories = places
			}
			return w.RegisterRight(t.Context(), agent, in)
		}
		_, err = register(ipcase.Trademark, "CN")
		fields(t, err, "for: still checking")
		no(t, w.CheckPower(t.Context(), w.Rita, ipcase.CheckPower{Number: power, Version: 1, Verify: true}))
		_, err = register(ipcase.Design)
		fields(t, err, "for: kind of right")
		_, err = register(ipcase.Trademark, "CN", "US")
		fields(t, err, "for: territory")
		mark, err := register(ipcase.Trademark, "CN")
		no(t, err)
		_, err = register(ipcase.Copyright, "WW") // it exists everywhere; each filing asks where
		no(t, err)
		no(t, w.CheckRight(t.Context(), w.Rita, ipcase.CheckRight{Number: mark, Version: 1, Verify: true}))

		// Another's principal is not there, and neither is another's power.
		other := w.RightForm(w.Other, ipcase.Trademark)
		other.Principal = v.Principal.PublicID
		_, err = w.RegisterRight(t.Context(), w.Other, other)
		fields(t, err, "for: Choose for whom")
		_, err = w.ReadAgentPower(t.Context(), w.Other, power)
		refused(t, err, ipcase.NotFound)
		refused(t, w.RevokePower(t.Context(), w.Other, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SideAgent}), ipcase.NotFound)
		refused(t, w.RevokePower(t.Context(), agent, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SidePlatform}), ipcase.NotFound)
		refused(t, w.CheckPower(t.Context(), agent, ipcase.CheckPower{Number: power, Version: 2, Verify: true}), ipcase.NotFound)

		number := fileFor(t, w, agent, mark, "H1")
		if _, err := w.Counter(w.Haiyun, number); err != nil {
			t.Fatal(err)
		}
		form := ipcase.NewID()
		w.Text(agent, form, "What we say to that")
		refused(t, w.AnswerCounter(t.Context(), agent, ipcase.AnswerCounter{
			FormID: form, Case: number, Items: w.All(number), Kind: ipcase.AnswerContest, Explanation: "The marks are the same.",
		}), ipcase.Refused)
		_, err = w.Retract(t.Context(), agent, ipcase.Retract{Case: number, Items: w.All(number)})
		refused(t, err, ipcase.Refused)
		seen, err := w.ReadHolderCase(t.Context(), agent, number)
		no(t, err)
		if len(seen.Moves) != 0 {
			t.Errorf("buttons that would be refused are drawn: %v", seen.Moves)
		}
	})
}

func TestAPowerEndsByItselfAndNoSilenceActsForIt(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		power := w.PowerOf(agent, "Veyra Audio AB", "2026-06-09") // tomorrow is its last day
		right := w.RightFor(agent, power, ipcase.Trademark)
		number := fileFor(t, w, agent, right, "H1")
		draft := w.DraftOf(agent, right, "H3")
		w.Clock.Set(time.Date(2026, 6, 9, 15, 59, 59, 0, time.UTC)) // a second before 24:00 in Shanghai
		no(t, w.CheckComplaintDraft(t.Context(), agent, draft))
		w.Clock.Set(time.Date(2026, 6, 9, 16, 0, 0, 0, time.UTC))
		_, err := w.FileComplaint(t.Context(), agent, draft)
		fields(t, err, "right: ended on")
		_, err = w.Retract(t.Context(), agent, ipcase.Retract{Case: number, Items: w.All(number)})
		refused(t, err, ipcase.Refused)

		w.Clock.Advance(10 * 24 * time.Hour) // the seller says nothing
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller)
		if !w.Visible("H1") {
			t.Error("the listing was taken down for an agent without a power")
		}
		queue, err := w.ReadReviewQueue(t.Context(), w.Rita, ipcase.ReviewQuery{View: ipcase.ReviewAll, Task: ipcase.TaskRightEnded})
		no(t, err)
		if len(queue.Lines) != 1 || queue.Lines[0].HolderFor != "Veyra Audio AB" {
			t.Fatalf("it does not wait for a reviewer: %+v", queue.Lines)
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if last := v.Timeline[len(v.Timeline)-1].Kind; last != ipcase.EventPowerBlocked {
			t.Errorf("the timeline ends with %s", last)
		}
		// A new power of the same principal takes over; the reviewer lets it go on.
		if p := w.PowerOf(agent, "Veyra Audio AB", "2027-06-09"); p == power {
			t.Error("a new term has the old number")
		}
		_, err = w.FileComplaint(t.Context(), agent, draft)
		no(t, err)
		no(t, w.Rule(w.Rita, number, ipcase.MoveLetGoOn))
		w.Clock.Advance(10 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.Upheld)
	})
}

func TestTheEndOfAPowerIsToldOnce(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		w.PowerOf(agent, "Veyra Audio AB", "2026-06-30")
		kinds := func() string {
			list, err := w.Messages(t.Context(), agent, 0, 50)
			no(t, err)
			var words []string
			for n := len(list) - 1; n >= 0; n-- {
				words = append(words, string(list[n].Kind))
			}
			return strings.Join(words, " ")
		}
		for _, x := range []struct{ day, want string }{
			{"2026-06-15", "power_verified"},
			{"2026-06-16", "power_verified power_ending"},
			{"2026-06-28", "power_verified power_ending"},
			{"2026-06-29", "power_verified power_ending power_ending"},
			{"2026-06-30", "power_verified power_ending power_ending"},
			{"2026-07-01", "power_verified power_ending power_ending power_ended"},
			{"2026-07-20", "power_verified power_ending power_ending power_ended"},
		} {
			at, err := time.ParseInLocation(time.DateOnly, x.day, ipcasetest.Shanghai())
			no(t, err)
			w.Clock.Set(at.Add(time.Hour))
			var both sync.WaitGroup // two processes look at once
			for range 2 {
				both.Go(func() {
					if _, err := w.PassDeadlines(t.Context(), 100); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			if got := kinds(); got != x.want {
				t.Fatalf("on %s: %s", x.day, got)
			}
		}
	})
}

func TestAPrincipalConfirmsReadsAndRevokes(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		power := w.PowerOf(agent, "Veyra Audio AB", "2026-12-31")
		right := w.RightFor(agent, power, ipcase.Trademark)
		number := fileFor(t, w, agent, right, "H1")

		veyra := w.Account(w.Org(ipcase.PartyHolder, "Veyra Audio AB", "SE"), "vera@veyra.example")
		rival := w.Account(w.Org(ipcase.PartyHolder, "Ostara Sound GmbH", "DE"), "rival@ostara.example")
		colleague := veyra
		colleague.Role = ipcase.RoleMember
		colleague = w.Colleague(colleague, veyra.PersonID+100, "Vilma")
		for name, a := range map[string]ipcase.Actor{"rival": rival, "colleague": colleague, "seller": w.Haiyun, "agent": agent} {
			refused(t, w.ConfirmPower(t.Context(), a, power), ipcase.NotFound)
			refused(t, w.RevokePower(t.Context(), a, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SidePrincipal}), ipcase.NotFound)
			if _, err := w.ReadGivenPower(t.Context(), a, power); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("the %s reads it: %v", name, err)
			}
		}
		v, err := w.ReadGivenPower(t.Context(), veyra, power)
		no(t, err)
		if v.Confirmed || len(v.Complaints) != 0 || len(v.Exhibits) != 1 {
			t.Errorf("before it is confirmed: %+v", v)
		}
		if _, err := w.Exhibit(t.Context(), veyra, v.Exhibits[0].PublicID); err != nil {
			t.Errorf("its own paper is not there for the principal: %v", err)
		}
		_, err = w.ReadHolderCase(t.Context(), veyra, number)
		refused(t, err, ipcase.NotFound)
		no(t, w.ConfirmPower(t.Context(), veyra, power))
		no(t, w.ConfirmPower(t.Context(), veyra, power)) // the second press
		v, err = w.ReadGivenPower(t.Context(), colleague, power)
		no(t, err)
		if !v.Confirmed || len(v.Complaints) != 1 || len(v.Rights) != 1 {
			t.Errorf("what was filed for it: %+v", v)
		}
		seen, err := w.ReadHolderCase(t.Context(), veyra, number)
		no(t, err)
		if len(seen.Moves) != 0 || seen.Holder.Name != agent.OrgName {
			t.Errorf("the principal may %v in the case of %s", seen.Moves, seen.Holder.Name)
		}
		_, err = w.Retract(t.Context(), veyra, ipcase.Retract{Case: number, Items: w.All(number)})
		refused(t, err, ipcase.NotFound)
		_, err = w.ReadHolderCase(t.Context(), rival, number)
		refused(t, err, ipcase.NotFound)

		// The agent complains under a right of the principal's own account too.
		own := w.RightOf(veyra, ipcase.Copyright)
		c, err := w.FileComplaint(t.Context(), agent, w.DraftOf(agent, own, "T1"))
		no(t, err)
		if c.PrincipalID == nil || c.OrgID != agent.OrgID {
			t.Errorf("filed under the principal's right: %+v", c)
		}
		_, err = w.ReadOwnRight(t.Context(), rival, own)
		refused(t, err, ipcase.NotFound)

		draft := w.DraftOf(agent, own, "T2")
		revoke := ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SidePrincipal}
		no(t, w.RevokePower(t.Context(), veyra, revoke))
		no(t, w.RevokePower(t.Context(), veyra, revoke))
		refused(t, w.RevokePower(t.Context(), agent, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SideAgent}), ipcase.Stale)
		_, err = w.FileComplaint(t.Context(), agent, draft)
		fields(t, err, "right: was revoked")
	})
}

func TestAPowerOfAttorneyIsCheckedOnceByAReviewerOfNeitherSide(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		agent := w.Org(ipcase.PartyHolder, "Halden Brand Services", "NO")
		_, err := w.RegisterPower(t.Context(), agent, ipcase.RegisterPower{FormID: ipcase.NewID(), Principal: "halden brand services", ValidFrom: "soon", ValidUntil: "2026-06-07"})
		fields(t, err, "principal: your own", "country: country", "contact_name: who signed", "contact_email: e-mail", "right_types: kind of right",
			"acts: at least one", "territories: at least one", "valid_from: first day", "valid_until: ended on", "document: Add the signed")
		in := ipcasetest.PowerInput("Veyra Audio AB", "2026-06-08") // today is its last day
		in.FormID = ipcase.NewID()
		w.UncheckedPower(agent, ipcasetest.PowerInput("Solveig Foto AS", "2027-06-08"))
		e := w.Text(agent, in.FormID, "not the paper")
		no(t, w.DropEvidence(t.Context(), agent, in.FormID, e.PublicID))
		power := twicePower(t, w, agent, in)
		viewer := agent
		viewer.Role = ipcase.RoleViewer
		_, err = w.RegisterPower(t.Context(), viewer, in)
		refused(t, err, ipcase.Refused)

		// Rita's colleague also belongs to the agent: the powers are never given to him.
		bo := w.Bo
		no(t, w.DB.Gorm.Exec(`INSERT INTO memberships (person_id, org_id, role, created_at) VALUES (?, ?, 'member', ?)`, bo.PersonID, agent.OrgID, w.Clock.Now()).Error)
		_, err = w.ClaimNext(t.Context(), bo)
		refused(t, err, ipcase.NotFound)
		refused(t, w.CheckPower(t.Context(), bo, ipcase.CheckPower{Number: power, Version: 1, Verify: true}), ipcase.Refused)
		next, err := w.ClaimNext(t.Context(), w.Rita)
		no(t, err)
		if !strings.HasPrefix(next, "POA-") {
			t.Errorf("the next task is %s", next)
		}
		third := w.Colleague(w.Bo, 903, "Cato")
		refused(t, w.CheckPower(t.Context(), third, ipcase.CheckPower{Number: next, Version: 1, Verify: true}), ipcase.Refused)
		fields(t, w.CheckPower(t.Context(), w.Rita, ipcase.CheckPower{Number: power, Version: 1}), "reason: Say why")
		check := ipcase.CheckPower{Number: power, Version: 1, Verify: true}
		var both sync.WaitGroup
		errs := make([]error, 2)
		for n, a := range []ipcase.Actor{w.Rita, third} {
			both.Go(func() { errs[n] = w.CheckPower(t.Context(), a, check) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("two verdicts at once: %v and %v", errs[0], errs[1])
		}
		refused(t, w.RevokePower(t.Context(), third, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SidePlatform}), ipcase.Invalid)
		no(t, w.RevokePower(t.Context(), third, ipcase.RevokePower{Number: power, Version: 2, Side: ipcase.SidePlatform, Reason: "The signature is not the principal's."}))
	})
}

// twicePower hands the same form in by two presses at once: one power.
func twicePower(t *testing.T, w *ipcasetest.World, agent ipcase.Actor, in ipcase.RegisterPower) string {
	t.Helper()
	_, err := w.AddEvidence(t.Context(), agent, ipcase.AddEvidence{
		FormID: in.FormID, Field: "document", Name: "power.txt", Body: strings.NewReader("Signed"), Purpose: ipcase.PurposePower, Visibility: ipcase.ReviewerOnly,
	})
	no(t, err)
	numbers := make([]string, 2)
	var both sync.WaitGroup
	for n := range numbers {
		both.Go(func() {
			number, err := w.RegisterPower(t.Context(), agent, in)
			if err != nil {
				t.Error(err)
			}
			numbers[n] = number
		})
	}
	both.Wait()
	if numbers[0] != numbers[1] || numbers[0] == "" {
		t.Fatalf("pressed twice, it is %v", numbers)
	}
	return numbers[0]
}

func TestVerifyFindsAChangedPower(t *testing.T) {
	for column, change := range map[string]string{
		"what it says":  "UPDATE powers_of_attorney SET valid_until = '2030-01-01 00:00:00+00:00'",
		"its state":     "UPDATE powers_of_attorney SET status = 'revoked'",
		"its chain":     "UPDATE powers_of_attorney SET event_seq = 1",
		"its principal": "UPDATE principals SET name = 'Somebody Else'",
	} {
		t.Run(column, func(t *testing.T) {
			w := ipcasetest.New(t, ipcasetest.SQLite(t))
			w.PowerOf(w.Norrvik, "Veyra Audio AB", "2026-12-31")
			no(t, w.Verify(t.Context(), func(int64, int64) {}))
			no(t, w.DB.Gorm.Exec(change).Error)
			if err := w.Verify(t.Context(), func(int64, int64) {}); err == nil || !strings.Contains(err.Error(), "POA-2026-000001") {
				t.Errorf("verify says %v", err)
			}
		})
	}
}
