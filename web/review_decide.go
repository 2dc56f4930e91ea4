package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// typedDecision reads the reviewer's form. Its limits are those of ipcase, which
// says what is too long; here only what no field may hold is taken out.
func (s *Server) typedDecision(c echo.Context) (present.ReviewTyped, *form, error) {
	f, err := s.readForm(c)
	if err != nil {
		return present.ReviewTyped{}, nil, err
	}
	t := present.ReviewTyped{
		In: ipcase.DecideCase{
			Case: c.Param("number"), Facts: f.text("facts", ipcase.MaxExplanation), Explanation: f.text("explanation", ipcase.MaxExplanation),
			GroundKind: ipcase.GroundKind(f.choice("ground_kind", string(ipcase.GroundLaw), string(ipcase.GroundTerms))),
			Reference:  f.line("reference", ipcase.MaxShortText), Territory: f.line("territory", ipcase.MaxShortText),
			Lang: f.choice("lang", present.Languages()...), Evidence: f.list("evidence"),
		},
		All: f.ruling("all"),
	}
	for name := range f.values {
		at, ok := strings.CutPrefix(name, "version-")
		position, err := strconv.Atoi(at)
		if !ok || err != nil || len(t.In.Rulings) >= maxList {
			continue
		}
		ru := f.ruling(at)
		ru.Position, ru.Version = position, f.int(name, 0)
		t.In.Rulings = append(t.In.Rulings, ru)
	}
	slices.SortFunc(t.In.Rulings, func(a, b ipcase.RulingInput) int { return a.Position - b.Position })
	return t, f, nil
}

func (f *form) ruling(at string) ipcase.RulingInput {
	return ipcase.RulingInput{
		Do:   ipcase.Move(f.line("ruling-"+at, 60)),
		Code: f.line("code-"+at, 60), Comment: f.text("comment-"+at, ipcase.MaxComment),
	}
}

// previewDecision checks a decision and shows the statement of reasons that it
// would publish. Nothing is sent yet.
func (s *Server) previewDecision(c echo.Context) error {
	typed, f, err := s.typedDecision(c)
	if err != nil {
		return err
	}
	if err := f.problems(); err != nil {
		return s.undecided(c, typed, nil, err)
	}
	ctx, a := c.Request().Context(), actorOf(c)
	if err := s.Service.Claim(ctx, a, typed.In.Case); err != nil { // an act renews the lease
		return s.undecided(c, typed, nil, err)
	}
	in, inherited := ruled(typed)
	d, _, err := s.Service.PreviewDecision(ctx, a, in)
	if err != nil {
		return s.undecided(c, typed, inherited, err)
	}
	b, err := s.readBench(c)
	if err != nil {
		return err
	}
	b.Typed = &typed
	r := s.reader(c)
	p, err := s.page(c, r.T("Statement of reasons"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewStatementPreview(r.ReviewStatement(p, b, d)))
}

// ruled is the decision as the service takes it: listings that the reviewer left
// open are not ruled on, if at least one is.
func ruled(typed present.ReviewTyped) (ipcase.DecideCase, []int) {
	in, inherited := typed.Merged()
	some := slices.DeleteFunc(slices.Clone(in.Rulings), func(ru ipcase.RulingInput) bool { return ru.Do == "" })
	for n := range some {
		if some[n].Do != ipcase.MoveRefuse {
			some[n].Code = "" // chosen, and then decided otherwise
		}
		if some[n].Do == ipcase.MoveAccept {
			some[n].Comment = "" // it is for the complainant, and an acceptance reaches the seller
		}
	}
	in.Rulings = some
	return in, inherited
}

// editDecision goes back from the preview to the form with everything typed.
func (s *Server) editDecision(c echo.Context) error {
	typed, _, err := s.typedDecision(c)
	if err != nil {
		return err
	}
	return s.bench(c, http.StatusOK, &typed, nil)
}

// decide publishes. A second press of the button is answered like the first.
func (s *Server) decide(c echo.Context) error {
	typed, f, err := s.typedDecision(c)
	if err != nil {
		return err
	}
	if err := f.problems(); err != nil {
		return s.undecided(c, typed, nil, err)
	}
	in, inherited := ruled(typed)
	_, err = s.Service.Decide(c.Request().Context(), actorOf(c), in)
	if err != nil {
		if again, err2 := s.sentBefore(c, in); err2 != nil || again {
			if err2 != nil {
				return err2
			}
			return s.decided(c, in)
		}
		return s.undecided(c, typed, inherited, err)
	}
	return s.decided(c, in)
}

func (s *Server) decided(c echo.Context, in ipcase.DecideCase) error {
	msg := views.Key("The decision on %s was sent. The next case is below.")
	if !slices.ContainsFunc(in.Rulings, func(ru ipcase.RulingInput) bool { return ru.Do != ipcase.MoveAskMore }) {
		msg = views.Key("The request on %s was sent to the complainant. The next case is below.")
	}
	if err := s.flash(c, views.Success, msg, in.Case); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/review")
}

// sentBefore says whether this very decision was published by this reviewer.
func (s *Server) sentBefore(c echo.Context, in ipcase.DecideCase) (bool, error) {
	v, err := s.Service.ReadReviewCase(c.Request().Context(), actorOf(c), in.Case)
	if err != nil {
		return false, err //nolint:wrapcheck // says itself what it did
	}
	for _, d := range v.Decisions {
		if d.ReviewerID != actorOf(c).PersonID || d.Facts != in.Facts || d.Explanation != in.Explanation || len(d.Rulings) != len(in.Rulings) {
			continue
		}
		same := true
		for n, ru := range d.Rulings {
			same = same && ru.Item == in.Rulings[n].Position && ru.Move == in.Rulings[n].Do && ru.Comment == in.Rulings[n].Comment
		}
		if same {
			return true, nil
		}
	}
	return false, nil
}

// undecided shows the case as it is now with what was typed: bad input beside
// its field, a case that has moved on or is another reviewer's with the reason.
func (s *Server) undecided(c echo.Context, typed present.ReviewTyped, inherited []int, err error) error {
	var e *ipcase.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Kind {
	case ipcase.Invalid, ipcase.Stale, ipcase.Refused:
	default:
		return err
	}
	if e.Kind != ipcase.Invalid { // the versions on the page are those of now
		for n := range typed.In.Rulings {
			typed.In.Rulings[n].Version = 0
		}
	}
	return s.bench(c, statusOf[e.Kind], &typed, typed.OfAll(e, inherited))
}

func (s *Server) recordDelivery(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.RecordDelivery{
		Case: c.Param("number"), NoticeID: int64(f.int("notice", 0)), How: f.line("how", ipcase.MaxShortText), Proof: f.text("proof", ipcase.MaxComment),
	}
	typed := present.ReviewTyped{In: ipcase.DecideCase{Facts: in.Proof}}
	if err := f.problems(); err != nil {
		return s.undecided(c, typed, nil, err)
	}
	if err := s.Service.RecordDelivery(c.Request().Context(), actorOf(c), in); err != nil {
		return s.undecided(c, typed, nil, err)
	}
	if err := s.flash(c, views.Success, views.Key("The delivery was recorded, and the clock has started.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReviewCaseHref(in.Case))
}
