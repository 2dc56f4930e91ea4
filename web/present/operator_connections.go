package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ConnectionsPath is where the operator connects sites to their marketplaces.
const ConnectionsPath = "/operator/connections"

// ConnectionDesk is what the operator's page of connections is made from.
type ConnectionDesk struct {
	Sites   []ipcase.Site
	Lines   []ipcase.ConnectionLine
	Views   []ipcase.ConnectionView // of those in force
	Hand    []ipcase.MarketOrder
	Back    []ipcase.ReappearedListing
	Typed   ipcase.AddConnection
	Token   string // shown this once
	Secret  string
	Refused *ipcase.Error
	Order   string // the key of the order that it is about; "" where it is about none
}

// Connections is the operator's page.
func (r Reader) Connections(p views.Page, d ConnectionDesk) views.OperatorConnectionsPage {
	ids := map[string]string{}
	for _, o := range d.Hand {
		if o.Key == d.Order {
			ids["reason"] = reasonID(o)
		}
	}
	problems := r.Problems(d.Refused, ids)
	p.HasError = d.Refused != nil
	page := views.OperatorConnectionsPage{
		Page: p, Errors: problems.Summary,
		Lede:   r.T("A connected site’s orders go to the marketplace’s own system, which says what came of each. An order that nobody answers for three days is given up, and stands among the deliveries."),
		Hidden: []views.HiddenInput{{Name: "form", Value: d.Typed.FormID}},
		Site:   views.Select{Field: views.Field{Name: "site", Label: r.T("Site"), Error: problems.Of("site")}},
		Name:   views.TextInput{MaxLength: 80, Field: views.Field{Name: "name", Label: r.T("Name of the marketplace’s system"), Value: d.Typed.Name, Error: problems.Of("name")}},
		Way:    views.Radios{Field: views.Field{Name: "way", Label: r.T("How it learns of orders"), Error: problems.Of("way")}},
		URL: views.TextInput{Type: "url", MaxLength: ipcase.MaxWebhookURL, Field: views.Field{
			Name: "url", Label: r.T("Address of the webhook, or of the admin API"), Hint: r.T("https, on a public address, port 443 or 8443. A Vendure shop’s ends with /admin-api."), Value: d.Typed.URL, Error: problems.Of("url"), Optional: true,
		}},
		Key: views.TextInput{Autocomplete: "off", MaxLength: ipcase.MaxEngineKey, Field: views.Field{
			Name: "key", Label: r.T("API key of the Vendure shop"), Hint: r.T("Its role needs ReadCatalog, UpdateCatalog, CreateCatalog and ReadSeller. It is not shown again."), Error: problems.Of("key"), Optional: true,
		}},
		Pages: views.TextInput{MaxLength: ipcase.MaxWebhookURL, Field: views.Field{
			Name: "pages", Label: r.T("Address of product pages in the shop front"), Hint: r.T("Like https://shop.example.com/product/{slug}, where {slug} or {id} stands for the product."), Value: d.Typed.Pages, Error: problems.Of("pages"), Optional: true,
		}},
		Send: views.Button{Kind: views.Primary, Text: r.T("Connect")},
	}
	for _, s := range d.Sites {
		page.Site.Options = append(page.Site.Options, views.Option{Value: s.Code, Label: s.Name, Selected: s.Code == d.Typed.Site})
	}
	texts := map[ipcase.ConnectionWay]string{
		ipcase.ByWebhook: r.T("The portal calls it."), ipcase.ByPull: r.T("With its token."), ipcase.ByHand: r.T("They stand on this page until somebody ticks them off."),
		ipcase.ByVendure: r.T("The portal switches products off and on by the engine’s own API (Vendure 3.6 or later), and reads there what is on sale."),
	}
	for _, way := range []ipcase.ConnectionWay{ipcase.ByWebhook, ipcase.ByPull, ipcase.ByHand, ipcase.ByVendure} {
		page.Way.Options = append(page.Way.Options, views.Option{Value: string(way), Label: r.way(way), Text: texts[way], Selected: way == d.Typed.Way})
	}
	if d.Token != "" || d.Secret != "" {
		page.Shown = &views.ShownOnce{Title: r.T("Keep these now"), Text: r.T("They are shown this once. Whoever has lost them asks for new ones here.")}
		if d.Token != "" {
			page.Shown.Rows = append(page.Shown.Rows, views.SummaryRow{Key: r.T("Token"), Text: d.Token})
		}
		if d.Secret != "" {
			page.Shown.Rows = append(page.Shown.Rows, views.SummaryRow{Key: r.T("Secret"), Text: d.Secret})
		}
	}
	page.Back = r.backAgain(d.Back)
	for _, o := range d.Hand {
		h := r.handOrder(o)
		if o.Key == d.Order {
			h.Why.Error = problems.Of("reason")
		}
		page.Hand = append(page.Hand, h)
	}
	sent := map[string]ipcase.ConnectionView{}
	for _, v := range d.Views {
		sent[v.PublicID] = v
	}
	for _, l := range d.Lines {
		page.Cards = append(page.Cards, r.connectionCard(l, sent[l.PublicID]))
	}
	return page
}

func (r Reader) way(w ipcase.ConnectionWay) string {
	switch w {
	case ipcase.ByWebhook:
		return r.T("By signed webhooks")
	case ipcase.ByPull:
		return r.T("It fetches them")
	case ipcase.ByHand:
		return r.T("By hand")
	case ipcase.ByVendure:
		return r.T("It is a Vendure shop")
	}
	return string(w)
}

func (r Reader) backAgain(list []ipcase.ReappearedListing) *views.Table {
	if len(list) == 0 {
		return nil
	}
	t := &views.Table{
		Caption: r.T("Offered again, though an order keeps them down"),
		Columns: []views.Column{{Label: r.T("Listing")}, {Label: r.T("Site")}, {Label: r.T("Case")}, {Label: r.T("Since"), Class: "nowrap"}},
		Groups:  []views.RowGroup{{}},
	}
	for _, l := range list {
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Ref, Small: l.Title}, {Text: l.Site}, {Text: orElse(l.CaseNumber, "–")}, {Body: r.ShortTime(l.Since)},
		}})
	}
	return t
}

func reasonID(o ipcase.MarketOrder) string {
	return "order-" + strconv.FormatInt(o.ID, 10) + "-reason"
}

func (r Reader) handOrder(o ipcase.MarketOrder) views.HandOrder {
	id := "order-" + strconv.FormatInt(o.ID, 10)
	h := views.HandOrder{
		ID: id, Title: r.T("Take down %s", o.Ref), Action: ConnectionsPath + "/orders/" + o.Key,
		Rows: []views.SummaryRow{
			{Key: r.T("Listing"), Text: o.Title}, {Key: r.T("Site"), Text: o.Site}, {Key: r.T("Case"), Text: orElse(o.CaseNumber, "–")}, {Key: r.T("Asked for"), Body: r.ShortTime(o.CreatedAt)},
		},
		Done:   views.Button{Kind: views.Primary, Text: r.T("It is done"), Vh: o.Ref, Name: "outcome", Value: string(ipcase.OutcomeDone)},
		Why:    views.TextInput{MaxLength: 300, Field: views.Field{ID: reasonID(o), Name: "reason", Label: r.T("Why not, where it was refused"), Optional: true}},
		Refuse: views.Button{Text: r.T("It was refused"), Vh: o.Ref, Name: "outcome", Value: string(ipcase.OutcomeRefused)},
	}
	if o.Untold {
		h.Rows = append(h.Rows, views.SummaryRow{Key: r.T("Its shop"), Text: r.T("May not be told why: an order forbids it.")})
	}
	if o.Kind == ipcase.DeliverRestore {
		h.Title = r.T("Put back %s", o.Ref)
	}
	if o.Shop != "" {
		h.Title = r.T("Restrict the shop %s", o.SellerRef)
		h.Rows = []views.SummaryRow{{Key: r.T("Site"), Text: o.Site}, {Key: r.T("Measure"), Text: o.CaseNumber}}
		if o.Shop == ipcase.ReleaseShop {
			h.Title = r.T("Let go of the shop %s", o.SellerRef)
		} else if o.Until != nil {
			h.Rows = append(h.Rows, views.SummaryRow{Key: r.T("Until"), Body: r.ShortTime(*o.Until)})
		}
		h.Rows = append(h.Rows, views.SummaryRow{Key: r.T("Asked for"), Body: r.ShortTime(o.CreatedAt)})
		h.Done.Vh, h.Refuse.Vh = o.SellerRef, o.SellerRef
	}
	if o.State == ipcase.DeliveryFailed {
		h.Rows = append(h.Rows, views.SummaryRow{Key: r.T("State"), Text: r.T("Late: three days have passed")})
	}
	return h
}

func (r Reader) connectionCard(l ipcase.ConnectionLine, v ipcase.ConnectionView) views.ConnectionCard {
	card := views.ConnectionCard{
		ID: l.PublicID, Title: l.Name, State: views.Badge{Tone: views.Success, Text: r.T("In force")},
		Rows: []views.SummaryRow{{Key: r.T("Site"), Text: l.SiteName}, {Key: r.T("How it learns of orders"), Text: r.way(l.Way)}},
	}
	switch {
	case l.Way.IsEngine():
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Address of the admin API"), Text: l.URL}, views.SummaryRow{Key: r.T("Address of product pages in the shop front"), Text: l.Pages})
	case l.URL != "":
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Address of the webhook"), Text: l.URL})
	}
	if l.EndedAt != nil {
		card.State = views.Badge{Tone: views.Neutral, Text: r.T("Ended")}
		return card
	}
	if l.Way.IsEngine() {
		card.Rows = append(card.Rows, r.stockRows(l)...)
	} else {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Token begins with"), Text: l.TokenPrefix})
	}
	if l.TokenUsedAt != nil {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Token last used"), Body: r.ShortTime(*l.TokenUsedAt)})
	}
	card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Orders without an answer"), Text: strconv.Itoa(l.Open)}, views.SummaryRow{Key: r.T("Messages that failed"), Text: strconv.Itoa(l.Failing)})
	button := func(do, text, kind string) views.PostButton {
		return views.PostButton{Action: ConnectionsPath + "/" + l.PublicID + "/" + do, Button: views.Button{Kind: kind, Text: text, Vh: l.Name}}
	}
	if l.Way == ipcase.ByWebhook {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("It sends signed hooks to"), Text: "/api/v1/marketplace/hooks/" + l.PublicID})
		if l.OldUntil != nil && l.OldUntil.After(r.Now) {
			card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("The old secret signs too until"), Body: r.ShortTime(*l.OldUntil)})
		}
		card.Buttons = append(card.Buttons, button("test", r.T("Send a test"), views.Primary), button("secret", r.T("New secret"), ""))
	}
	if !l.Way.IsEngine() {
		card.Buttons = append(card.Buttons, button("token", r.T("New token"), ""))
	}
	card.Buttons = append(card.Buttons, button("end", r.T("End this connection"), views.DangerKind))
	card.Sent = r.sentTable(l, v.Sent)
	return card
}

// stockRows say how far the reading of what an engine has on sale is.
func (r Reader) stockRows(l ipcase.ConnectionLine) (rows []views.SummaryRow) {
	read := views.SummaryRow{Key: r.T("What is on sale was last read"), Text: r.T("Not yet")}
	if l.SyncedAt != nil {
		read.Text, read.Body = "", r.ShortTime(*l.SyncedAt)
	}
	rows = append(rows, read)
	if l.SyncError != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("It cannot be read at the moment"), Text: l.SyncError})
	}
	if l.SyncFaults > 0 {
		rows = append(rows, views.SummaryRow{Key: r.T("Products that could not be taken"), Text: strconv.Itoa(l.SyncFaults) + ": " + l.SyncFault})
	}
	return rows
}

// sentTable is what a connection was sent last, with what it answered.
func (r Reader) sentTable(l ipcase.ConnectionLine, sent []ipcase.SentMessage) *views.Table {
	if len(sent) == 0 {
		return nil
	}
	t := &views.Table{
		Caption: r.T("Last messages to %s", l.Name),
		Columns: []views.Column{
			{Label: r.T("What")},
			{Label: r.T("About")},
			{Label: r.T("State")},
			{Label: r.T("Tries"), Class: "num"},
			{Label: r.T("Answer")},
			{Label: r.T("Asked for"), Class: "nowrap"},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, m := range sent {
		about := m.CaseNumber
		if m.ListingRef != "" {
			about = m.ListingRef
		}
		act := views.Cell{}
		if m.State == ipcase.DeliveryFailed || m.State == ipcase.DeliveryDone && m.Kind == ipcase.DeliverTell || m.State == ipcase.DeliveryQueued && m.Attempts > 0 {
			act.Body = views.PostButton{
				Action: ConnectionsPath + "/" + l.PublicID + "/messages/" + strconv.FormatInt(m.ID, 10) + "/again",
				Button: views.Button{Text: r.T("Send again"), Vh: r.T("No. %d", m.ID), Small: true},
			}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: r.deliveryKind(ipcase.FailedDelivery{Kind: m.Kind}), Small: r.T("No. %d", m.ID)},
			{Text: orElse(about, "–")},
			{Text: r.sentState(m)},
			{Text: strconv.Itoa(m.Attempts)},
			{Text: orElse(m.LastError, m.AnswerNote), Lang: r.OtherLang("en")},
			{Body: r.ShortTime(m.CreatedAt)},
			act,
		}})
	}
	return t
}

func (r Reader) sentState(m ipcase.SentMessage) string {
	switch {
	case m.State == ipcase.DeliveryDone:
		return r.T("done")
	case m.State == ipcase.DeliveryFailed:
		return r.T("given up")
	case m.AskedAt != nil:
		return r.T("taken, not yet answered")
	default:
		return r.T("waits")
	}
}
