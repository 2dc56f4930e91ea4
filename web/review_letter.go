package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
	"ipportal/views"
	"ipportal/web/present"
)

// reviewLetters is where a reviewer lays out a letter that came by mail.
func (s *Server) reviewLetters(c echo.Context) error {
	return s.reviewLettersPage(c, http.StatusOK, present.LetterTyped{}, nil)
}

func (s *Server) reviewLettersPage(c echo.Context, status int, typed present.LetterTyped, wrong *ipcase.Error) error {
	before := int64(0)
	if status == http.StatusOK {
		before = int64(queryForm(c).int("before", 0))
	}
	kept, more, err := s.Service.ReadLetters(c.Request().Context(), actorOf(c), before)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Letters by mail"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.ReviewLetters(s.reader(c).ReviewLetters(p, typed, wrong, s.rulesInForce(), kept, more)))
}

// rulesInForce are the procedures in force today, each in its newest version.
func (s *Server) rulesInForce() []ipcase.Procedure {
	var out []ipcase.Procedure
	seen := map[string]bool{}
	for _, p := range s.Service.Book().Procedures {
		if seen[p.ID] {
			continue
		}
		seen[p.ID] = true
		if newest, ok := s.Service.Book().InForce(p.ID, s.Clock.Now()); ok {
			out = append(out, newest)
		}
	}
	return out
}

// rulesFor says under which procedure a letter is checked: the one that was
// chosen, or the one whose words such letters use.
func (s *Server) rulesFor(l letter.Layout, procedure, right string) (ipcase.Procedure, ipcase.RightType) {
	t := ipcase.RightType(right)
	if right == "" {
		t = ipcase.RightType(l.Right)
	}
	if t == "" {
		t = ipcase.Copyright
	}
	if procedure == "" {
		switch {
		case l.Lang == "zh-CN":
			procedure = "cn-ecommerce"
		case t == ipcase.Copyright:
			procedure = "us-dmca-512"
		default:
			procedure = "marketplace"
		}
	}
	if p, ok := s.Service.Book().InForce(procedure, s.Clock.Now()); ok {
		return p, t
	}
	p, _ := s.Service.Book().InForce("marketplace", s.Clock.Now())
	return p, t
}

// elementsFor are the elements that a kind of letter must hold; of a reason it
// says nothing yet.
func elementsFor(p ipcase.Procedure, t ipcase.RightType, kind letter.Kind) []ipcase.Element {
	switch kind {
	case letter.Counter:
		return p.CounterElementsFor(t)
	case letter.Retraction:
		return nil
	default:
		return p.NoticeElementsFor(t, ipcase.Reason{}, "")
	}
}

// lookAtLetter lays out a letter and says what is missing. It keeps nothing.
func (s *Server) lookAtLetter(c echo.Context) error {
	f, err := s.readForm(c, "file")
	if err != nil {
		return err
	}
	typed := present.LetterTyped{
		Kind: f.choice("kind", string(letter.Notice), string(letter.Counter), string(letter.Retraction)), Procedure: f.line("procedure", 60),
		RightType: f.choice("right-type", rightTypeNames()...),
	}
	raw := readLetter(f)
	if wrong := refusal(f.problems()); wrong != nil {
		typed.Letter, _ = cleanText(f.values.Get("letter"), true)
		return s.reviewLettersPage(c, http.StatusUnprocessableEntity, typed, wrong)
	}
	return s.letterLook(c, http.StatusOK, raw, typed, present.LetterLook{FormID: ipcase.NewID()})
}

func rightTypeNames() []string {
	var names []string
	for _, t := range ipcase.RightTypes() {
		names = append(names, string(t))
	}
	return names
}

func (s *Server) letterLook(c echo.Context, status int, raw letter.Raw, typed present.LetterTyped, k present.LetterLook) error {
	s.checkLetter(&k, raw, typed)
	p, err := s.page(c, s.t(c, "A letter that came by mail"))
	if err != nil {
		return err
	}
	r := s.reader(c)
	p.Crumbs = []views.Link{{Text: r.T("Letters by mail"), Href: present.ReviewLettersPath}, {Text: p.Title}}
	in := present.NewReader(actorOf(c), k.Layout.Lang, r.Zone, r.Now)
	return s.render(c, status, views.ReviewLetter(r.ReviewLetterLook(p, k, in)))
}

// checkLetter lays a letter out and checks it against the procedure's elements.
func (s *Server) checkLetter(k *present.LetterLook, raw letter.Raw, typed present.LetterTyped) {
	k.Layout = letter.Lay(raw, letter.Kind(typed.Kind))
	k.Procedure, k.RightType = s.rulesFor(k.Layout, typed.Procedure, typed.RightType)
	elements := elementsFor(k.Procedure, k.RightType, k.Layout.Kind)
	k.Completeness = ipcase.CheckCompleteness(elements, k.Layout.Given(k.Procedure, elements))
}

// keepLetter makes a record of a letter. What was found is found anew from the
// text that was sent, never taken from the form.
func (s *Server) keepLetter(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.LetterTyped{
		Kind:      f.choice("kind", string(letter.Notice), string(letter.Counter), string(letter.Retraction), string(letter.Unsure)),
		Procedure: f.line("procedure", 60), RightType: f.choice("right-type", rightTypeNames()...),
	}
	raw, answer, note := readLetter(f), f.text("answer", ipcase.MaxExplanation), f.text("note", ipcase.MaxComment)
	raw.Subject = f.line("subject", 2000)
	k := present.LetterLook{FormID: f.line("form", 60), Answer: answer, Note: note}
	err = f.problems()
	if err == nil {
		s.checkLetter(&k, raw, typed)
		kept := ipcase.MailedLetter{
			FormID: k.FormID, Kind: string(k.Layout.Kind), Procedure: k.Procedure.ID, ProcedureVersion: k.Procedure.Version, RightType: k.RightType,
			Lang: k.Layout.Lang, Subject: raw.Subject, SenderName: k.Layout.Contact().Name, SenderEmail: k.Layout.Contact().Email, Text: k.Layout.Text,
			Answer: answer, Note: note, Checks: []ipcase.LetterCheck{},
		}
		for _, x := range k.Completeness {
			kept.Checks = append(kept.Checks, ipcase.LetterCheck{ID: x.Element.ID, Presence: x.Presence})
		}
		if kept, err = s.Service.KeepLetter(c.Request().Context(), actorOf(c), kept); err == nil {
			return c.Redirect(http.StatusSeeOther, present.ReviewLetterHref(kept.Number))
		}
	}
	wrong := refusal(err)
	if wrong == nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if raw.Text == "" {
		return s.reviewLettersPage(c, http.StatusUnprocessableEntity, typed, wrong)
	}
	k.Problems = wrong
	return s.letterLook(c, http.StatusUnprocessableEntity, raw, typed, k)
}

// reviewLetter shows a letter that was kept: its text laid out by today's rules,
// its checks as they were when it was kept.
func (s *Server) reviewLetter(c echo.Context) error {
	kept, err := s.Service.ReadLetter(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "letter", Subject: kept.Number}); err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Letter %s", kept.Number))
	if err != nil {
		return err
	}
	l := letter.Lay(letter.Raw{Text: kept.Text, Subject: kept.Subject}, letter.Kind(kept.Kind))
	rules, _ := s.Service.Book().Procedure(kept.Procedure, kept.ProcedureVersion)
	var all ipcase.Completeness
	for _, e := range elementsFor(rules, kept.RightType, l.Kind) {
		for _, was := range kept.Checks {
			if was.ID == e.ID {
				all = append(all, ipcase.ElementCheck{Element: e, Presence: was.Presence})
			}
		}
	}
	return s.render(c, http.StatusOK, views.ReviewLetter(s.reader(c).ReviewLetterKept(p, kept, l, all, rules)))
}
