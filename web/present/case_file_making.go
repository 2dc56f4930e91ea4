package present

import (
	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// CaseFileMaking is how far the ZIP of a large case is.
func (r Reader) CaseFileMaking(in CaseFile) templ.Component {
	return views.CaseFileProgress(r.making(in))
}

func (r Reader) making(in CaseFile) views.CaseFileMaking {
	here := CaseFileHref(r.Party, in.View.Case.Number)
	m := views.CaseFileMaking{
		Href: here, Look: views.Link{Text: r.T("See how far it is"), Href: here + "#making"},
		Text: r.T("This case is large: its ZIP is made first, and kept here for a day. You can close this page meanwhile."),
	}
	names := map[string]string{"en": r.T("ZIP %s", r.T("in English")), "zh-CN": r.T("ZIP %s", r.T("in Chinese"))}
	for _, lang := range Languages() {
		l := views.CaseFileMade{Name: names[lang]}
		ask := &views.PostButton{
			Action: here, Hidden: []views.HiddenInput{{Name: "lang", Value: lang}}, Button: views.Button{Text: r.T("Make the ZIP"), Vh: names[lang]},
		}
		var f *MadeFile
		for n := range in.Made { // the latest first
			if in.Made[n].Lang == lang && f == nil {
				f = &in.Made[n]
			}
		}
		switch {
		case f == nil:
			l.Make = ask
		case f.State == ipcase.MadeAsked && f.GivenUp:
			l.Text, l.Make = r.T("The ZIP could not be made. Ask for it again."), ask
		case f.State == ipcase.MadeAsked && f.Total == 0:
			l.Text, m.Waits = r.T("Asked for on %s. The making begins in a moment.", r.Time(f.AskedAt).Text), true
		case f.State == ipcase.MadeAsked:
			l.Text, m.Waits = r.T("Being made: %d of %d files.", f.Done, f.Total), true
			l.Done, l.Total = itoa(f.Done), itoa(f.Total)
		case !f.Current:
			l.Text, l.Make = r.T("The case has changed since the ZIP was made on %s. Make it again.", r.Time(*f.MadeAt).Text), ask
		default:
			l.Text = r.T("Made on %s, %s. Kept until %s.", r.Time(*f.MadeAt).Text, Size(f.Size), r.Time(f.DropAt).Text)
			l.Save = &views.LinkButton{Kind: views.Primary, Text: r.T("Save the ZIP"), Href: here + ".zip?lang=" + lang}
		}
		m.Lines = append(m.Lines, l)
	}
	return m
}
