package present

import (
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// offerTerms are the terms of an offer, each with its name.
func (r Reader) offerTerms(o ipcase.SettlementOffer) []views.SummaryRow {
	var rows []views.SummaryRow
	add := func(key, text, lang string) {
		if text != "" {
			rows = append(rows, views.SummaryRow{Key: key, Text: text, Lang: lang})
		}
	}
	if o.SellOffOn != "" {
		add(r.T("Sell-off until"), r.isoDay(o.SellOffOn), "")
	}
	add(r.T("Licence"), o.Licence, r.OtherLang(o.Lang))
	add(r.T("Other terms"), o.Words, r.OtherLang(o.Lang))
	return rows
}

// isoDay is a day that is kept as such, in the reader's words.
func (r Reader) isoDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return r.DateOnly(t).Text
}
