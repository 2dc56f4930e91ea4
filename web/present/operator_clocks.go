package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ClockDesk is the operator's page of stops.
func (r Reader) ClockDesk(p views.Page, d ipcase.ClockDesk, book ipcase.Rulebook, typed ipcase.StopClocks, refused *ipcase.Error) views.OperatorClocksPage {
	problems := r.Problems(refused, nil)
	page := views.OperatorClocksPage{
		Page: p, Errors: problems.Summary,
		Lede: r.T("While clocks are stopped no silence acts and nobody is reminded; people can still act. Both sides of each case see the stop and its reason, and get back the rest of their time."),
		Stats: views.Stats{Items: []views.Stat{
			{Label: r.T("past their end and not acted"), Value: strconv.Itoa(d.Due), Tone: lateTone(d.Due)},
			{Label: r.T("near an outer limit of the law"), Value: strconv.Itoa(d.Near), Tone: lateTone(d.Near)},
		}},
		Hidden: []views.HiddenInput{{Name: "form", Value: typed.FormID}},
		Site:   views.Select{Field: views.Field{Name: "site", Label: r.T("Site"), Error: problems.Of("site")}, Options: []views.Option{{Label: r.T("Every site")}}},
		Procedure: views.Select{
			Field: views.Field{Name: "procedure", Label: r.T("Procedure"), Error: problems.Of("procedure")}, Options: []views.Option{{Label: r.T("Every procedure")}},
		},
		Reason: views.TextArea{Rows: 3, MaxLength: ipcase.MaxComment, Field: views.Field{
			Name: "reason", Label: r.T("Why (both sides of every case read it)"), Value: typed.Reason, Error: problems.Of("reason"),
		}},
		Until: views.DateInput{Field: views.Field{
			Name: "until", Label: r.T("Last day"), Hint: r.T("Empty: until you let them run on."), Value: typed.Until, Error: problems.Of("until"), Optional: true,
		}},
		Send: views.Button{Kind: views.DangerKind, Text: r.T("Stop the clocks")},
	}
	for _, s := range d.Sites {
		page.Site.Options = append(page.Site.Options, views.Option{Value: s.Code, Label: s.Name, Selected: s.Code == typed.Site})
	}
	listed := map[string]bool{}
	for _, x := range book.Procedures {
		if !listed[x.ID] {
			listed[x.ID] = true
			page.Procedure.Options = append(page.Procedure.Options, views.Option{Value: x.ID, Label: x.Name.In(r.Lang), Selected: x.ID == typed.Procedure})
		}
	}
	for _, s := range d.Stops {
		page.Stops = append(page.Stops, r.clockStop(s, d, book))
	}
	return page
}

func (r Reader) clockStop(s ipcase.ClockStop, d ipcase.ClockDesk, book ipcase.Rulebook) views.ClockStopCard {
	site, procedure := r.T("Every site"), r.T("Every procedure")
	for _, x := range d.Sites {
		if s.SiteID != nil && *s.SiteID == x.ID {
			site = x.Name
		}
	}
	for _, x := range book.Procedures {
		if x.ID == s.Procedure {
			procedure = x.Name.In(r.Lang)
		}
	}
	card := views.ClockStopCard{
		Number: s.Number, State: views.Badge{Tone: views.Warn, Text: r.T("Clocks stand still")},
		Rows: []views.SummaryRow{
			{Key: r.T("Site"), Text: site},
			{Key: r.T("Procedure"), Text: procedure},
			{Key: r.T("Why"), Text: s.Reason},
			{Key: r.T("Since"), Body: r.Time(s.FromAt)},
			{Key: r.T("Listings that stand still"), Text: strconv.Itoa(d.Held[s.ID])},
		},
	}
	if s.UntilAt != nil {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Ends by itself"), Text: r.Until(*s.UntilAt).Text})
	}
	switch {
	case s.EndedAt == nil:
		card.End = &views.PostButton{Action: "/operator/clocks/" + s.Number + "/end", Button: views.Button{Kind: views.Primary, Text: r.T("Let the clocks run on"), Vh: s.Number}}
	case s.ClosedAt == nil:
		card.State = views.Badge{Tone: views.Info, Text: r.T("Clocks are being let run on")}
	default:
		card.State = views.Badge{Tone: views.Neutral, Text: r.T("Ended")}
	}
	if s.EndedAt != nil {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Ended"), Body: r.Time(*s.EndedAt)})
	}
	return card
}
