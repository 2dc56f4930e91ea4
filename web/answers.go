package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/sheet"
	"ipportal/views"
	"ipportal/web/present"
)

// answerRoutes are the files by which a seller answers and a rights holder retracts.
func answerRoutes(s *Server) []route {
	const answers, retractions = present.SellerAnswersPath, present.RetractionsPath
	all := []route{
		get(answers+"/open.csv", seller, s.openAnswers(sheet.CSV)),
		get(answers+"/open.xlsx", seller, s.openAnswers(sheet.XLSX)),
		get(retractions+"/template.csv", holder, s.retractionTemplate(sheet.CSV)),
		get(retractions+"/template.xlsx", holder, s.retractionTemplate(sheet.XLSX)),
	}
	for path, side := range map[string]who{answers: seller, retractions: holder} {
		all = append(all,
			get(path, side, s.sheetsOfAnswers),
			upload(path, side, s.uploadAnswers).needsBy(someAnswer),
			get(path+"/:number", side, s.sheetOfAnswers),
			upload(path+"/:number", side, s.sendAnswers).freshly(),
			get(path+"/:number/result.csv", side, s.answerResult(sheet.CSV)),
			get(path+"/:number/result.xlsx", side, s.answerResult(sheet.XLSX)),
		)
	}
	return all
}

// someAnswer is what somebody needs so that a line of theirs can do anything.
func someAnswer(c echo.Context) ipcase.Permission {
	switch a := actorOf(c); {
	case a.Party == ipcase.PartyHolder:
		return ipcase.PermFile
	case a.May(ipcase.PermDelete):
		return ipcase.PermDelete
	default:
		return ipcase.PermAnswer
	}
}

func (s *Server) sheetsOfAnswers(c echo.Context) error {
	return s.showSheetsOfAnswers(c, http.StatusOK, nil)
}

func (s *Server) showSheetsOfAnswers(c echo.Context, status int, wrong *ipcase.Error) error {
	a := actorOf(c)
	list, err := s.Service.ReadAnswerFiles(c.Request().Context(), a)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.AnswersTitle(a.Party))
	if err != nil {
		return err
	}
	home := views.Link{Text: r.T("Complaints"), Href: "/holder/complaints"}
	if a.Party == ipcase.PartySeller {
		home = views.Link{Text: r.SellerListName(ipcase.ListRespond), Href: present.SellerComplaints}
	}
	p.Crumbs = []views.Link{home, {Text: p.Title}}
	p.HasError = wrong != nil
	return s.render(c, status, r.AnswerFiles(p, a.Party, list, wrong))
}

func (s *Server) uploadAnswers(c echo.Context) error {
	a := actorOf(c)
	up, err := s.readSheet(c)
	if err != nil {
		return err
	}
	var id string
	if err = up.problems(); err == nil {
		var lines []ipcase.AnswerRow
		if lines, err = s.answerRows(c, up.rows); err == nil {
			id, err = s.Service.PreviewAnswers(c.Request().Context(), a, up.name, lines)
		}
	}
	if e := refusal(err); e != nil {
		return s.showSheetsOfAnswers(c, http.StatusUnprocessableEntity, e)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AnswersPath(a.Party)+"/"+id)
}

// answerColumns are the headings by which a column is known, in both languages.
var answerColumns = sheetColumns{
	"complaint": {"complaint", "complaint number", "case", "case number", "投诉", "投诉编号", "案件", "案件编号"},
	"listing":   bulkColumns["listing"],
	"answer":    {"answer", "回复", "答复", "处理"},
	"ground":    {"reason", "ground", "理由", "反通知理由"},
	"words":     {"words", "note", "remark", "comment", "说明", "备注"},
}

// answerWords are the answers as people write them.
var answerWords = map[ipcase.LineAct][]string{
	ipcase.AskDelete:  {"delete", "delete now", "删除", "立即删除"},
	ipcase.AskCounter: {"counter", "counter-notification", "反通知", "提交反通知"},
}

func (s *Server) answerRows(c echo.Context, rows []sheet.Row) ([]ipcase.AnswerRow, error) {
	r, needed := s.reader(c), []string{"complaint"}
	if actorOf(c).Party == ipcase.PartySeller {
		needed = append(needed, "answer")
	}
	table, ok := answerColumns.read(rows, needed...)
	if !ok {
		const msg = "The first row has no column for the complaint or the answer. Use the file that this page offers: its headings are “complaint”, “listing”, “answer”, “reason”, “words”."
		return nil, &ipcase.Error{Kind: ipcase.Invalid, Msg: msg, Fields: []ipcase.FieldError{{Field: "file", Msg: msg}}}
	}
	lines := make([]ipcase.AnswerRow, 0, len(table))
	for _, row := range table {
		act := strings.TrimSpace(row.cells["answer"])
		for code, words := range answerWords {
			if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, act) }) {
				act = string(code)
			}
		}
		lines = append(lines, ipcase.AnswerRow{
			N: row.n, Number: row.cells["complaint"], Listing: row.cells["listing"], Words: row.cells["words"], Act: act, Ground: r.AnswerGroundOf(strings.TrimSpace(row.cells["ground"])),
		})
	}
	return lines, nil
}

func (s *Server) sheetOfAnswers(c echo.Context) error {
	a := actorOf(c)
	v, err := s.Service.ReadAnswers(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if c.Request().Header.Get("HX-Request") == "true" {
		return s.sheetProgress(c, v.State == ipcase.BulkRunning && !v.Failed, s.reader(c).AnswerProgress(a.Party, v))
	}
	return s.showSheetOfAnswers(c, http.StatusOK, v, nil, nil)
}

func (s *Server) showSheetOfAnswers(c echo.Context, status int, v ipcase.AnswerFileView, typed *ipcase.SendBulk, wrong *ipcase.Error) error {
	r, party := s.reader(c), actorOf(c).Party
	title := v.Name
	if title == "" {
		title = r.AnswersTitle(party)
	}
	p, err := s.page(c, title)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: r.AnswersTitle(party), Href: present.AnswersPath(party)}, {Text: title}}
	p.HasError = wrong != nil
	return s.render(c, status, r.AnswerFile(p, party, v, typed, wrong))
}

// sendAnswers keeps what was said and the files of evidence, and has the lines carried
// out.
func (s *Server) sendAnswers(c echo.Context) error {
	ctx, a, id := c.Request().Context(), actorOf(c), c.Param("number")
	v, err := s.Service.ReadAnswers(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	in, upload, err := s.readBulkSaid(c, id, v.Procedures)
	if err == nil && !upload {
		err = s.Service.SendAnswers(ctx, a, in)
	}
	return s.sheetSaid(c, err, upload, present.AnswersPath(a.Party)+"/"+id, func(c echo.Context, status int, wrong *ipcase.Error) error {
		if v, err = s.Service.ReadAnswers(ctx, a, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.showSheetOfAnswers(c, status, v, &in, wrong) //nolint:contextcheck // c carries it
	})
}

// answerResult says what became of each line.
func (s *Server) answerResult(f sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, a, id := c.Request().Context(), actorOf(c), c.Param("number")
		if _, err := s.Service.ReadAnswers(ctx, a, id); err != nil {
			return err //nolint:wrapcheck // before the first byte is out
		}
		return sendSheet(c, f, "result", func(row func(...string) error) error {
			each, err := s.reader(c).AnswerResult(row)
			if err != nil {
				return err
			}
			return s.Service.EachAnswerLine(ctx, a, id, each) //nolint:wrapcheck // says itself what it did
		})
	}
}

// openAnswers is everything that waits for a seller, as a file to fill in.
func (s *Server) openAnswers(f sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		return sendSheet(c, f, "complaints", func(row func(...string) error) error {
			each, err := s.reader(c).OpenAnswers(row)
			if err != nil {
				return err
			}
			return s.Service.EachOpenAnswer(c.Request().Context(), actorOf(c), each) //nolint:wrapcheck // says itself what it did
		})
	}
}

// retractionTemplate is a file to begin with.
func (s *Server) retractionTemplate(f sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := s.reader(c)
		return sendSheet(c, f, "template", func(row func(...string) error) error {
			if err := row(r.T("complaint"), r.T("listing")); err != nil {
				return err
			}
			return row("IP-2026-000318", "QL-88420116")
		})
	}
}
