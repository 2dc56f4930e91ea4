package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// completeness is what a procedure asks for, as a list to read: what is there, what
// is missing, and how each is cured. Where it is being filled in, fix leads to where
// a field is entered; nil where nothing can be entered.
func (r Reader) completeness(all ipcase.Completeness, fix func(field string) string) []views.ReviewElement {
	list := make([]views.ReviewElement, 0, len(all))
	for _, c := range all {
		e := r.elementLine(c)
		if fix != nil && len(c.Faults) > 0 {
			e.Links = []views.Link{{Text: r.T("Go to where it is entered"), Href: fix(c.Faults[0].Field)}}
		}
		list = append(list, e)
	}
	return list
}

// elementLine is one element without what was given.
func (r Reader) elementLine(c ipcase.ElementCheck) views.ReviewElement {
	e := c.Element
	return views.ReviewElement{
		Label: e.Label.In(r.Lang), Optional: !e.Required && c.Presence != ipcase.Missing, Given: c.Presence == ipcase.Present, Unsure: c.Presence == ipcase.Perhaps,
		Cure: e.Cure.In(r.Lang), Cite: r.Citation(e.Cite),
	}
}

// lackingNote is how much is missing, in one line.
func (r Reader) lackingNote(all ipcase.Completeness) string {
	missing := len(all.Lacking())
	if missing == 0 {
		return r.T("Everything that is required is there")
	}
	return r.N(missing, "%d element is missing", "%d elements are missing")
}
