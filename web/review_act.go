package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// reviewAct is the form of an act beside the tasks of the queue. Where it cannot
// be done now, the page says so.
func (s *Server) reviewAct(c echo.Context) error {
	act := c.Param("act")
	if !slices.Contains(present.ReviewActs(), act) {
		return errAbsent()
	}
	b, err := s.readBench(c)
	if err != nil {
		return err
	}
	if act == present.ActLook && !present.MayReviewAct(b.Case, act) {
		if err := s.flash(c, views.Info, "This cannot be done in this case now. You see the case as it is."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, present.ReviewCaseHref(b.Case.Case.Number))
	}
	t := s.reader(c).FreshReviewAct(b.Case, act)
	if number := queryForm(c).line("received", 40); act == present.ActOrder && number != "" {
		o, err := s.Service.ReadReceivedOrder(c.Request().Context(), actorOf(c), number)
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		in := t.In.Order
		in.Received, in.Kind, in.Authority, in.Number, in.DatedOn = o.Number, o.Kind, o.Authority, o.OrderNumber, o.DatedOn
		if o.SilentNow { // nothing else can be done yet
			t.Effect = ipcase.MoveOrderUpheld
		}
	}
	return s.reviewActPage(c, http.StatusOK, b, t)
}

func (s *Server) reviewActPage(c echo.Context, status int, b present.Bench, t present.ReviewActTyped) error {
	r := s.reader(c)
	if t.In.Order != nil {
		var err error
		if t.Files, err = s.Service.FormEvidence(c.Request().Context(), actorOf(c), t.In.Order.FormID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		if t.In.Order.Received != "" {
			o, err := s.Service.ReadReceivedOrder(c.Request().Context(), actorOf(c), t.In.Order.Received)
			if err != nil {
				return err //nolint:wrapcheck // says itself what it did
			}
			if o.SilentNow {
				t.ToldFrom = o.SilentUntil
			}
		}
	}
	p, err := s.page(c, r.ReviewActTitle(t.Act)+" "+b.Case.Case.Number)
	if err != nil {
		return err
	}
	return s.render(c, status, views.ReviewActPage(r.ReviewAct(p, b, t)))
}

// typedAct reads the form of an act.
func typedAct(c echo.Context, f *form, act string) present.ReviewActTyped {
	t := present.ReviewActTyped{
		Act: act, Effect: ipcase.Move(f.line("effect", 60)), Reason: f.line("reason", 60), Ticked: []int{}, Next: f.line("next", 20),
		In: ipcase.DecideCase{
			Case: c.Param("number"), Facts: f.text("facts", ipcase.MaxExplanation), Explanation: f.text("explanation", ipcase.MaxExplanation),
			GroundKind: ipcase.GroundKind(f.choice("ground_kind", string(ipcase.GroundLaw), string(ipcase.GroundTerms))),
			Reference:  f.line("reference", ipcase.MaxShortText), Territory: f.line("territory", ipcase.MaxShortText),
			Lang: f.choice("lang", present.Languages()...), Evidence: f.list("relied"),
		},
	}
	if act == present.ActOrder || act == present.ActOutcome {
		t.In.Order = &ipcase.OrderInput{
			FormID: f.line("form", 40), Kind: ipcase.OrderKind(f.choice("order_kind", string(ipcase.OrderOfCourt), string(ipcase.OrderOfAuthority))),
			Authority: f.line("authority", ipcase.MaxShortText), Number: f.line("order_number", ipcase.MaxShortText), DatedOn: f.line("dated_on", 20),
			Received: f.line("received", 40),
		}
	}
	do, code := t.Effect, ""
	switch act {
	case present.ActReclassify:
		do, code = ipcase.MoveReclassify, t.Reason
	case present.ActReverse:
		do = ipcase.MoveReverseOwn
	case present.ActOrder, present.ActOutcome:
		if !slices.Contains(present.MovesOfAct(act), do) {
			f.fail("effect", "Choose what it means for these listings.")
		}
	}
	for _, i := range f.items("items") {
		t.Ticked = append(t.Ticked, i.Position)
		t.In.Rulings = append(t.In.Rulings, ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do, Code: code})
	}
	if len(t.Ticked) == 0 && act != present.ActLook {
		f.fail("items", "Choose at least one listing.")
	}
	return t
}

// doReviewAct does what an act's form says, or keeps the files that came with it.
// A second press is answered like the first.
func (s *Server) doReviewAct(c echo.Context) error {
	act := c.Param("act")
	if !slices.Contains(present.ReviewActs(), act) {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	b, err := s.readBench(c)
	if err != nil {
		return err
	}
	t := typedAct(c, f, act)
	if t.In.Order != nil && t.In.Order.Received != "" { // its document is there already
		if err := s.Service.PutReceivedFiles(c.Request().Context(), actorOf(c), t.In.Order.Received, t.In.Order.FormID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if t.In.Order != nil {
		if only, err := s.orderFiles(c, f, t.In.Order.FormID); err != nil || only {
			if err != nil {
				return err
			}
			return s.reviewActPage(c, http.StatusOK, b, t)
		}
	}
	if err := f.problems(); err != nil {
		// What the deed would find wrong is said with it, once.
		return s.undone(c, b, t, s.actProblems(c, t, err))
	}
	toldFrom, err := s.act(c, t)
	if err != nil {
		if act != present.ActLook {
			if again, err2 := s.sentBefore(c, t.In); err2 != nil || again {
				if err2 != nil {
					return err2
				}
				return s.acted(c, t)
			}
		}
		return s.undone(c, b, t, err)
	}
	if toldFrom != nil {
		if err := s.flash(c, views.Success, "The order is carried out. Neither side is told before the day that it gives."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, present.ReceivedPath+"/"+t.In.Order.Received)
	}
	return s.acted(c, t)
}

// act does it. Where the parties may not be told of it yet it says from which day.
func (s *Server) act(c echo.Context, t present.ReviewActTyped) (toldFrom *time.Time, err error) {
	ctx, a := c.Request().Context(), actorOf(c)
	if t.Act == present.ActLook {
		return nil, s.Service.LookAtHold(ctx, a, ipcase.LookAtHold{Case: t.In.Case, Next: t.Next}) //nolint:wrapcheck // says itself what it did
	}
	d, err := s.Service.Decide(ctx, a, t.In)
	return d.ToldFrom, err //nolint:wrapcheck // says itself what it did
}

// actProblems are those that the form's reading found, and those that the deed
// finds besides.
func (s *Server) actProblems(c echo.Context, t present.ReviewActTyped, found error) error {
	all := asProblem(found)
	if t.Act == present.ActLook || len(t.In.Rulings) == 0 {
		return all
	}
	if !slices.Contains(present.MovesOfAct(t.Act), t.In.Rulings[0].Do) { // its checks wait for the choice alone
		for n := range t.In.Rulings {
			t.In.Rulings[n].Do = present.MovesOfAct(t.Act)[0]
		}
	}
	_, _, err := s.Service.PreviewDecision(c.Request().Context(), actorOf(c), t.In)
	if e := asProblem(err); e != nil && e.Kind == ipcase.Invalid {
		all.Fields = append(all.Fields, e.Fields...)
	}
	return all
}

// orderFiles keeps or drops the document of an order; only says that nothing else
// was asked for.
func (s *Server) orderFiles(c echo.Context, f *form, formID string) (only bool, err error) {
	if err := s.keepFiles(c, f, formID, "files", ipcase.PurposeEvidence, visibilityOf(f)); err != nil {
		return false, err
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		return true, s.Service.DropEvidence(c.Request().Context(), actorOf(c), formID, id) //nolint:wrapcheck // says itself what it did
	}
	return do == "upload", nil
}

// undone shows the form again with what was typed, and the versions of now.
func (s *Server) undone(c echo.Context, b present.Bench, t present.ReviewActTyped, err error) error {
	e := asProblem(err)
	if e == nil || e.Kind != ipcase.Invalid && e.Kind != ipcase.Stale && e.Kind != ipcase.Refused {
		return err
	}
	if e.Kind != ipcase.Invalid {
		if b, err = s.readBench(c); err != nil {
			return err
		}
	}
	if !present.MayReviewAct(b.Case, t.Act) && (e.Kind != ipcase.Invalid || t.Act == present.ActLook) {
		typed := present.ReviewTyped{In: t.In}
		return s.bench(c, statusOf[ipcase.Stale], &typed, e)
	}
	t.Problem = e
	return s.reviewActPage(c, statusOf[e.Kind], b, t)
}

// actDone is what the next page tells.
var actDone = map[string]string{
	present.ActReclassify: views.Key("The other reason is recorded, and both sides are told."),
	present.ActReverse:    views.Key("The decision is reversed, and both sides are told."),
	present.ActOrder:      views.Key("The order is recorded, and both sides are told."),
	present.ActOutcome:    views.Key("The outcome is recorded, and both sides are told."),
	present.ActLook:       views.Key("The day of the next look is set."),
}

func (s *Server) acted(c echo.Context, t present.ReviewActTyped) error {
	if err := s.flash(c, views.Success, actDone[t.Act]); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReviewCaseHref(t.In.Case))
}
