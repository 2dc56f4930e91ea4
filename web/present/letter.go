package present

import (
	"fmt"
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
	"ipportal/views"
)

// maxMarked is how many places of a letter are marked; a list of addresses would
// else be nothing but marks.
const maxMarked = 200

// letterMarks are the marks of a kind of letter, in the order of a form.
func letterMarks(kind letter.Kind) []string {
	switch kind {
	case letter.Counter:
		return []string{
			letter.MarkSignature, letter.MarkListings, letter.MarkContact, letter.MarkMistake, letter.MarkPerjury, letter.MarkJurisdiction, letter.MarkService,
			letter.MarkAccuracy, letter.MarkUndertaking,
		}
	case letter.Retraction:
		return []string{letter.MarkSignature, letter.MarkListings, letter.MarkContact}
	default:
		return []string{
			letter.MarkSignature, letter.MarkWork, letter.MarkListings, letter.MarkContact, letter.MarkGoodFaith, letter.MarkAccuracy, letter.MarkPerjury,
			letter.MarkAuthority, letter.MarkUndertaking,
		}
	}
}

// LetterMark names what is looked for in a letter.
func (r Reader) LetterMark(id string) string {
	switch id {
	case letter.MarkSignature:
		return r.T("Signature")
	case letter.MarkWork:
		return r.T("Work or right")
	case letter.MarkListings:
		return r.T("Where it is")
	case letter.MarkContact:
		return r.T("How the sender can be reached")
	case letter.MarkGoodFaith:
		return r.T("Good-faith belief")
	case letter.MarkAccuracy:
		return r.T("The information is accurate")
	case letter.MarkPerjury:
		return r.T("Under penalty of perjury")
	case letter.MarkAuthority:
		return r.T("Owner, or authorised")
	case letter.MarkMistake:
		return r.T("Mistake or misidentification")
	case letter.MarkJurisdiction:
		return r.T("Consent to jurisdiction")
	case letter.MarkService:
		return r.T("Accepts service of process")
	default:
		return r.T("Answers for what it says")
	}
}

// LetterKind names what a letter is.
func (r Reader) LetterKind(k letter.Kind) string {
	switch k {
	case letter.Notice:
		return r.T("Notice")
	case letter.Counter:
		return r.T("Counter-notification")
	case letter.Retraction:
		return r.T("Retraction")
	default:
		return r.T("Not sure")
	}
}

func (r Reader) letterDoubt(d letter.Doubt) string {
	switch d {
	case letter.DoubtNegated:
		return r.T("There is a “not” before it.")
	case letter.DoubtReported:
		return r.T("It may say what somebody else says.")
	case letter.DoubtQuoted:
		return r.T("It stands only in a letter that this one answers.")
	case letter.DoubtAsked:
		return r.T("It is a question or a condition.")
	default:
		return r.T("The words may mean something else.")
	}
}

// LetterLaid is a letter laid out under a procedure; without one where it is not
// checked yet.
func (r Reader) LetterLaid(l letter.Layout, all ipcase.Completeness) views.LetterLaid {
	out := views.LetterLaid{Lang: r.OtherLang(l.Lang)}
	out.Notices = r.letterNotices(l)
	out.Facts = r.letterFacts(l)
	marks := letterMarks(l.Kind)
	places := letterPlaces(l, marks)
	for _, id := range marks {
		f := l.Found[id]
		x := views.LetterFinding{Label: r.LetterMark(id), State: views.Badge{Tone: views.Warn, Text: r.T("Not found")}}
		switch f.Sure {
		case letter.Found:
			x.State = views.Badge{Tone: views.Success, Text: r.T("Found")}
		case letter.Perhaps:
			x.State = views.Badge{Tone: views.Info, Text: r.T("Not sure")}
			x.Why = r.letterDoubt(f.Doubt)
		case letter.NotFound:
		}
		for n, at := range f.At {
			if n == 3 {
				x.Quotes = append(x.Quotes, views.LetterQuote{Text: r.T("and %d more", len(f.At)-3), Href: "#laid-text"})
				break
			}
			if at.End > at.Start && at.End <= len(l.Text) {
				x.Quotes = append(x.Quotes, views.LetterQuote{Text: beginning(l.Text[at.Start:at.End]), Href: "#" + placeOf(places, at)})
			}
		}
		out.Findings = append(out.Findings, x)
	}
	out.Pieces = r.letterPieces(l, places)
	if len(places) >= maxMarked {
		out.More = r.T("Only the first %d places are marked.", maxMarked)
	}
	if len(all) > 0 {
		out.Complete = views.CompletenessCard{Note: r.lackingNote(all), Elements: r.completeness(all, nil)}
	}
	return out
}

// letterPlace is a marked place; places do not overlap.
type letterPlace struct {
	letter.Span
	marks []string
}

// letterPlaces are the places of all findings, in order; those that overlap are
// one.
func letterPlaces(l letter.Layout, marks []string) []letterPlace {
	var all []letterPlace
	for _, id := range marks {
		for _, at := range l.Found[id].At {
			if at.End > at.Start && at.End <= len(l.Text) {
				all = append(all, letterPlace{at, []string{id}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b letterPlace) int { return a.Start - b.Start })
	var out []letterPlace
	for _, p := range all {
		if n := len(out) - 1; n >= 0 && p.Start < out[n].End {
			out[n].End = max(out[n].End, p.End)
			if !slices.Contains(out[n].marks, p.marks[0]) {
				out[n].marks = append(out[n].marks, p.marks[0])
			}
			continue
		}
		out = append(out, p)
	}
	return out[:min(len(out), maxMarked)]
}

func placeID(n int) string { return fmt.Sprintf("place-%d", n+1) }

func placeOf(places []letterPlace, at letter.Span) string {
	for n, p := range places {
		if at.Start >= p.Start && at.Start < p.End {
			return placeID(n)
		}
	}
	return "laid-text"
}

func (r Reader) letterPieces(l letter.Layout, places []letterPlace) []views.LetterPiece {
	var out []views.LetterPiece
	from := 0
	for n, p := range places {
		if p.Start > from {
			out = append(out, views.LetterPiece{Text: l.Text[from:p.Start]})
		}
		labels := make([]string, len(p.marks))
		for k, id := range p.marks {
			labels[k] = r.LetterMark(id)
		}
		out = append(out, views.LetterPiece{ID: placeID(n), Label: strings.Join(labels, " · "), Text: l.Text[p.Start:p.End]})
		from = p.End
	}
	if from < len(l.Text) {
		out = append(out, views.LetterPiece{Text: l.Text[from:]})
	}
	return out
}

func (r Reader) letterNotices(l letter.Layout) []views.Notice {
	var out []views.Notice
	if l.Hidden > 0 {
		out = append(out, views.Notice{Tone: views.Warn, Title: r.T("The letter held characters that do not show"), Text: r.N(l.Hidden,
			"%d character that does not show or turns the reading direction was taken out. Below is what was left.",
			"%d characters that do not show or turn the reading direction were taken out. Below is what was left.")})
	}
	if l.QuotedLetter {
		out = append(out, views.Notice{Tone: views.Info, Title: r.T("It holds a letter that it answers"), Text: r.T("What stands only in that earlier letter does not count as said by this sender.")})
	}
	return out
}

// letterFacts is who writes, for whom, and about what.
func (r Reader) letterFacts(l letter.Layout) views.SummaryList {
	list := views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Kind"), Text: r.LetterKind(l.Kind)},
		{Key: r.T("Language"), Text: r.T(map[string]string{"en": views.Key("English"), "zh-CN": views.Key("Chinese")}[l.Lang])},
	}}
	if t := ipcase.RightType(l.Right); t != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("About"), Text: r.RightType(t)})
	}
	if l.Subject != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Subject"), Text: l.Subject, Lang: r.LangOf(l.Subject)})
	}
	for _, v := range []struct {
		key   string
		value letter.Value
	}{
		{r.T("Sender"), l.Name},
		{r.T("Organisation"), l.Company},
		{r.T("On behalf of"), l.OnBehalf},
		{r.T("Postal address"), l.Address},
		{r.T("Phone"), l.Phone},
		{r.T("Email"), l.Email},
		{r.T("Signature"), l.Signature},
	} {
		row := views.SummaryRow{Key: v.key, Text: v.value.Text, Lang: r.LangOf(v.value.Text)}
		switch {
		case v.value.Sure == letter.NotFound:
			row.Text, row.Lang = r.T("Not found"), ""
		case v.value.Redacted:
			row.Note = r.T("there, and made unreadable")
		case v.value.Sure == letter.Perhaps:
			row.Note = r.T("not sure")
		}
		list.Rows = append(list.Rows, row)
	}
	var numbers []string
	for _, v := range l.Registrations {
		numbers = append(numbers, v.Text)
	}
	if len(numbers) > 0 {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Registration numbers"), List: numbers})
	}
	list.Rows = append(list.Rows, r.letterPlacesRow(r.T("Complained of"), l.Locations))
	if len(l.Originals) > 0 {
		list.Rows = append(list.Rows, r.letterPlacesRow(r.T("The owner’s own"), l.Originals))
	}
	return list
}

func (r Reader) letterPlacesRow(key string, places []letter.Place) views.SummaryRow {
	const shown = 12
	row := views.SummaryRow{Key: key}
	for n, p := range places {
		if n == shown {
			row.Note = r.T("and %d more", len(places)-shown)
			break
		}
		row.List = append(row.List, p.Text)
	}
	if len(places) == 0 {
		row.Text = r.T("Not found")
	}
	return row
}
