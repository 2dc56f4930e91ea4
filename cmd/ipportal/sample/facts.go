package sample

import (
	"context"
	"log/slog"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/web/present"
)

// Facts tells for the page of who is who what each person can do right now.
func Facts(s *ipcase.Service, accounts *account.Service) func(ctx context.Context, m account.Member, lang string) []string {
	return func(ctx context.Context, m account.Member, lang string) []string {
		f, err := factsOf(ctx, s, accounts, m)
		if err != nil {
			slog.WarnContext(ctx, "what a person of the demonstration can do is not known", "person", m.PersonID, "error", err)
			return nil
		}
		return present.DemoFacts(present.Translator(lang), f)
	}
}

func factsOf(ctx context.Context, s *ipcase.Service, accounts *account.Service, m account.Member) (present.DemoCounts, error) {
	a := ipcase.Actor{PersonID: m.PersonID, OrgID: m.OrgID, Party: m.Party, Role: m.Role, Granted: m.May, Name: m.Name, OrgName: m.OrgName, Lang: m.Lang, Zone: m.Zone}
	var f present.DemoCounts
	tonight := midnight(s.Now(), m.Zone)
	switch m.Party {
	case ipcase.PartySeller:
		list, err := s.SellerCases(ctx, a, ipcase.SellerQuery{List: ipcase.ListRespond})
		if err != nil {
			return f, err
		}
		f.Respond = list.Respond
		for _, c := range list.Rows {
			if !c.SellerDueAt.After(tonight) {
				f.Today++
			}
		}
		records, err := s.SellerCases(ctx, a, ipcase.SellerQuery{List: ipcase.ListHistory})
		f.Records = records.Total
		if err != nil {
			return f, err
		}
		asked, err := accounts.ReadAskedToJoin(ctx, a)
		f.Asked = len(asked)
		return f, err
	case ipcase.PartyHolder:
		d, err := s.ReadHolderDashboard(ctx, a, 60*24*time.Hour)
		f.Answer, f.Drafts, f.Open, f.Rights = len(d.Turn), len(d.Drafts), d.Counts.Open, d.All
		for _, c := range d.Turn {
			if !c.HolderDueAt.After(tonight) {
				f.Today++
			}
		}
		if err != nil || !a.MayProveIdentity() {
			return f, err
		}
		own, err := s.ReadIdentity(ctx, a)
		f.Unproven = own.Org.Identity != ipcase.IdentityVerified
		return f, err
	case ipcase.PartyPlatform:
		if m.Role == ipcase.RoleOperator {
			return operatorFacts(ctx, s, a)
		}
		q, err := s.ReadReviewQueue(ctx, a, ipcase.ReviewQuery{View: ipcase.ReviewAll, EndOfDay: tonight})
		f.Tasks, f.Late, f.Mine, f.Check = q.Counts.Open, q.Counts.Late, q.Counts.Mine, q.Counts.Rights
		f.Identities = q.Counts.Identities
		return f, err
	default:
		return f, nil
	}
}

func operatorFacts(ctx context.Context, s *ipcase.Service, a ipcase.Actor) (present.DemoCounts, error) {
	d, err := s.ReadDeliveries(ctx, a, 0)
	return present.DemoCounts{GivenUp: d.GivenUp}, err
}

// midnight is the end of the day in a person's zone.
func midnight(now time.Time, zone string) time.Time {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	y, m, d := now.In(loc).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, loc)
}
