package sample

import (
	"fmt"
	"slices"
	"time"

	"ipportal/ipcase"
)

// Each function here is what a person does with a page: it fills the form and
// presses the button.

// paper is a file that somebody adds to a form.
type paper struct {
	file string // among the sample's files
	name string // as its owner calls it
	only bool   // for the reviewer alone
}

// complaint is what a holder writes into the form.
type complaint struct {
	by, right, reason, lang string
	track                   ipcase.Track // where there is a choice; "" = the first
	lines                   []string
	text                    string
	answers                 map[string]string
	papers                  []paper
}

// filed is a complaint that a story goes on about.
type filed struct {
	*teller
	complaint
	number string
	cases  map[string]string // number by shop
}

// complain plans a filing.
func (t *teller) complain(when time.Time, c complaint) *filed {
	f := &filed{teller: t, complaint: c, cases: map[string]string{}}
	t.need(c.papers...)
	t.needPictures(c.lines)
	t.at(when, "complaint of "+c.by, f.file)
	return f
}

func (f *filed) file() error {
	draft, err := f.draftComplaint(f.complaint)
	if err != nil {
		return err
	}
	c, err := f.Service.FileComplaint(f.ctx, f.people[f.by], draft)
	if err != nil {
		return explain(err)
	}
	f.number = c.Number
	seen, err := f.Service.ReadHolderComplaint(f.ctx, f.people[f.by], c.Number)
	if err != nil {
		return explain(err)
	}
	listings := 0
	for _, k := range seen.Cases {
		f.cases[k.SellerName] = k.Number
		listings += k.ItemCount
	}
	if listings != len(f.lines) {
		return fmt.Errorf("%d of %d lines lead to a listing", listings, len(f.lines))
	}
	return nil
}

// draftComplaint fills the form and leaves it unsent.
func (t *teller) draftComplaint(c complaint) (string, error) {
	a, s := t.people[c.by], t.Service
	id, err := s.StartComplaint(t.ctx, a)
	if err != nil {
		return "", explain(err)
	}
	d, err := s.ComplaintDraft(t.ctx, a, id)
	if err != nil {
		return "", explain(err)
	}
	d.RightNumber, d.Lines, d.Reason, d.Explanation, d.Lang, d.Signature = t.rights[c.right], c.lines, c.reason, c.text, c.lang, a.Name
	d.Track = c.track
	if err := s.SaveComplaintDraft(t.ctx, a, id, d); err != nil {
		return "", explain(err)
	}
	check, err := s.CheckListings(t.ctx, a, id)
	if err != nil {
		return "", explain(err)
	}
	reason, _ := s.Book().Reason(c.reason)
	d.Ticked = statements(check.Procedure.NoticeElementsFor(reason.RightType, reason, d.Proof))
	for element, words := range c.answers {
		d.Answers[element] = words
	}
	if err := t.add(a, id, "evidence", ipcase.PurposeEvidence, c.papers); err != nil {
		return "", err
	}
	return id, explain(s.SaveComplaintDraft(t.ctx, a, id, d))
}

func statements(elements []ipcase.Element) []string {
	var ids []string
	for _, e := range elements {
		if e.Kind == ipcase.ElementStatement {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// add puts papers into a form.
func (t *teller) add(a ipcase.Actor, form, field string, purpose ipcase.ExhibitPurpose, papers []paper) error {
	for _, p := range papers {
		blob, ok := t.papers[p.file]
		if !ok {
			return fmt.Errorf("there is no file %s", p.file)
		}
		seen := ipcase.BothSides
		if p.only {
			seen = ipcase.ReviewerOnly
		}
		_, err := t.Service.AddEvidence(t.ctx, a, ipcase.AddEvidence{
			FormID: form, Field: field, Name: p.name, Blob: blob, Purpose: purpose, Visibility: seen,
		})
		if err != nil {
			return explain(err)
		}
	}
	return nil
}

// matter is one seller's case.
type matter struct {
	*filed
	shop string
}

// about is the case of one of a complaint's sellers.
func (f *filed) about(shop string) *matter { return &matter{f, shop} }

func (m *matter) caseNumber() string { return m.cases[m.shop] }

// view is the case as a reviewer sees it: reading it so delivers nothing.
func (m *matter) view() (ipcase.CaseView, error) {
	v, err := m.Service.ReadReviewCase(m.ctx, m.people[ada], m.caseNumber())
	return v, explain(err)
}

// choose ticks listings by their place in the case; none means all.
func (m *matter) choose(items []int) ([]ipcase.Chosen, error) {
	v, err := m.view()
	if err != nil {
		return nil, err
	}
	var chosen []ipcase.Chosen
	for _, i := range v.Items {
		if len(items) == 0 || slices.Contains(items, i.Position) {
			chosen = append(chosen, ipcase.Chosen{Position: i.Position, Version: i.Version})
		}
	}
	return chosen, nil
}

// later plans an act in this case.
func (m *matter) later(when time.Time, what string, do func() error) *matter {
	m.at(when, what+" in the case of "+m.shop, func() error { return explain(do()) })
	return m
}

// delete is the seller's Delete Now.
func (m *matter) delete(when time.Time, items ...int) *matter {
	return m.later(when, "deletion", func() error {
		chosen, err := m.choose(items)
		if err != nil {
			return err
		}
		return m.Service.DeleteListings(m.ctx, m.people[m.shop], ipcase.DeleteListings{Case: m.caseNumber(), Items: chosen})
	})
}

// rebuttal is what a seller writes into a counter-notification.
type rebuttal struct {
	items  []int
	ground ipcase.CounterGround
	lang   string
	text   string
	papers []paper
}

// counter files a counter-notification.
func (m *matter) counter(when time.Time, r rebuttal) *matter {
	m.need(r.papers...)
	return m.later(when, "counter-notification", func() error {
		id, err := m.draftCounter(r)
		if err != nil {
			return err
		}
		_, err = m.Service.FileCounter(m.ctx, m.people[m.shop], id)
		return err
	})
}

// draftCounter fills the form and leaves it unsent.
func (m *matter) draftCounter(r rebuttal) (string, error) {
	a, s := m.people[m.shop], m.Service
	chosen, err := m.choose(r.items)
	if err != nil {
		return "", err
	}
	v, err := m.view()
	if err != nil {
		return "", err
	}
	id, err := s.StartCounter(m.ctx, a, m.caseNumber(), chosen)
	if err != nil {
		return "", err
	}
	d, err := s.CounterDraft(m.ctx, a, id)
	if err != nil {
		return "", err
	}
	d.Ground, d.Explanation, d.Lang, d.Signature = r.ground, r.text, r.lang, a.Name
	d.Ticked = statements(v.Procedure.CounterElementsFor(v.Right.Type))
	if err := m.add(a, id, "evidence", ipcase.PurposeEvidence, r.papers); err != nil {
		return "", err
	}
	return id, s.SaveCounterDraft(m.ctx, a, id, d)
}

// reply is a holder's answer to a counter-notification, or what completes a notice.
type reply struct {
	items         []int
	kind          ipcase.AnswerKind
	lang, text    string
	court, number string
	papers        []paper
}

// answer answers a counter-notification.
func (m *matter) answer(when time.Time, r reply) *matter {
	m.need(r.papers...)
	return m.later(when, "answer", func() error {
		a, form := m.people[m.by], ipcase.NewID()
		if err := m.add(a, form, "evidence", ipcase.PurposeEvidence, r.papers); err != nil {
			return err
		}
		chosen, err := m.choose(r.items)
		if err != nil {
			return err
		}
		return m.Service.AnswerCounter(m.ctx, a, ipcase.AnswerCounter{
			FormID: form, Case: m.caseNumber(), Items: chosen, Kind: r.kind, Explanation: r.text, Lang: r.lang, Court: r.court, CourtNumber: r.number,
		})
	})
}

// appeal asks that another reviewer looks again.
func (m *matter) appeal(when time.Time, by, lang, text string, items ...int) *matter {
	return m.later(when, "appeal", func() error {
		chosen, err := m.choose(items)
		if err != nil {
			return err
		}
		return m.Service.AppealDecision(m.ctx, m.people[by], ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: m.caseNumber(), Items: chosen, Explanation: text, Lang: lang,
		})
	})
}

// retract is the holder's withdrawal of the whole complaint.
func (f *filed) retract(when time.Time) {
	f.at(when, "withdrawal", func() error {
		_, err := f.Service.Retract(f.ctx, f.people[f.by], ipcase.Retract{Complaint: f.number, Whole: true})
		return explain(err)
	})
}
