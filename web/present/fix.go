package present

import (
	"slices"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// FixCase is what the page about the fixes of a case is made from.
type FixCase struct {
	View  ipcase.FixView
	Now   []ipcase.FixLine // for which this reader may propose one
	Actor ipcase.Actor
	Typed *FixTyped     // nil: nothing was typed yet
	Error *ipcase.Error // why it was not accepted
}

// FixTyped is what was typed into the form of a fix, or of an answer to one.
type FixTyped struct {
	Form  string
	Items []ipcase.Chosen
	Kind  string
	Words string
	Lang  string
}

// CaseBase is the page of a case, for each side.
func CaseBase(by ipcase.Party, number string) string {
	switch by {
	case ipcase.PartySeller:
		return "/seller/cases/" + number
	case ipcase.PartyHolder:
		return "/holder/cases/" + number
	default:
		return ReviewCaseHref(number)
	}
}

// FixHref is the page about the fixes of a case, for each side.
func FixHref(by ipcase.Party, number string) string { return CaseBase(by, number) + "/fix" }

// Shows says whether there is anything on the page.
func (in FixCase) Shows() bool { return len(in.Now)+len(in.View.Lines) > 0 }

// answerable says whether this reader may answer the fix of a listing.
func answerable(l ipcase.FixLine) bool {
	return slices.Contains(l.Moves, ipcase.MoveAcceptFix) || slices.Contains(l.Moves, ipcase.MoveRefuseFix)
}

// FixTitle names the page by what its reader can do on it.
func (r Reader) FixTitle(in FixCase) string {
	switch {
	case len(in.Now) > 0:
		return r.T("Propose a fix")
	case slices.ContainsFunc(in.View.Lines, answerable):
		return r.T("Answer the fix")
	default:
		return r.T("Fix instead of removal")
	}
}

// FixPage is the fixes of a case: proposed, answered, or to be proposed.
func (r Reader) FixPage(p views.Page, in FixCase) views.FixPage {
	v, base := in.View, CaseBase(in.Actor.Party, in.View.Case.Number)
	problems := r.Problems(in.Error, nil)
	p.HasError = p.HasError || problems.Any() && in.Error.Kind == ipcase.Invalid
	p.Crumbs = []views.Link{{Text: v.Case.Number, Href: base}, {Text: p.Title}}
	page := views.FixPage{Page: p, Eyebrow: r.T("Case %s", v.Case.Number), Back: views.Link{Text: r.T("Back to the case"), Href: base}}
	if in.Error != nil && in.Error.Kind == ipcase.Invalid {
		page.Errors = problems.Summary
	} else if in.Error != nil {
		page.Stale = r.HolderStale(in.Error)
	}
	open := slices.ContainsFunc(v.Lines, answerable)
	switch {
	case len(in.Now) > 0:
		page.Form = r.fixProposal(in, problems)
		page.Lede = r.T("You have changed a listing so that the complaint has nothing left to be about. Say what you changed, and the complainant looks at it.")
	case open:
		page.Form = r.fixAnswer(in, problems)
		page.Lede = r.T("%s says that it has changed these listings. Look at each as it was when it was complained of and as it is with the fix.", sellerOf(v.CaseView))
	}
	for _, l := range v.Lines {
		if len(in.Now) == 0 && open && answerable(l) || slices.ContainsFunc(in.Now, func(n ipcase.FixLine) bool { return n.Position == l.Position && l.State != ipcase.AwaitingSeller }) {
			continue
		}
		page.Lines = append(page.Lines, r.fixListing(v.CaseView, l))
	}
	r.fixWaits(&page, in)
	for n := len(v.FixReplies) - 1; n >= 0; n-- {
		page.Said = append(page.Said, r.fixReply(v.CaseView, v.FixReplies[n]))
	}
	return page
}

// fixWaits says by when somebody answers what is proposed, and what silence does.
func (r Reader) fixWaits(page *views.FixPage, in FixCase) {
	var waiting *ipcase.FixLine
	for n := range in.View.Lines {
		l := &in.View.Lines[n]
		if l.State == ipcase.FixProposed && (waiting == nil || l.DueAt != nil && (waiting.DueAt == nil || l.DueAt.Before(*waiting.DueAt))) {
			waiting = l
		}
	}
	if waiting == nil {
		return
	}
	if waiting.DueAt == nil {
		page.Silence = r.T("The complainant has %s from the delivery of the proposal. Without an answer the fix counts as accepted, and the listings stay online.", r.Span(in.View.Procedure.Windows[ipcase.WindowFix]))
		return
	}
	page.Until = r.OthersDeadline(*waiting.DueAt)
	if in.Actor.Party == ipcase.PartyHolder {
		page.Until = r.Deadline(*waiting.DueAt)
	}
	page.Until.Chip = true
	page.Silence = r.T("If the complainant does not answer by then, the fix counts as accepted: the complaint about these listings ends and they stay online.")
	if in.Actor.Party == ipcase.PartyHolder {
		page.Silence = r.T("If you do not answer by then, the fix counts as accepted: the complaint about these listings ends and they stay online.")
	}
}

func (r Reader) fixReply(v ipcase.CaseView, x ipcase.FixReply) views.ClockWords {
	who := r.PartyName(v.Holder)
	if x.Party == ipcase.PartyPlatform {
		who = r.T("A reviewer")
	}
	title := r.T("%s accepted the fix of %s", who, r.itemRefs(v, x.Items))
	if x.Kind == ipcase.FixRefused {
		title = r.T("%s did not accept the fix of %s", who, r.itemRefs(v, x.Items))
	}
	return views.ClockWords{Title: title, When: r.ShortTime(x.FiledAt), Text: x.Words, Lang: r.OtherLang(x.Lang)}
}

// fixListing is a listing beside its fix.
func (r Reader) fixListing(v ipcase.CaseView, l ipcase.FixLine) views.FixListing {
	number := v.Case.Number
	out := views.FixListing{
		Position: itoa(l.Position), Version: itoa(l.Version), Line: r.Listing(number, l.Position, l.Snapshot), Snapshot: SnapshotHref(number, l.Position),
		State: r.ItemBadge(l.Item), Words: l.Fix.Words, Lang: r.OtherLang(l.Fix.Lang),
	}
	if l.Fix.PublicID != "" {
		out.Proposed = r.T("Proposed on %s", r.Time(l.Fix.FiledAt).Text)
	}
	if l.After == nil {
		out.None = r.T("The marketplace could not show the listing when the fix was proposed. Open it there and compare it with the snapshot.")
		return out
	}
	out.Before = &views.Picture{Alt: r.T("Listing %s as complained of", l.Snapshot.Ref)}
	if len(l.Snapshot.Images) > 0 {
		out.Before.Src = PictureHref(number, l.Position, 1)
	}
	out.After = &views.Picture{Alt: r.T("Listing %s with the fix", l.Snapshot.Ref)}
	if len(l.After.Images) > 0 {
		out.After.Src = fixPictureHref(number, l.Fix, l.Position, 1)
	}
	out.Changes = r.fixChanges(v, l)
	if l.State == ipcase.FixProposed {
		out.Since = r.changedSince(l)
	}
	return out
}

// changedSince warns where the listing is no longer what was proposed.
func (r Reader) changedSince(l ipcase.FixLine) *views.Notice {
	switch {
	case !l.NowKnown:
		return &views.Notice{Tone: views.Info, Text: r.T("The marketplace does not show the listing at this moment. This is how it was when the fix was proposed.")}
	case len(l.Since) > 0:
		var parts []string
		for _, c := range l.Since {
			parts = append(parts, r.changedPart(c.Part))
		}
		return &views.Notice{Tone: views.Warn, Text: r.T("The listing has changed again since the fix was proposed: %s.", r.Join(parts))}
	default:
		return nil
	}
}

func fixPictureHref(number string, f ipcase.Fix, position, n int) string {
	return "/fixes/" + number + "/" + f.PublicID + "/" + itoa(position) + "/" + itoa(n)
}

// fixChanges are the parts of a listing that differ.
func (r Reader) fixChanges(v ipcase.CaseView, l ipcase.FixLine) []views.FixChange {
	var out []views.FixChange
	for _, c := range l.Changes {
		change := views.FixChange{Label: upperFirst(r.changedPart(c.Part)), Lang: r.OtherLang(l.Snapshot.Lang)}
		switch c.Part {
		case ipcase.PartPrice:
			change.Lang = ""
			change.Runs = []views.TextRun{{Kind: "gone", Text: storedMoney(c.Before)}, {Text: " "}, {Kind: "come", Text: storedMoney(c.After)}}
		case ipcase.PartPictures:
			change.Note = r.T("%s no longer shown, %s new", r.Pictures(len(c.Gone)), r.Pictures(len(c.Come)))
			r.fixPictures(&change, v.Case.Number, l, c)
		default:
			change.Runs = textRuns(c.Words)
		}
		out = append(out, change)
	}
	return out
}

// fixPictures adds those pictures of which there is a kept copy.
func (r Reader) fixPictures(change *views.FixChange, number string, l ipcase.FixLine, c ipcase.Change) {
	for n, img := range l.Snapshot.Images {
		if slices.ContainsFunc(c.Gone, func(x ipcase.SnapshotImage) bool { return x.Hash == img.Hash }) {
			change.Gone = append(change.Gone, views.Picture{Src: PictureHref(number, l.Position, n+1), Alt: r.T("No longer shown: picture %d", n+1)})
		}
	}
	if l.After == nil {
		return
	}
	for n, img := range l.After.Images {
		if slices.ContainsFunc(c.Come, func(x ipcase.SnapshotImage) bool { return x.Hash == img.Hash }) {
			change.Come = append(change.Come, views.Picture{Src: fixPictureHref(number, l.Fix, l.Position, n+1), Alt: r.T("New: picture %d", n+1)})
		}
	}
}

// Pictures counts pictures.
func (r Reader) Pictures(n int) string { return r.N(n, "%d picture", "%d pictures") }

func (r Reader) changedPart(p ipcase.ChangedPart) string {
	switch p {
	case ipcase.PartTitle:
		return r.T("title")
	case ipcase.PartPrice:
		return r.T("price")
	case ipcase.PartDescription:
		return r.T("description")
	default:
		return r.T("pictures")
	}
}

// storedMoney is a price as a Change holds it, in words.
func storedMoney(s string) string {
	minor, currency, _ := strings.Cut(s, " ")
	n, err := strconv.ParseInt(minor, 10, 64)
	if err != nil {
		return s
	}
	return Money(n, currency)
}

// Of text that stayed, this many characters are shown on each side of a change.
const keptAround = 80

// textRuns shortens what stayed between changes that stand far apart.
func textRuns(words []ipcase.DiffRun) []views.TextRun {
	var out []views.TextRun
	for n, w := range words {
		text := w.Text
		if letters := []rune(text); w.Kind == ipcase.DiffSame && len(letters) > 3*keptAround {
			head, tail := string(letters[:keptAround]), string(letters[len(letters)-keptAround:])
			switch n {
			case 0:
				text = "… " + tail
			case len(words) - 1:
				text = head + " …"
			default:
				text = head + " … " + tail
			}
		}
		kind := map[ipcase.DiffKind]string{ipcase.DiffGone: "gone", ipcase.DiffCome: "come"}[w.Kind]
		out = append(out, views.TextRun{Kind: kind, Text: text})
	}
	return out
}

// CanSend says whether there is a form on the page.
func (in FixCase) CanSend() bool {
	return len(in.Now) > 0 || in.Actor.Party != ipcase.PartySeller && slices.ContainsFunc(in.View.Lines, answerable)
}
