package present

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/views/mail"
)

// Mail writes a message to its addressee as a mail: who does what, by when in
// their zone, what happens otherwise, and where the page is. An empty lang or
// zone is the organisation's own.
func Mail(ctx context.Context, d ipcase.MailData, lang, zone, baseURL, product string) (subject, text, html string, err error) {
	w := newWriter(d, lang, zone, strings.TrimRight(baseURL, "/"), product)
	write, ok := letters[d.Message]
	if !ok {
		return "", "", "", fmt.Errorf("no words for a message of kind %q", d.Message)
	}
	l := w.frame()
	write(w, &l)
	if d.OpenPath != "" {
		l.Body = append(l.Body, w.T("Nobody signs in for your shop here yet. Open its account first; the link for that is good until %s.", w.Time(d.OpenUntil).Text))
		l.Before = &mail.Link{Text: w.T("Open the account of your shop"), Href: w.base + d.OpenPath}
	}
	if d.FollowPath != "" { // what the button leads to is behind the private link
		l.Link.Href = w.base + d.FollowPath + "?to=" + url.QueryEscape(w.href())
		l.LinkNote = w.T("This is your private link: it opens what you filed without an account. Give it to nobody else. Nothing is decided by opening it.")
	}
	if text, err = mail.Text(l); err != nil {
		return "", "", "", err
	}
	if html, err = mail.HTML(views.WithTranslator(ctx, Translator(w.Lang)), l); err != nil {
		return "", "", "", err
	}
	return l.Title, text, html, nil
}

// writer is one letter being written.
type writer struct {
	Reader
	d       ipcase.MailData
	base    string
	product string
	seller  bool   // the addressee is the seller
	count   string // "4 listings"
}

func newWriter(d ipcase.MailData, lang, zone, base, product string) *writer {
	if lang == "" {
		lang = d.Org.Lang
	}
	if zone == "" {
		zone = d.Org.Zone
	}
	a := ipcase.Actor{OrgID: d.Org.ID, Party: d.Org.Kind, Zone: zone}
	w := &writer{Reader: NewReader(a, lang, time.UTC, d.SentAt), d: d, base: base, product: product}
	w.seller = d.Org.Kind == ipcase.PartySeller
	w.count = w.Listings(d.ItemCount)
	return w
}

// T is the sentence in the addressee's language. Chinese stands without spaces
// around words that are Chinese themselves, such as a count put into a sentence.
func (w *writer) T(key string, args ...any) string {
	s := []rune(w.Reader.T(key, args...))
	if !w.chinese() {
		return string(s)
	}
	var b strings.Builder
	for n, c := range s {
		if c == ' ' && n > 0 && n+1 < len(s) && isHan(s[n-1]) && isHan(s[n+1]) {
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

func isHan(c rune) bool {
	return unicode.Is(unicode.Han, c) || strings.ContainsRune("，。：；（）、", c)
}

// letters is the wording of every kind of message.
var letters = map[ipcase.MessageKind]func(*writer, *mail.Letter){
	ipcase.MsgFiled:          (*writer).filed,
	ipcase.MsgNeedsInfo:      (*writer).needsInfo,
	ipcase.MsgRefused:        (*writer).refused,
	ipcase.MsgAccepted:       (*writer).accepted,
	ipcase.MsgComplaint:      (*writer).complaint,
	ipcase.MsgRemovedFirst:   (*writer).removedFirst,
	ipcase.MsgRemovedSilence: (*writer).removedSilence,
	ipcase.MsgSellerDeleted:  (*writer).sellerDeleted,
	ipcase.MsgCountered:      (*writer).countered,
	ipcase.MsgCounterFiled:   (*writer).counterFiled,
	ipcase.MsgAnswered:       (*writer).answered,
	ipcase.MsgWithdrawn:      (*writer).withdrawn,
	ipcase.MsgDecided:        (*writer).decided,
	ipcase.MsgEnded:          (*writer).ended,
	ipcase.MsgAppealed:       (*writer).appealed,
	ipcase.MsgLetter:         (*writer).letter,
	ipcase.MsgReminder:       (*writer).reminder,
	ipcase.MsgClock:          (*writer).clockChanged,
	ipcase.MsgLimitNear:      (*writer).limitNear,
	ipcase.MsgReappeared:     (*writer).reappeared,
	ipcase.MsgFixProposed:    (*writer).fixProposed,
	ipcase.MsgFixAnswered:    (*writer).fixAnswered,
	ipcase.MsgOffered:        (*writer).offered,
	ipcase.MsgOfferAnswered:  (*writer).offerAnswered,
	ipcase.MsgSettled:        (*writer).settled,
	ipcase.MsgSellOff:        (*writer).sellOff,
	ipcase.MsgExhibitAsked:   (*writer).exhibitAsked,
	ipcase.MsgExhibitOpened:  (*writer).exhibitOpened,
	ipcase.MsgExhibitSealed:  (*writer).exhibitSealed,
	ipcase.MsgRightVerified:  (*writer).rightVerified,
	ipcase.MsgRightRefused:   (*writer).rightRefused,
	ipcase.MsgPowerVerified:  (*writer).powerVerified,
	ipcase.MsgPowerRefused:   (*writer).powerRefused,
	ipcase.MsgPowerConfirmed: (*writer).powerConfirmed,
	ipcase.MsgPowerEnding:    (*writer).powerEnding,
	ipcase.MsgPowerEnded:     (*writer).powerEnded,
	ipcase.MsgPowerRevoked:   (*writer).powerRevoked,

	ipcase.MsgMeasure:       (*writer).measure,
	ipcase.MsgMeasureEnded:  (*writer).measureEnded,
	ipcase.MsgMeasureAppeal: (*writer).measureAppeal,
	ipcase.MsgTierGiven:     (*writer).tierGiven,
	ipcase.MsgTierLost:      (*writer).tierLost,

	ipcase.MsgAbuseFiled:    (*writer).abuseFiled,
	ipcase.MsgAbuseReported: (*writer).abuseReported,
	ipcase.MsgAbuseAnswered: (*writer).abuseAnswered,
	ipcase.MsgAbuseDecided:  (*writer).abuseDecided,
	ipcase.MsgAbuseAppealed: (*writer).abuseAppealed,
	ipcase.MsgAbuseLate:     (*writer).abuseLate,

	ipcase.MsgIdentityVerified: (*writer).identityVerified,
	ipcase.MsgIdentityRefused:  (*writer).identityRefused,
}

// frame is what every letter has: the page, the facts, why it came.
func (w *writer) frame() mail.Letter {
	l := mail.Letter{
		Lang: w.Lang, Product: w.product, Greeting: w.greeting(), Facts: w.facts(),
		Link:     mail.Link{Text: w.T("Open the case"), Href: w.base + w.href()},
		LinkNote: w.T("The link only opens a page, where you sign in. Nothing is decided by opening it."),
		Sender:   w.T("Sent by %s. Nobody reads answers to this address: answer on the page of the case.", w.product),
	}
	switch {
	case w.d.Payload.IdentityNumber != "":
		l.Link.Text = w.T("Open the page of your identity")
		l.Sender = w.T("Sent by %s. Nobody reads answers to this address.", w.product)
		l.Why = w.T("%s receives this because it handed in an identity paper.", w.d.Org.Name)
	case w.d.Payload.RightNumber != "" && w.d.Payload.ComplaintNumber == "":
		l.Link.Text = w.T("Open the right")
		l.Sender = w.T("Sent by %s. Nobody reads answers to this address.", w.product)
		l.Why = w.T("%s receives this because it registered this right.", w.d.Org.Name)
	case w.seller:
		l.Why = w.T("%s receives this because the complaint is about its listings.", w.d.Org.Name)
	default:
		l.Why = w.T("%s receives this because it filed this complaint.", w.d.Org.Name)
	}
	if w.d.Payload.CaseNumber == "" && w.d.Payload.ComplaintNumber != "" {
		l.Link.Text = w.T("Open the complaint")
	}
	return l
}

func (w *writer) greeting() string {
	if w.d.Org.ContactName != "" {
		return w.T("To %s, %s", w.d.Org.ContactName, w.d.Org.Name)
	}
	return w.T("To %s", w.d.Org.Name)
}

// messageHref is the page on which the addressee of a message goes on.
func messageHref(p ipcase.MailPayload, seller bool) string {
	switch {
	case p.Letter != "" && seller:
		return "/seller/cases/" + p.CaseNumber + "/complainant#letters"
	case p.Letter != "":
		return "/holder/cases/" + p.CaseNumber + "/seller#letters"
	case p.Abuse != "":
		return AbuseHref(p.Party, p.Abuse)
	case p.Party == ipcase.PartyPlatform:
		return ReviewCaseHref(p.CaseNumber)
	case p.CaseNumber != "" && seller:
		return "/seller/cases/" + p.CaseNumber
	case p.CaseNumber != "":
		return "/holder/cases/" + p.CaseNumber
	case p.ComplaintNumber != "":
		return "/holder/complaints/" + p.ComplaintNumber
	case p.RightNumber != "":
		return "/holder/rights/" + p.RightNumber
	case p.PowerNumber != "" && ipcase.PowerSide(p.Kind) == ipcase.SidePrincipal:
		return AgentHref(p.PowerNumber)
	case p.PowerNumber != "":
		return PrincipalHref(p.PowerNumber)
	case p.IdentityNumber != "":
		return "/account/identity"
	case p.Measure != "":
		return MeasureHref(p.Party, p.Measure)
	case p.Standing:
		return StandingPath(p.Party)
	default:
		return "/messages"
	}
}

func (w *writer) href() string { return messageHref(w.d.Payload, w.seller) }

func (w *writer) facts() []mail.Fact {
	var list []mail.Fact
	add := func(key, value string) {
		if value != "" {
			list = append(list, mail.Fact{Key: key, Value: value})
		}
	}
	p := w.d.Payload
	add(w.T("Case"), p.CaseNumber)
	if p.CaseNumber == "" {
		add(w.T("Complaint"), p.ComplaintNumber)
	}
	if w.seller {
		add(w.T("Complainant"), w.complainant())
	} else {
		add(w.T("Seller"), w.d.SellerName)
	}
	add(w.T("Right"), w.right())
	add(w.T("Reason"), w.d.Reason.Label.In(w.Lang))
	add(w.T("Marketplace"), w.d.Site.Name)
	add(w.T("Procedure"), w.d.Procedure.Name.In(w.Lang))
	return list
}

// right is "NORRVIK, Trademark, EUIPO 099442907 (IPR-2026-000042)".
func (w *writer) right() string {
	r := w.d.Right
	if r.Number == "" {
		return ""
	}
	parts := []string{r.Title, w.RightType(r.Type)}
	if r.RegNumber != "" {
		parts = append(parts, w.RightNumber(ipcase.Right{Number: r.Number, Office: r.Office, RegNumber: r.RegNumber}))
	}
	if w.chinese() {
		return strings.Join(parts, "，") + "（" + r.Number + "）"
	}
	return strings.Join(parts, ", ") + " (" + r.Number + ")"
}

// moment is the end of a window with the zone in which it is told.
func (w *writer) moment(t time.Time) string {
	name := w.zone().String()
	_, offset := t.In(w.zone()).Zone()
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	utc := fmt.Sprintf("UTC%s%d", sign, offset/3600)
	if m := offset / 60 % 60; m != 0 {
		utc = fmt.Sprintf("UTC%s%d:%02d", sign, offset/3600, m)
	}
	if name == "UTC" {
		utc = "UTC"
	} else {
		utc = name + ", " + utc
	}
	if w.chinese() {
		return w.Until(t).Text + "（" + strings.ReplaceAll(utc, ", ", "，") + "）"
	}
	return w.Until(t).Text + " (" + utc + ")"
}

// due is the addressee's time, or nil when none runs for them.
func (w *writer) due(label, otherwise string) *mail.Due {
	if w.d.DueAt == nil {
		return nil
	}
	d := &mail.Due{Label: label, Time: w.moment(*w.d.DueAt), Otherwise: otherwise}
	if w.d.Estimated {
		d.Note = w.T("%s from the day on which this reaches you. The page of the case shows how it is counted.", w.Span(w.d.Window))
	} else {
		d.Note = w.counted(w.d.Computation)
	}
	return d
}

// listings names what the message is about.
func (w *writer) listings(title string, state bool) *mail.Listings {
	if len(w.d.Items) == 0 {
		return nil
	}
	out := &mail.Listings{Title: title}
	for _, i := range w.d.Items {
		line := mail.Listing{Ref: i.Ref, Title: i.Title, Lang: w.OtherLang(i.Lang)}
		if state {
			line.Notes = append(line.Notes, w.ItemBadge(ipcase.Item{State: i.State, EndedByDecision: w.d.Decision != nil}).Text)
		}
		if label := i.Refusal.Label.In(w.Lang); label != "" && i.State == ipcase.Rejected {
			line.Notes = append(line.Notes, label)
			if cure := i.Refusal.Cure.In(w.Lang); cure != "" {
				line.Notes = append(line.Notes, cure)
			}
		}
		if i.Comment != "" {
			line.Notes = append(line.Notes, i.Comment)
		}
		out.Items = append(out.Items, line)
	}
	if more := w.d.ItemCount - len(w.d.Items); more > 0 {
		out.More = w.N(more, "and %d more; the page names it", "and %d more; the page names them all")
	}
	return out
}

// reasons is the statement of reasons that the message brings.
func (w *writer) reasons() *mail.Reasons {
	d := w.d.Decision
	if d == nil || d.Facts == "" && d.Explanation == "" {
		return nil
	}
	out := &mail.Reasons{Title: w.T("Statement of reasons"), Lang: w.OtherLang(d.Lang)}
	add := func(key, value string) {
		if value != "" {
			out.Parts = append(out.Parts, mail.Fact{Key: key, Value: value})
		}
	}
	add(w.T("Facts"), d.Facts)
	add(w.T("Why it follows"), d.Explanation)
	add(w.GroundKind(d.GroundKind), d.Reference)
	add(w.T("Where it applies"), d.Territory)
	means := w.T("Not used, neither to detect nor to decide.")
	if d.Automated {
		means = w.T("Used to decide.")
	}
	add(w.T("Automated means"), means)
	add(w.T("If you disagree"), d.Redress)
	return out
}

// GroundKind names on what a decision rests.
func (r Reader) GroundKind(k ipcase.GroundKind) string {
	if k == ipcase.GroundTerms {
		return r.T("Ground: the marketplace’s terms")
	}
	return r.T("Ground: the law")
}
