package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
	"ipportal/views"
	"ipportal/web/present"
)

// holderLetter is where a complaint is begun from a letter.
func (s *Server) holderLetter(c echo.Context) error {
	return s.holderLetterPage(c, http.StatusOK, present.LetterTyped{}, nil)
}

func (s *Server) holderLetterPage(c echo.Context, status int, typed present.LetterTyped, wrong *ipcase.Error) error {
	p, err := s.page(c, s.t(c, "Start from a letter"))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Dashboard"), Href: "/holder"}, {Text: s.t(c, "File a complaint"), Href: "/holder/file"}, {Text: p.Title}}
	return s.render(c, status, views.HolderLetterPage(s.reader(c).HolderLetter(p, typed, wrong)))
}

// readLetter reads the letter of a form: the file where there is one, else what
// was pasted. What is wrong is noted beside its field.
func readLetter(f *form) letter.Raw {
	var raw letter.Raw
	var err error
	field := "letter"
	// A letter keeps the characters that turn its direction until they are counted.
	text := f.values.Get("letter")
	if file, ok := f.small["file"]; ok {
		field = "file"
		raw, err = letter.Read(file.Content)
	} else {
		raw, err = letter.FromText(text)
	}
	switch {
	case err == nil:
	case len(f.errs) > 0: // the file itself was refused
	case errors.Is(err, letter.ErrEmpty) && field == "letter":
		f.fail(field, "Paste the letter, or choose a file.")
	case errors.Is(err, letter.ErrEmpty):
		f.fail(field, "There is no text in this file. A picture or a scan cannot be read: type its words into the field above.")
	case errors.Is(err, letter.ErrTooLarge):
		f.fail(field, "This letter is too long. Up to %d characters can be laid out; leave out lists and attachments.", letter.MaxText)
	case errors.Is(err, letter.ErrTooNested):
		f.fail(field, "This mail holds too many mails within mails. Save the letter itself and choose that.")
	default:
		f.fail(field, "This file is neither text nor a mail. Save the letter as plain text or as .eml and choose that.")
	}
	return raw
}

// startFromLetter begins a draft with what a letter holds. It files nothing, and
// takes over neither statements nor signature: those are made by whoever sends.
func (s *Server) startFromLetter(c echo.Context) error {
	f, err := s.readForm(c, "file")
	if err != nil {
		return err
	}
	raw := readLetter(f)
	if wrong := refusal(f.problems()); wrong != nil {
		typed, _ := cleanText(f.values.Get("letter"), true)
		return s.holderLetterPage(c, http.StatusUnprocessableEntity, present.LetterTyped{Letter: typed}, wrong)
	}
	ctx, a := c.Request().Context(), actorOf(c)
	id, err := s.Service.StartComplaint(ctx, a)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	d, err := s.Service.ComplaintDraft(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	fromLetter(&d, raw)
	if err := s.Service.SaveComplaintDraft(ctx, a, id, d); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.Redirect(http.StatusSeeOther, "/holder/file/"+id+"/letter")
}

// fromLetter puts into a draft what a letter says beyond the organisation's own
// contact.
func fromLetter(d *ipcase.ComplaintDraft, raw letter.Raw) {
	l := letter.Lay(raw, "")
	d.Letter, d.Lang, d.Explanation = l.Text, l.Lang, l.Explanation
	d.Lines = nil
	for _, p := range l.Locations[:min(len(l.Locations), ipcase.MaxListings)] {
		d.Lines = append(d.Lines, p.Text)
	}
	given := l.Contact()
	for _, x := range []struct {
		into *string
		from string
	}{{&d.Contact.Name, given.Name}, {&d.Contact.Address, given.Address}, {&d.Contact.Phone, given.Phone}, {&d.Contact.Email, given.Email}} {
		if clean, _ := cleanText(x.from, x.into == &d.Contact.Address); strings.TrimSpace(clean) != "" {
			*x.into = clean
		}
	}
}

// holderFileLetter shows the letter from which a draft was begun.
func (s *Server) holderFileLetter(c echo.Context) error {
	id, a := c.Param("draft"), actorOf(c)
	d, err := s.Service.ComplaintDraft(c.Request().Context(), a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if d.Letter == "" || d.Filed {
		return c.Redirect(http.StatusSeeOther, "/holder/file/"+id)
	}
	p, err := s.page(c, s.t(c, "Your letter, laid out"))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Dashboard"), Href: "/holder"}, {Text: s.t(c, "File a complaint"), Href: "/holder/file/" + id}, {Text: p.Title}}
	raw, err := letter.FromText(d.Letter)
	if err != nil {
		return c.Redirect(http.StatusSeeOther, "/holder/file/"+id)
	}
	l := letter.Lay(raw, "")
	rules, right := s.rulesFor(l, "", "")
	all := ipcase.CheckCompleteness(elementsFor(rules, right, l.Kind), l.Given(rules, elementsFor(rules, right, l.Kind)))
	return s.render(c, http.StatusOK, views.HolderLetterLaidPage(s.reader(c).HolderLetterLaid(p, id, d, l, all)))
}
