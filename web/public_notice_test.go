package web_test

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	gomail "github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/worker"
	"ipportal/web"
	"ipportal/web/webtest"
)

const kari = "kari@fjellbris.example"

// aboutNotice fills in the first step of a notice about a copyright.
func aboutNotice(b *webtest.Browser, lines string) *webtest.Browser {
	return b.Open("/notice").Status(200).Sees("up to 10 listings").Open("/notice/copyright").Status(200).
		Fill("Listing addresses or IDs, one on each line", lines).Choose("Images copied").Choose("Not registered").
		Fill("Title of the work", "Northern lights").Fill("Owner", "Fjellbris AS").Tick("European Union").
		Fill("In force from", "2020-03-31").Fill("What is protected", "Our photographs of headlamps in the snow.")
}

// sayNotice fills in the second step and asks for the mail.
func sayNotice(b *webtest.Browser) *webtest.Browser {
	b.Fill("What should the seller and the reviewer know?", "The first picture is ours.").Choose("An organisation").Fill("Full legal name", "Fjellbris AS").
		Choose("Norway").Fill("Full name", "Kari Nes").Fill("E-mail address", kari).Fill("Telephone with country code", "+47 22 55 50 14").
		Fill("Postal address", "4 Fjordgata, Oslo").Fill("Sign by typing your full name", "Kari Nes")
	for _, words := range []string{"Good faith", "True and authorised", "Accuracy and authority"} {
		if strings.Contains(b.Text(), words) {
			b.Tick(words)
		}
	}
	return b.Press("Send me the mail that confirms it")
}

// reported files a notice up to its private link, and answers with its number.
func reported(t *testing.T, site *webtest.Site, lines string) (b *webtest.Browser, number string) {
	t.Helper()
	b = site.Stranger()
	aboutNotice(b, lines).Press("Look up the listings and continue").Status(200)
	sayNotice(b).Status(200).Sees("Look into your mailbox")
	b.Open(linkIn(t, site, kari, "report")).Press("Confirm the address and send the notice").Status(200).Sees("Complaint sent", "Your reference number")
	return b, complaintNo.FindString(b.Path())
}

// Kari reports two listings without an account: nothing is there before she presses
// the button of the mail's link; then a reviewer looks at it, the seller answers, she
// reads that by her private link, and takes the notice back.
func TestANoticeWithoutAnAccount(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.Stranger()
		aboutNotice(b, "QL-1001 our picture\nQL-9999").Press("Look up the listings and continue").Status(200).
			Sees("Norrvik style headlamp 900 lumen", "1 line leads to no listing and is left out", "QL-9999", "Nothing reaches anybody before you confirm your address")
		b.Press("Send me the mail that confirms it").Status(http.StatusUnprocessableEntity).
			Sees("Choose a country.", "Enter the postal address.", "Read this statement and tick it.", "Type your full name as your signature.", "Norrvik style headlamp 900 lumen")
		sayNotice(b).Status(200).Sees("Look into your mailbox", kari)
		link := linkIn(t, site, kari, "report")
		for range 3 { // a mail scanner opens links
			site.Stranger().Open(link).Status(200).Sees("Send this notice?", "Fjellbris AS", "Northern lights", "QL-1001")
		}
		for _, table := range []string{"complaints", "rights"} {
			if n := count(t, site, table, "1 = 1"); n != 0 {
				t.Fatalf("%d %s before the address was confirmed", n, table)
			}
		}
		if n := count(t, site, "people", "email = ?", kari); n != 0 {
			t.Fatal("there is a person before the address was confirmed")
		}
		b.Open(link).Upload("Add files", "own.pdf", pdf("own")).Press("Confirm the address and send the notice").Status(200).Sees("Complaint sent")
		number := complaintNo.FindString(b.Path())
		site.Stranger().Open(link).Status(http.StatusNotFound).Sees("This link is no longer good")
		b.Open("/holder/complaints/"+number).Status(200).Sees("Being checked", "own.pdf")
		b.Open("/holder").Sees("You filed without an account")
		b.Open("/holder/rights/new/copyright").Status(200).Press("Register this right").Status(http.StatusForbidden).Sees("This needs an account.")

		// A reviewer sees what is known, verifies the right, and accepts.
		private := linkIn(t, site, kari, "follow")
		w := worldOf(t, site, "elin", "lin")
		complaint := number
		no(t, site.DB.Gorm.Table("cases").Select("number").Where("number LIKE ?", complaint+"-%").Scan(&number).Error)
		site.As("ada").Open("/review").Sees(number, "Filed without an account").Open("/review/cases/" + number).Sees("Not registered: filed without an account").
			SeesNot("Waits for the identity check")
		site.As("lin").Open("/seller/cases/" + number).Status(404)
		var right string
		no(t, site.DB.Gorm.Table("rights").Select("number").Scan(&right).Error)
		no(t, site.Service.CheckRight(t.Context(), w.Rita, ipcase.CheckRight{Number: right, Version: 1, Verify: true}))
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		site.As("lin").Open("/seller/cases/"+number).Status(200).Sees("Not registered: filed without an account, with a confirmed mail address",
			"for a notice without an account no listing is removed by the clock alone")

		// The seller says nothing: nothing goes before a reviewer has looked (promise 3).
		site.Clock.Set(*w.Items(number)[0].DueAt)
		site.Work()
		if i := w.Items(number)[0]; i.State != ipcase.AwaitingSeller || !i.GuardBlocked {
			t.Fatalf("the clock left the item in %s", i.State)
		}
		site.As("ada").Open("/review?task=guarded").Sees(number)

		back := site.Stranger()
		back.Open(private).Status(200).Sees("Open what you filed", "Fjellbris AS").Press("Open what I filed").Status(200).Sees(complaint)
		back.Open("/holder/cases/" + number).Status(200).Sees("A reviewer looks at it first")
		back.Open("/operator").Status(404)
		back.Open("/holder/cases/" + number + "/retract").Status(200).Press("Retract the ticked listings").Status(200)
		if i := w.Items(number)[0]; i.State != ipcase.Withdrawn {
			t.Errorf("taken back, the item is in %s", i.State)
		}
	})
}

// What is wrong with a notice is said, and what it may hold is bounded.
func TestABadNoticeWithoutAnAccount(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.Stranger()
		b.Open("/notice/trademark").Press("Look up the listings and continue").Status(http.StatusUnprocessableEntity).
			Sees("Enter the address or ID of at least one listing.", "Choose what the listings do.", "Choose the office that registered the right")
		aboutNotice(b, strings.Repeat("QL-1001\n", 11)).Press("Look up the listings and continue").Status(http.StatusUnprocessableEntity).
			Sees("holds 10 listings at most; you have 11")
		aboutNotice(b, "QL-9999").Press("Look up the listings and continue").Status(http.StatusUnprocessableEntity).Sees("None of the lines leads to a listing")
		b.Open("/notice/mask_work").Status(http.StatusNotFound)
		b.Open("/link/report/" + strings.Repeat("a", 52)).Status(http.StatusNotFound)

		// At most three mails an hour go to one address; the answer stays the same.
		for range 5 {
			aboutNotice(b, "QL-1001").Press("Look up the listings and continue")
			sayNotice(b).Status(200).Sees("Look into your mailbox")
		}
		site.Work()
		if n := len(site.Mail(kari)); n != 3 {
			t.Errorf("%d mails went to one address within an hour", n)
		}
		for n := range 16 {
			aboutNotice(b, "QL-1001").Press("Look up the listings and continue")
			if sayNotice(b); n == 15 {
				b.Status(http.StatusTooManyRequests).Sees("Too many notices came from your connection.")
			}
		}

		// What nobody confirms is forgotten after a day, by the clock.
		link := linkIn(t, site, kari, "report")
		site.Clock.Advance(account.ReportLife)
		site.Work()
		site.Stranger().Open(link).Status(http.StatusNotFound)
		if n := count(t, site, "links", "kind = 'report' AND (data <> '{}' OR email <> '' OR sealed <> '')"); n != 0 {
			t.Errorf("%d notices are kept that nobody confirmed", n)
		}
	})
}

// Promise 4: however often the button is pressed at once, one notice is filed.
func TestConfirmingANoticeTwiceAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.Stranger()
		aboutNotice(b, "QL-1001").Press("Look up the listings and continue")
		sayNotice(b).Sees("Look into your mailbox")
		link := linkIn(t, site, kari, "report")
		var all sync.WaitGroup
		var browsers []*webtest.Browser
		for range 4 {
			browsers = append(browsers, site.Stranger().Open(link))
		}
		for _, again := range browsers {
			all.Go(func() { again.Press("Confirm the address and send the notice") })
		}
		all.Wait()
		for table, want := range map[string]int64{"complaints": 1, "rights": 1, "people": 1, "orgs": 1} {
			where := map[string]string{"people": "email = '" + kari + "'", "orgs": "unregistered"}[table]
			if where == "" {
				where = "1 = 1"
			}
			if n := count(t, site, table, where); n != want {
				t.Errorf("%d %s", n, table)
			}
		}
		site.Clock.Advance(time.Minute)
		// The same listing once more joins what is open: nothing is filed twice.
		aboutNotice(b, "QL-1001").Press("Look up the listings and continue")
		sayNotice(b)
		b.Open(linkIn(t, site, kari, "report")).Press("Confirm the address and send the notice").Status(http.StatusUnprocessableEntity).Sees("Nothing is filed twice")
	})
}

// Who chooses a password for the address has an account: what was filed goes on in
// it, and the private link ends.
func TestAnAccountTakesANoticeOver(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		_, number := reported(t, site, "QL-1001")
		private := linkIn(t, site, kari, "follow")
		b := site.Stranger()
		b.Open("/sign-in/reset").Fill("Email", kari).Press("Send the link")
		b.Open(linkIn(t, site, kari, "reset")).Fill("New password", newPassword).Press("Change the password").Status(200)
		b.Open("/sign-in").Fill("Email", kari).Fill("Password", newPassword).Press("Sign in").Status(200)
		b.Open("/holder/complaints/" + number).Status(200)
		b.Open("/holder").Sees("File a complaint").SeesNot("You filed without an account")
		site.Stranger().Open(private).Status(http.StatusNotFound)

		site.Clock.Advance(time.Minute)
		// Whoever has an account files without it too, and follows by signing in.
		aboutNotice(b, "QL-1002").Press("Look up the listings and continue")
		sayNotice(b)
		again := site.Stranger().Open(linkIn(t, site, kari, "report"))
		again.Press("Confirm the address and send the notice").Status(200).Sees("Your mail address has an account").At("/sign-in")
	})
}

// postbox is a mail server that keeps what it took.
type postbox struct {
	mu   sync.Mutex
	took []string // the text of each mail
}

func (p *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }
func (p *postbox) Reset()                                      {}
func (p *postbox) Logout() error                               { return nil }
func (p *postbox) Mail(string, *smtp.MailOptions) error        { return nil }
func (p *postbox) Rcpt(string, *smtp.RcptOptions) error        { return nil }
func (p *postbox) Data(r io.Reader) error {
	m, err := gomail.CreateReader(r)
	if err != nil {
		return err
	}
	part, err := m.NextPart()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(part.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.took = append(p.took, string(text))
	return err
}

// The mails of a notice leave by a real conversation with a mail server, and their
// links work: the first confirms, the second is private.
func TestTheMailsOfANoticeBySMTP(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		box := &postbox{}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		no(t, err)
		server := smtp.NewServer(box)
		server.Domain = "mx.example"
		go func() { _ = server.Serve(l) }()
		t.Cleanup(func() { _ = server.Close() })
		by, err := notify.SMTP(notify.SMTPConfig{URL: "smtp://" + l.Addr().String() + "?tls=none", HELO: "portal.example", Clock: site.Clock})
		no(t, err)
		post := worker.New(worker.Config{
			Store: site.Service, Market: site.Market, Mail: by, Log: slog.New(slog.NewTextHandler(site.Log, nil)), MailTimeout: 10 * time.Second,
			Compose: web.Letters(site.Service, site.Accounts, site.URL, "Quaylane IP Protection", "Quaylane IP Protection <ip@quaylane.example>"),
		})
		pathIn := func(kind string) string {
			_, err := post.RunOnce(t.Context())
			no(t, err)
			for _, text := range box.took {
				if _, after, ok := strings.Cut(text, "/link/"+kind+"/"); ok {
					return "/link/" + kind + "/" + strings.Fields(after)[0]
				}
			}
			t.Fatalf("no mail leads to a %s: %q", kind, box.took)
			return ""
		}
		b := site.Stranger()
		aboutNotice(b, "QL-1001").Press("Look up the listings and continue")
		sayNotice(b).Sees("Look into your mailbox")
		b.Open(pathIn("report")).Press("Confirm the address and send the notice").Status(200).Sees("Complaint sent")
		number := complaintNo.FindString(b.Path())
		site.Stranger().Open(pathIn("follow")).Press("Open what I filed").Status(200).Sees(number, "Fjellbris AS")
	})
}
