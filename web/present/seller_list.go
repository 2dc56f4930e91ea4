package present

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// The seller's addresses.
const (
	SellerComplaints = "/seller/complaints"
	SellerRecords    = "/seller/records"
)

// SellerCaseHref is where a seller opens a case.
func SellerCaseHref(number string) string { return "/seller/cases/" + number }

// SellerListBase is the address of a list.
func SellerListBase(l ipcase.SellerList) string {
	if l == ipcase.ListHistory {
		return SellerRecords
	}
	return SellerComplaints
}

// SellerListName is the exact name of a list.
func (r Reader) SellerListName(l ipcase.SellerList) string {
	if l == ipcase.ListHistory {
		return r.T("Historical Complaint Records")
	}
	return r.T("Complaints to be responded to")
}

// SellerList makes a page of one of the seller's two lists. book says what can
// still be done about a case under its procedure.
func SellerList(r Reader, book ipcase.Rulebook, q ipcase.SellerQuery, list ipcase.SellerCases, p views.Page) views.SellerListPage {
	l := sellerList{r: r, book: book, q: q, list: list}
	page := views.SellerListPage{
		Page: p, Name: r.SellerListName(q.List), Filters: l.filters(), Tabs: l.tabs(), Lede: l.lede(), Pager: l.pager(),
	}
	page.Note = l.note()
	first := q.After.ID == 0 && q.Before.ID == 0
	switch {
	case list.Total == 0 && !q.Narrowed():
		page.Empty = l.empty()
		page.Lede = ""
	case list.Total == 0:
		page.None = &views.EmptyState{
			Icon: "filter", Title: r.T("Nothing found"),
			Text: r.T("No complaint fits these words and filters. Try fewer of them, or look in the other list."),
			Actions: actions(
				views.LinkButton{Text: r.T("Clear search and filters"), Href: SellerListBase(q.List)},
			),
		}
	case q.List == ipcase.ListHistory:
		page.Table = l.records()
		if shown := len(list.Open); shown > 0 && list.Opens > shown {
			page.More = &views.Link{Text: r.T("Show all %d that have not ended", list.Opens), Href: SellerRecords + "?state=" + string(ipcase.RecordsOpen)}
			if list.Opens > ipcase.FoundExactly {
				page.More.Text = r.T("Show all that have not ended")
			}
		}
	default:
		page.Table = l.toRespond()
		page.Upload = &views.LinkButton{Icon: "upload", Text: r.T("Answer by upload"), Href: SellerAnswersPath}
		if first && !q.Newest && !q.Narrowed() {
			page.Urgent = l.urgent()
		}
	}
	return page
}

// note says what a search found beside this list.
func (l sellerList) note() *views.SearchNote {
	r, n := l.r, l.r.found(l.q.Search, l.list.Found)
	if l.list.Found.Elsewhere == 0 {
		return n
	}
	other := ipcase.ListHistory
	if l.q.List == ipcase.ListHistory {
		other = ipcase.ListRespond
	}
	return foundElsewhere(n, views.Link{
		Text: r.N(l.list.Found.Elsewhere, "%d more in %s", "%d more in %s", l.list.Found.Elsewhere, r.SellerListName(other)),
		Href: SellerListBase(other) + "?" + url.Values{"q": {l.q.Search}}.Encode(),
	})
}

type sellerList struct {
	r    Reader
	book ipcase.Rulebook
	q    ipcase.SellerQuery
	list ipcase.SellerCases
}

func (l sellerList) lede() string {
	if l.q.List == ipcase.ListHistory {
		return l.r.T("Every complaint that does not wait for your response. About some of them you can still do something; each says so.")
	}
	return l.r.T("Rights holders say that some of your listings infringe their rights. Answer each complaint before its deadline: delete the listings, or file a counter-notification if you disagree.")
}

func (l sellerList) tabs() views.Tabs {
	return views.Tabs{Label: l.r.T("Complaint Management"), Items: []views.NavItem{
		{Label: l.r.SellerListName(ipcase.ListRespond), Href: SellerComplaints, Count: l.list.Respond, Current: l.q.List == ipcase.ListRespond},
		{Label: l.r.SellerListName(ipcase.ListHistory), Href: SellerRecords, Current: l.q.List == ipcase.ListHistory},
	}}
}

func (l sellerList) empty() *views.EmptyState {
	r := l.r
	if l.q.List == ipcase.ListHistory {
		return &views.EmptyState{
			Icon: "inbox", Title: r.T("No records yet"),
			Text: r.T("Complaints move here when they no longer wait for your response, and stay here after they have ended."),
			Actions: actions(
				views.LinkButton{Text: r.T("See Complaints to be responded to"), Href: SellerComplaints},
			),
		}
	}
	return &views.EmptyState{
		Title: r.T("No complaint needs your response"),
		Text:  r.T("When a rights holder complains about one of your listings, the complaint appears here with the date by which you must answer. We also send you an email and a message."),
		Actions: actions(
			views.LinkButton{Text: r.T("See Historical Complaint Records"), Href: SellerRecords},
		),
	}
}

// SellerDueDays are the filters by deadline, in days from now.
var SellerDueDays = []int{1, 3, 7}

func (l sellerList) filters() views.SellerFilters {
	r, q := l.r, l.q
	f := views.SellerFilters{
		Label: r.T("Filter complaints"), Action: SellerListBase(q.List),
		Search: views.TextInput{
			Field:       views.Field{ID: "q", Name: "q", Label: r.T("Search"), Value: q.Search},
			Placeholder: r.T("Complaint no., mark, complainant, IP number or listing"),
		},
		Selects: []views.Select{
			{Field: views.Field{ID: "type", Name: "type", Label: r.T("Right type")}, Options: r.RightTypeOptions(string(q.Type))},
		},
	}
	if q.List == ipcase.ListHistory {
		f.Selects = append(f.Selects, views.Select{
			Field: views.Field{ID: "state", Name: "state", Label: r.T("State")}, Options: l.stateOptions(),
		})
	} else {
		due := []views.Option{{Value: "", Label: r.T("Any time"), Selected: q.Due == 0}}
		for _, n := range SellerDueDays {
			due = append(due, views.Option{
				Value: strconv.Itoa(n), Label: r.N(n, "In the next 24 hours", "In the next %d days"), Selected: q.Due == time.Duration(n)*24*time.Hour,
			})
		}
		f.Selects = append(f.Selects,
			views.Select{Field: views.Field{ID: "due", Name: "due", Label: r.T("Respond by")}, Options: due},
			views.Select{Field: views.Field{ID: "sort", Name: "sort", Label: r.T("Order")}, Options: []views.Option{
				{Value: "", Label: r.T("Deadline"), Selected: !q.Newest}, {Value: "newest", Label: r.T("Newest"), Selected: q.Newest},
			}},
		)
	}
	if q.Narrowed() || q.Newest {
		f.Clear = &views.Link{Text: r.T("Clear"), Href: SellerListBase(q.List)}
	}
	return f
}

func (l sellerList) stateOptions() []views.Option {
	words := map[ipcase.SellerFilter]string{
		ipcase.RecordsOpen: views.Key("Not ended"), ipcase.RecordsKept: views.Key("Listing kept"),
		ipcase.RecordsRemoved: views.Key("Removed"), ipcase.RecordsDeleted: views.Key("Deleted by you"),
		ipcase.RecordsWithdrawn: views.Key("Withdrawn or not accepted"), ipcase.RecordsMixed: views.Key("Different outcomes"),
	}
	options := []views.Option{{Value: "", Label: l.r.T("All states"), Selected: l.q.State == ""}}
	for _, f := range ipcase.SellerFilters() {
		options = append(options, views.Option{Value: string(f), Label: l.r.T(words[f]), Selected: l.q.State == f})
	}
	return options
}

func (l sellerList) pager() views.Pager {
	r, n := l.r, l.list.Total
	p := views.Pager{Text: r.N(n, "%d complaint", "%d complaints")}
	if l.list.More {
		p.Text = r.T("More than %d complaints", n)
	} else if shown := len(l.list.Rows) + len(l.list.Open); shown < n {
		p.Text = r.T("%d of %d complaints", shown, n)
	}
	if c := l.list.Newer; c.ID != 0 {
		p.Newer = l.href("before", c)
	}
	if c := l.list.Older; c.ID != 0 {
		p.Older = l.href("after", c)
	}
	return p
}

func (l sellerList) href(name string, c ipcase.SellerCursor) string {
	v := SellerQueryValues(l.q)
	v.Set(name, SellerCursorText(c))
	return SellerListBase(l.q.List) + "?" + v.Encode()
}

// SellerQueryValues is a query as an address carries it, without its place.
func SellerQueryValues(q ipcase.SellerQuery) url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Search)
	set("type", string(q.Type))
	set("state", string(q.State))
	if q.Due > 0 {
		set("due", strconv.Itoa(int(q.Due/(24*time.Hour))))
	}
	if q.Newest {
		set("sort", "newest")
	}
	return v
}

// SellerCursorText is a place in a list as an address carries it.
func SellerCursorText(c ipcase.SellerCursor) string {
	return strconv.FormatInt(c.At.UnixMicro(), 10) + "." + strconv.FormatInt(c.ID, 10)
}

// ParseSellerCursor reads a place back; anything else is no place.
func ParseSellerCursor(s string) ipcase.SellerCursor {
	at, id, ok := strings.Cut(s, ".")
	micro, err := strconv.ParseInt(at, 10, 64)
	n, err2 := strconv.ParseInt(id, 10, 64)
	if !ok || err != nil || err2 != nil || n <= 0 || micro < 0 || micro > ipcase.FarFuture.UnixMicro() {
		return ipcase.SellerCursor{}
	}
	return ipcase.SellerCursor{At: time.UnixMicro(micro).UTC(), ID: n}
}
