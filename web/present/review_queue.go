package present

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewCaseHref is a case on the reviewer's bench.
func ReviewCaseHref(number string) string { return "/review/cases/" + number }

// ReviewRightHref is a right where a reviewer checks it.
func ReviewRightHref(number string) string { return "/review/rights/" + number }

// ReviewQueue shows a page of the queue to the reviewer a.
func (r Reader) ReviewQueue(p views.Page, a ipcase.Actor, q ipcase.ReviewQuery, out ipcase.ReviewQueue, book ipcase.Rulebook) views.ReviewQueuePage {
	c := out.Counts
	page := views.ReviewQueuePage{
		Page: p,
		Lede: r.T("%s. %d open, %d not claimed.", r.Time(r.Now).Text, c.Open, c.Free),
		Claim: views.PostButton{
			Action: "/review/claim-next",
			Button: views.Button{Kind: views.Primary, Icon: "arrow-right", Text: r.T("Claim next case"), Disabled: c.Free == 0 && c.Rights == 0 && c.Identities == 0},
		},
		Stats: views.Stats{Items: []views.Stat{
			r.queueStat(r.T("late"), c.Late, "/review?due=late", lateTone(c.Late)),
			r.queueStat(r.T("due today"), c.Today, "/review?due=today", ""),
			r.queueStat(r.T("due later"), c.Later, "/review?due=later", ""),
			r.queueStat(r.T("not claimed"), c.Free, "/review?view=free", ""),
			r.queueStat(r.T("rights to check"), c.Rights, "/review/rights", ""),
			r.queueStat(r.T("identities to check"), c.Identities, "/review/identities", ""),
		}},
		Tabs: views.Tabs{Label: r.T("Parts of the queue"), Items: []views.NavItem{
			{Label: r.T("All open"), Href: "/review", Count: c.Open, Current: q.View == ipcase.ReviewAll},
			{Label: r.T("Not claimed"), Href: "/review?view=free", Count: c.Free, Current: q.View == ipcase.ReviewFree},
			{Label: r.T("Mine"), Href: "/review?view=mine", Count: c.Mine, Current: q.View == ipcase.ReviewMine},
			{Label: r.T("On hold for a court"), Href: "/review?view=court", Count: c.Court, Current: q.View == ipcase.ReviewCourt},
		}},
		Filters: r.queueFilters(q, book),
		Caption: r.T("Open cases, the earliest target first"),
	}
	if page.Note = r.found(q.Search, out.Found); out.Found.Elsewhere > 0 || out.Found.More {
		page.Note = foundElsewhere(page.Note, views.Link{Text: r.T("Search all cases, ended ones too"), Href: reviewSearchHref(q.Search)})
	}
	if next := out.ReviewNext(r.Now); next != nil && q.After == nil && q.Before == nil {
		page.ClaimNote = r.T("Next: %s", r.task(*next))
	}
	for _, l := range out.Lines {
		page.Rows = append(page.Rows, r.queueRow(l, a))
	}
	if len(page.Rows) == 0 {
		page.Empty = r.queueEmpty(q)
	}
	page.Pager = r.queuePager(q, out)
	return page
}

func lateTone(n int) views.Tone {
	if n > 0 {
		return views.Danger
	}
	return ""
}

func (r Reader) queueStat(label string, n int, href string, tone views.Tone) views.Stat {
	return views.Stat{Label: label, Value: strconv.Itoa(n), Href: href, Tone: tone}
}

// ReviewTasks are the tasks of the queue as a filter offers them.
func (r Reader) ReviewTasks() []views.Option {
	return []views.Option{
		{Value: string(ipcase.TaskNotice), Label: r.ReviewTask(ipcase.TaskNotice)},
		{Value: string(ipcase.TaskDecide), Label: r.ReviewTask(ipcase.TaskDecide)},
		{Value: string(ipcase.TaskAppeal), Label: r.ReviewTask(ipcase.TaskAppeal)},
		{Value: string(ipcase.TaskLimit), Label: r.ReviewTask(ipcase.TaskLimit)},
		{Value: string(ipcase.TaskDispute), Label: r.ReviewTask(ipcase.TaskDispute)},
		{Value: string(ipcase.TaskUndelivered), Label: r.ReviewTask(ipcase.TaskUndelivered)},
		{Value: string(ipcase.TaskRightEnded), Label: r.ReviewTask(ipcase.TaskRightEnded)},
		{Value: string(ipcase.TaskGuarded), Label: r.ReviewTask(ipcase.TaskGuarded)},
		{Value: string(ipcase.TaskCourt), Label: r.ReviewTask(ipcase.TaskCourt)},
	}
}

// ReviewTask names what a case waits for.
func (r Reader) ReviewTask(t ipcase.ReviewTask) string {
	switch t {
	case ipcase.TaskNotice:
		return r.T("Check a notice")
	case ipcase.TaskDecide:
		return r.T("Decide on a counter-notification")
	case ipcase.TaskAppeal:
		return r.T("Decide an appeal")
	case ipcase.TaskUndelivered:
		return r.T("Notice not delivered")
	case ipcase.TaskLimit:
		return r.T("Outer limit near")
	case ipcase.TaskDispute:
		return r.T("Delivery disputed")
	case ipcase.TaskRightEnded:
		return r.T("The right ended")
	case ipcase.TaskGuarded:
		return r.T("Silence under guard")
	case ipcase.TaskCourt:
		return r.T("Record a court’s outcome")
	default:
		return r.T("Nothing waits for a reviewer")
	}
}

// task is "Appeal by the seller · Copyright".
func (r Reader) task(l ipcase.ReviewLine) string {
	what := r.ReviewTask(l.ReviewTask)
	switch {
	case l.ReviewTask == ipcase.TaskAppeal && l.AppealBy == ipcase.PartySeller:
		what = r.T("Appeal by the seller")
	case l.ReviewTask == ipcase.TaskAppeal && l.AppealBy == ipcase.PartyHolder:
		what = r.T("Appeal by the complainant")
	}
	return what + " · " + r.RightType(l.RightType)
}

func (r Reader) queueRow(l ipcase.ReviewLine, a ipcase.Actor) views.ReviewRow {
	row := views.ReviewRow{
		Number: l.Number, Href: ReviewCaseHref(l.Number), Task: r.task(l),
		Complainant: views.ReviewParty{Name: r.BothNames(l.HolderName, l.HolderFor), Lang: r.LangOf(l.HolderName + l.HolderFor), Note: l.RightTitle},
		Seller:      views.ReviewParty{Name: l.SellerName, Lang: r.LangOf(l.SellerName)},
		Listings:    strconv.Itoa(l.ItemCount), Signals: r.signals(l),
	}
	if l.Earlier > 0 {
		row.Seller.Note = r.N(l.Earlier, "%d other case under this right", "%d other cases under this right")
	}
	if l.ReviewDueAt != nil && l.ReviewDueAt.Before(ipcase.FarFuture) {
		row.Deadline = r.Deadline(*l.ReviewDueAt)
		row.Meter = r.meter(l)
	}
	open := &views.LinkButton{Small: true, Text: r.T("View"), Vh: l.Number, Href: row.Href}
	held := l.ClaimedBy != nil && l.ClaimedUntil != nil && r.Now.Before(*l.ClaimedUntil)
	switch {
	case held && *l.ClaimedBy == a.PersonID:
		row.ClaimedBy, open.Kind, open.Text = r.T("You"), views.Primary, r.T("Open")
		row.Open = open
	case held:
		row.ClaimedBy, row.Open = l.ClaimedName, open
	default:
		row.ClaimedBy, row.Nobody = r.T("Nobody"), true
		if l.ReviewTask == ipcase.TaskAppeal && l.OwnDecision {
			row.Open = open
			break
		}
		row.Claim = &views.PostButton{Action: row.Href + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: l.Number}}
	}
	return row
}

// bulk is from how many listings a case is marked as large.
const bulk = 50

// signals are facts that matter before the case is opened; none judges a party.
func (r Reader) signals(l ipcase.ReviewLine) []views.Badge {
	var list []views.Badge
	right := ipcase.Right{Status: l.RightStatus, ValidFrom: l.RightValidFrom, ValidUntil: l.RightValidUntil}
	switch b := r.RightBadge(right); {
	case l.RightStatus == ipcase.RightPending:
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Right not verified yet")})
	case l.RightStatus == ipcase.RightRefused:
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Right not accepted")})
	case !right.InForceOn(r.Now):
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Right not in force today")})
	case b.Tone == views.Warn:
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Right: %s", b.Text)})
	}
	if l.ReviewTask == ipcase.TaskNotice && l.HolderIdentity != ipcase.IdentityVerified && !l.Unregistered {
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Identity not verified yet")})
	}
	if l.ReviewRank == ipcase.RankFlagger {
		list = append(list, views.Badge{Tone: views.Info, Text: r.T("Trusted flagger: looked at first")})
	}
	if l.Unregistered && l.HolderIdentity != ipcase.IdentityVerified {
		list = append(list, views.Badge{Tone: views.Warn, Text: r.T("Filed without an account")})
	}
	if l.OwnDecision {
		list = append(list, views.Badge{Tone: views.Neutral, Text: r.T("You decided in this case")})
	}
	if l.ItemCount >= bulk {
		list = append(list, views.Badge{Tone: views.Info, Text: r.T("Bulk, %d listings", l.ItemCount)})
	}
	if l.ReviewTask == ipcase.TaskCourt {
		list = append(list, views.Badge{Tone: views.Dispute, Text: r.T("Court action notified")})
	}
	return list
}

// meter is how much of the time since the last act is used up.
func (r Reader) meter(l ipcase.ReviewLine) *views.ReviewMeter {
	whole := l.ReviewDueAt.Sub(l.TouchedAt)
	m := &views.ReviewMeter{Tone: views.Info, Percent: 100}
	if whole > 0 {
		m.Percent = min(100, max(0, int(100*r.Now.Sub(l.TouchedAt)/whole)))
	}
	if tone := r.DeadlineTone(*l.ReviewDueAt); tone != views.Neutral {
		m.Tone = tone
	}
	m.Label = r.T("%d percent of the time is used", m.Percent)
	return m
}

func (r Reader) queueFilters(q ipcase.ReviewQuery, book ipcase.Rulebook) views.ReviewFilters {
	f := views.ReviewFilters{
		Action: "/review",
		Search: views.TextInput{Field: views.Field{Name: "q", Label: r.T("Search"), Value: q.Search}, Type: "search", Placeholder: r.T("Case, party, right, listing")},
	}
	if q.View != ipcase.ReviewAll {
		f.Hidden = append(f.Hidden, views.HiddenInput{Name: "view", Value: string(q.View)})
	}
	if q.Due != "" {
		f.Hidden = append(f.Hidden, views.HiddenInput{Name: "due", Value: string(q.Due)})
	}
	every := views.Option{Label: r.T("Any")}
	tasks := append([]views.Option{every}, r.ReviewTasks()...)
	procedures := []views.Option{every}
	seen := map[string]bool{}
	for _, p := range book.Procedures {
		if !seen[p.ID] {
			seen[p.ID] = true
			procedures = append(procedures, views.Option{Value: p.ID, Label: p.Name.In(r.Lang)})
		}
	}
	types := []views.Option{every}
	for _, t := range ipcase.RightTypes() {
		types = append(types, views.Option{Value: string(t), Label: r.RightType(t)})
	}
	f.Selects = []views.Select{
		{Field: views.Field{Name: "task", Label: r.T("Task"), Value: string(q.Task)}, Options: tasks},
		{Field: views.Field{Name: "procedure", Label: r.T("Procedure"), Value: q.Procedure}, Options: procedures},
		{Field: views.Field{Name: "type", Label: r.T("Right"), Value: string(q.Type)}, Options: types},
	}
	if q.Search != "" || q.Task != "" || q.Procedure != "" || q.Type != "" || q.Due != "" {
		f.Clear = &views.Link{Text: r.T("Clear filters"), Href: viewHref(q.View)}
	}
	return f
}

func viewHref(v ipcase.ReviewView) string {
	if v == ipcase.ReviewAll {
		return "/review"
	}
	return "/review?view=" + string(v)
}

func (r Reader) queueEmpty(q ipcase.ReviewQuery) *views.EmptyState {
	if q.Search != "" || q.Task != "" || q.Procedure != "" || q.Type != "" || q.Due != "" {
		return &views.EmptyState{Icon: "search", Title: r.T("No case fits these filters"), Text: r.T("Take a filter away, or look in another part of the queue.")}
	}
	switch q.View {
	case ipcase.ReviewMine:
		return &views.EmptyState{Icon: "clipboard-list", Title: r.T("You hold no case"), Text: r.T("Claim the next case: nobody else is offered it for 30 minutes, and each act of yours renews that.")}
	case ipcase.ReviewCourt:
		return &views.EmptyState{Icon: "scale", Title: r.T("No case is on hold for a court"), Text: r.T("A case comes here when the complainant shows court action, and leaves when a reviewer records the outcome.")}
	default:
		return &views.EmptyState{Title: r.T("Nothing waits for a reviewer"), Text: r.T("New notices, contested counter-notifications and appeals appear here, the earliest target first.")}
	}
}

// Cursor writes a row's place into an address, and ReadCursor reads it back.
func Cursor(c ipcase.ReviewCursor) string {
	return strconv.Itoa(c.Rank) + "-" + strconv.FormatInt(c.Due.UnixMicro(), 36) + "-" + strconv.FormatInt(c.ID, 36)
}

// ReadCursor is nil for anything that Cursor did not write.
func ReadCursor(s string) *ipcase.ReviewCursor {
	first, rest, ok := strings.Cut(s, "-")
	due, id, ok2 := strings.Cut(rest, "-")
	rank, err3 := strconv.Atoi(first)
	micros, err := strconv.ParseInt(due, 36, 64)
	n, err2 := strconv.ParseInt(id, 36, 64)
	if !ok || !ok2 || err != nil || err2 != nil || err3 != nil || micros < 0 {
		return nil
	}
	return &ipcase.ReviewCursor{Rank: rank, Due: time.UnixMicro(micros).UTC(), ID: n}
}

func (r Reader) queuePager(q ipcase.ReviewQuery, out ipcase.ReviewQueue) views.Pager {
	n := len(out.Lines)
	pager := views.Pager{Text: r.N(n, "%d case on this page, the earliest target first", "%d cases on this page, the earliest target first")}
	if n == 0 {
		return pager
	}
	href := func(key string, l ipcase.ReviewLine) string {
		v := url.Values{}
		set := func(k, val string) {
			if val != "" {
				v.Set(k, val)
			}
		}
		if q.View != ipcase.ReviewAll {
			set("view", string(q.View))
		}
		set("due", string(q.Due))
		set("task", string(q.Task))
		set("procedure", q.Procedure)
		set("type", string(q.Type))
		set("q", q.Search)
		c := ipcase.ReviewCursor{Rank: l.ReviewRank, ID: l.ID, Due: ipcase.FarFuture}
		if l.ReviewDueAt != nil {
			c.Due = *l.ReviewDueAt
		}
		set(key, Cursor(c))
		return "/review?" + v.Encode()
	}
	if out.Newer {
		pager.Newer = href("before", out.Lines[0])
	}
	if out.Older {
		pager.Older = href("after", out.Lines[n-1])
	}
	return pager
}
