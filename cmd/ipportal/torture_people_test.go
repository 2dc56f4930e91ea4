package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// people press, and remember what was acknowledged: answered by a page that says so.
type people struct {
	v      *victim
	drafts []string // complaints that only have to be sent
	proxy  string   // where everybody presses; "" = at the portal's own doors
	post   *post    // where mail goes; nil = into the folder

	mu       sync.Mutex
	sessions map[int64]string  // of persons
	filed    map[string]string // draft → the complaint's number
	ruled    map[string]bool   // cases whose notice was accepted
	rejected map[string]bool   // cases whose notice was refused
	deleted  map[string]bool   // cases of which everything was deleted
	broken   int               // presses without an answer
	refused  int               // presses that were to be tried again later
	passed   int               // moves that silence made
	lost     int               // of what was acknowledged
	doubled  int
}

func newPeople(v *victim) *people {
	return &people{
		v: v, sessions: map[int64]string{}, filed: map[string]string{}, ruled: map[string]bool{}, rejected: map[string]bool{}, deleted: map[string]bool{},
	}
}

// signIn signs everybody in, as after a password and a code: when time is stepped,
// sessions run out.
func (p *people) signIn() {
	p.v.t.Helper()
	w := p.v.w
	accounts := account.New(w.DB.Gorm, w.Clock, ipcasetest.Keys(), func() {})
	for _, a := range []ipcase.Actor{w.Norrvik, w.Rita, w.Haiyun, w.Tianrui} {
		in, err := accounts.CompleteSignIn(p.v.t.Context(), a.PersonID, account.How{SecondFactor: true, OrgID: a.OrgID})
		p.v.no(err)
		p.mu.Lock()
		p.sessions[a.PersonID] = in.ID
		p.mu.Unlock()
	}
}

func (p *people) session(a ipcase.Actor) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sessions[a.PersonID]
}

// door is where somebody presses: at any of those that answer.
func (p *people) door() string {
	if p.proxy != "" {
		return p.proxy
	}
	var doors []string
	for _, r := range p.v.replicas {
		if r.addr != "" {
			doors = append(doors, r.addr)
		}
	}
	return doors[rand.IntN(len(doors))]
}

var reference = regexp.MustCompile(`<span class="ref">([0-9a-f]+)</span>`)

var formToken = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// press sends a form as somebody and gives where it led; ok is false where there was
// no answer, or another.
func (p *people) press(a ipcase.Actor, path string, fields url.Values) (location string, ok bool) {
	return p.send(a, path, func(token string) (string, io.Reader) {
		fields.Set("_csrf", token)
		return "application/x-www-form-urlencoded", strings.NewReader(fields.Encode())
	})
}

// send sends what form makes of the page's token.
func (p *people) send(a ipcase.Actor, path string, form func(token string) (kind string, body io.Reader)) (location string, ok bool) {
	jar, _ := cookiejar.New(nil)
	at := &url.URL{Scheme: "http", Host: p.door()}
	jar.SetCookies(at, []*http.Cookie{{Name: "session", Value: p.session(a), Path: "/"}})
	client := &http.Client{
		Jar: jar, Timeout: 10 * time.Second, Transport: &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	token := tokenFor(client, at.String())
	if token == "" {
		return "", p.noAnswer()
	}
	kind, what := form(token)
	res, err := client.Post(at.String()+path, kind, what)
	if err != nil {
		return "", p.noAnswer()
	}
	said, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	switch res.StatusCode {
	case http.StatusSeeOther:
		location = res.Header.Get("Location")
		return location, !strings.HasPrefix(location, "/sign-in")
	case http.StatusConflict, http.StatusServiceUnavailable: // somebody was faster; it is away
		return "", p.refusal()
	case http.StatusTooManyRequests:
		time.Sleep(time.Second)
		return p.send(a, path, form)
	default:
		if bytes.Contains(said, []byte(`id="confirm"`)) { // time was stepped in between
			return "", false
		}
		p.v.t.Errorf("%s: %d %s\n%s", path, res.StatusCode, firstWords(said), p.v.said(reference.FindSubmatch(said)))
		return "", false
	}
}

// tokenFor reads the token of somebody's page; who came too often waits and comes again.
func tokenFor(client *http.Client, at string) string {
	for {
		page, err := client.Get(at + "/account")
		if err != nil {
			return ""
		}
		body, err := io.ReadAll(page.Body)
		_ = page.Body.Close()
		if page.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second)
			continue
		}
		token := formToken.FindSubmatch(body)
		if err != nil || token == nil || page.StatusCode >= http.StatusInternalServerError {
			return ""
		}
		return string(token[1])
	}
}

// upload puts a file into a complaint that is not sent yet.
func (p *people) upload(draft, name string, words []byte) bool {
	_, ok := p.send(p.v.w.Norrvik, "/holder/file/"+draft+"/facts", func(token string) (string, io.Reader) {
		var parts bytes.Buffer
		w := multipart.NewWriter(&parts)
		for _, field := range [][2]string{{"_csrf", token}, {"do", "upload"}, {"explanation", "The listings use our name."}} {
			_ = w.WriteField(field[0], field[1])
		}
		if part, err := w.CreateFormFile("evidence", name); err == nil {
			_, _ = part.Write(words)
		}
		_ = w.Close()
		return w.FormDataContentType(), &parts
	})
	return ok
}

func (p *people) refusal() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.refused++
	return false
}

func (p *people) noAnswer() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.broken++
	return false
}

func firstWords(page []byte) []byte {
	if n := bytes.Index(page, []byte("<main")); n >= 0 {
		page = page[n:]
	}
	return page[:min(len(page), 500)]
}

// file sends the next complaint; one that got no answer is sent again.
func (p *people) file() bool {
	p.mu.Lock()
	next := ""
	for _, d := range p.drafts {
		if p.filed[d] == "" {
			next = d
			break
		}
	}
	p.mu.Unlock()
	if next == "" {
		return false
	}
	location, ok := p.press(p.v.w.Norrvik, "/holder/file/"+next+"/send", url.Values{"do": {"send"}})
	if ok {
		p.mu.Lock()
		p.filed[next] = numberIn(location)
		p.mu.Unlock()
	}
	return ok
}

// waiting is a case for which somebody's press is due.
func (p *people) waiting(where string, args ...any) (c ipcase.Case, items []ipcase.Item, ok bool) {
	err := p.v.w.DB.Gorm.Where(where, args...).Order("id").Limit(1).Take(&c).Error
	if err == nil {
		err = p.v.w.DB.Gorm.Where("case_id = ?", c.ID).Order("position").Find(&items).Error
	}
	return c, items, err == nil && len(items) > 0
}

// rule accepts the next notice, and refuses each sixth, so that no tier of trust comes
// to spare the reviewers their work.
func (p *people) rule() bool {
	c, items, ok := p.waiting("review_task = ?", ipcase.TaskNotice)
	if !ok {
		return false
	}
	f := url.Values{
		"facts": {"The name stands on the lamp."}, "ground_kind": {"terms"}, "reference": {"7.2"}, "explanation": {"It is the registered name."},
		"territory": {"CN"}, "lang": {"en"},
	}
	move, done := ipcase.MoveAccept, p.ruled
	if c.ID%6 == 0 {
		move, done = ipcase.MoveRefuse, p.rejected
	}
	for _, i := range items {
		f.Set("ruling-"+strconv.Itoa(i.Position), string(move))
		f.Set("code-"+strconv.Itoa(i.Position), "not_ip")
		f.Set("version-"+strconv.Itoa(i.Position), strconv.Itoa(i.Version))
	}
	if _, ok = p.press(p.v.w.Rita, "/review/cases/"+c.Number+"/decide", f); ok {
		p.mu.Lock()
		done[c.Number] = true
		p.mu.Unlock()
	}
	return ok
}

// delete takes everything down that one of the sellers is asked about. The other's
// cases are left to the clock.
func (p *people) delete() bool {
	c, items, ok := p.waiting("seller_org_id = ? AND seller_list = ? AND status = ?", p.v.w.Tianrui.OrgID, ipcase.ListRespond, ipcase.AwaitingSeller)
	if !ok {
		return false
	}
	f := url.Values{}
	for _, i := range items {
		f.Add("items", strconv.Itoa(i.Position))
		f.Set("version-"+strconv.Itoa(i.Position), strconv.Itoa(i.Version))
	}
	if _, ok = p.press(p.v.w.Tianrui, "/seller/cases/"+c.Number+"/delete", f); ok {
		p.mu.Lock()
		p.deleted[c.Number] = true
		p.mu.Unlock()
	}
	return ok
}

// bring puts new listings on sale and prepares complaints about them, which only have
// to be sent.
func (p *people) bring(right string, round, n int) {
	v := p.v
	v.t.Helper()
	for k := range n {
		p.drafts = append(p.drafts, p.draft(right, fmt.Sprintf("K%d-%d", round, k), []ipcase.Actor{v.w.Haiyun, v.w.Tianrui}[:1+k%2]...))
	}
	p.signIn()
}

// draft puts new listings on sale and prepares a complaint about them.
func (p *people) draft(right, name string, sellers ...ipcase.Actor) string {
	v := p.v
	v.t.Helper()
	var refs []string
	for _, seller := range sellers {
		ref := fmt.Sprintf("%s-%d", name, seller.OrgID)
		v.no(v.w.Market.Add(v.t.Context(), marketplace.CatalogueListing{
			SiteCode: v.w.Site.Code, Ref: ref, SellerOrgID: seller.OrgID, SellerName: seller.OrgName, Title: "Headlamp " + ref, Lang: "en",
			Description: "Rechargeable.", Category: "Lamps", PriceMinor: 1290, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: v.w.Clock.Now(),
		}))
		refs = append(refs, ref)
	}
	return v.w.Draft(right, refs...)
}

// while lets everybody press at once while something is done.
func (p *people) while(do func()) {
	stop := make(chan struct{})
	var all sync.WaitGroup
	for _, press := range []func() bool{p.file, p.rule, p.delete} {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if !press() {
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
	}
	defer all.Wait()
	defer close(stop)
	do()
}

// goesOn waits until something is acknowledged again; nobody is started for it.
func (p *people) goesOn() {
	p.v.t.Helper()
	was := p.acknowledged()
	for range 1200 {
		if p.acknowledged() > was {
			return
		}
		p.v.lives()
		time.Sleep(50 * time.Millisecond)
	}
	p.v.t.Fatal("nothing is acknowledged any more")
}

// sendsAll waits until every complaint that was prepared is acknowledged, and somebody
// has decided and deleted.
func (p *people) sendsAll() {
	p.v.t.Helper()
	was := -1
	for idle := 0; idle < 1200; idle++ {
		p.mu.Lock()
		done := len(p.filed) == len(p.drafts) && len(p.ruled) > 0 && len(p.deleted) > 0
		p.mu.Unlock()
		if done {
			return
		}
		if now := p.acknowledged(); now != was {
			was, idle = now, 0
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.v.t.Fatalf("not everything comes to be acknowledged: %d complaints were prepared; %s", len(p.drafts), p)
}

func (p *people) acknowledged() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.filed) + len(p.ruled) + len(p.rejected) + len(p.deleted)
}

func numberIn(location string) string {
	parts := strings.Split(location, "/")
	return parts[max(0, len(parts)-2)]
}
