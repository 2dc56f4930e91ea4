package present

import (
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// RightCheck is what was typed about a right, an identity paper or a power of attorney.
type RightCheck struct {
	Verify string // "yes", "no"
	Reason string
}

// checkWords is what a reviewer is asked, and what follows from the answers.
type checkWords struct{ question, verified, refused string }

// checkBench begins a bench at href with its form, as it was typed and refused.
func (r Reader) checkBench(p views.Page, number, href string, version int, words checkWords, typed *RightCheck, e *ipcase.Error) views.CheckBench {
	problems := r.Problems(e, nil)
	b := views.CheckBench{
		Page: p, Number: number, Heading: r.T("Decision"), Action: href + "/check", Hidden: []views.HiddenInput{{Name: "version", Value: strconv.Itoa(version)}},
		Choice: &views.Radios{Field: views.Field{Name: "verify", Label: words.question, Error: problems.Of("verify")}, Options: []views.Option{
			{Value: "yes", Label: r.T("Verify it"), Text: words.verified},
			{Value: "no", Label: r.T("Refuse it"), Text: words.refused},
		}},
		Reason: views.TextArea{Rows: 4, Field: views.Field{
			Name: "reason", Label: r.T("Reason"), Hint: r.T("Required where you refuse: what is missing, and how to cure it."), Error: problems.Of("reason"),
		}},
		Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Record the decision")},
	}
	if typed != nil {
		b.Choice.Value, b.Reason.Value = typed.Verify, typed.Reason
	}
	b.Errors, b.Stale = r.notRecorded(e, b.Reason.Value)
	return b
}

// claimWords is what a bench says of who may decide there.
type claimWords struct{ taken, free, claim string }

// checkClaim opens the form to whoever has claimed what is checked at href, or says who
// has, or offers it. by is the name of who has, "" for nobody.
func (r Reader) checkClaim(b *views.CheckBench, href, by string, mine bool, until *time.Time, words claimWords, list *views.LinkButton) {
	switch {
	case by == "":
		b.Claim = &views.ReviewClaimBox{
			Title: words.free, Text: r.T("Claim it to decide: nobody else is offered it for 30 minutes, and each act of yours renews that."),
			Button: &views.PostButton{Action: href + "/claim", Button: views.Button{Kind: views.Primary, Block: true, Text: words.claim, Vh: b.Number}},
		}
	case mine:
		b.MayDecide = true
		b.GiveBack = &views.PostButton{Action: href + "/give-back", Button: views.Button{Small: true, Text: r.T("Give back"), Vh: b.Number}}
	default:
		b.Claim = &views.ReviewClaimBox{Title: words.taken, Text: r.T("It can be claimed again when it is given back, or at %s.", r.ShortTime(*until).Text), Link: list}
	}
}
