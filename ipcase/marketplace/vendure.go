package marketplace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"ipportal/ipcase"
)

// vendure is the connector of shops that run on Vendure (vendure.io), from 3.6 on: it
// speaks the engine's admin API with an API key. Of the engines that were weighed it is
// the one that starts from the npm registry alone, with a database in its own process;
// Medusa needs PostgreSQL beside it and brings half as many packages again, and
// WooCommerce is a plug-in of a site that has to be set up by hand.
//
// A product that is not enabled is in no answer of the shop API. What the portal takes
// down it marks in the same call with a private facet value, so that the engine itself
// says whose doing it is, whatever answer was lost: only what bears the mark is put back,
// and a product that its seller has switched off stays off.
//
// A listing is a product, P- and its id; a seller is who owns the channel that the product
// stands in beside the default one, the site's code and the engine's id. The API key's
// role needs ReadCatalog, UpdateCatalog, CreateCatalog and ReadSeller.
type vendure struct{ m *Connected }

const (
	vendurePrefix = "P-"
	vendurePage   = 100
	vendureAnswer = 8 << 20

	markFacet = "ip-portal"
	markValue = "taken-down"
)

// vendureProduct is what is read of a product.
type vendureProduct struct {
	ID           string    `json:"id"`
	UpdatedAt    time.Time `json:"updatedAt"`
	Enabled      bool      `json:"enabled"`
	LanguageCode string    `json:"languageCode"`
	Name         string    `json:"name"`
	Slug         string    `json:"slug"`
	Description  string    `json:"description"`
	Assets       []struct {
		Preview string `json:"preview"`
	} `json:"assets"`
	FacetValues []vendureMark `json:"facetValues"`
	Channels    []struct {
		Code   string `json:"code"`
		Seller *struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"seller"`
	} `json:"channels"`
	VariantList struct {
		Items []struct {
			PriceWithTax int64  `json:"priceWithTax"`
			CurrencyCode string `json:"currencyCode"`
		} `json:"items"`
	} `json:"variantList"`
}

type vendureMark struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Facet struct {
		Code string `json:"code"`
	} `json:"facet"`
}

func (v vendureMark) ours() bool { return v.Code == markValue && v.Facet.Code == markFacet }

func (p vendureProduct) marked() bool {
	return slices.ContainsFunc(p.FacetValues, vendureMark.ours)
}

const vendureState = `id enabled facetValues { id code facet { code } }`

// order looks at the product before it changes it: what an order asks for may be so
// already, by an earlier try whose answer was lost.
func (v vendure) order(ctx context.Context, c ipcase.Connection, what string, r ipcase.Removal) error {
	id, ok := vendureID(r.Ref)
	if !ok {
		return refused(r.Ref + " is no product of the engine's")
	}
	var is struct{ Product *vendureProduct }
	if err := v.ask(ctx, c, `query($id: ID!) { product(id: $id) { `+vendureState+` } }`, map[string]any{"id": id}, &is); err != nil {
		return err
	}
	p := is.Product
	switch {
	case p == nil && what == restore:
		return refused("the product is not there any more: it was deleted in the engine")
	case p == nil: // and nobody is shown it
		return nil
	case what == restore && !p.marked(): // it was not we who switched it off, or it is back
		return nil
	case what != restore && !p.Enabled:
		return nil
	}
	values := []string{}
	for _, f := range p.FacetValues {
		if !f.ours() {
			values = append(values, f.ID)
		}
	}
	if what == remove { // a shop's own order leaves no mark: no restoration undoes it
		mark, err := v.mark(ctx, c)
		if err != nil {
			return err
		}
		values = append(values, mark)
	}
	var did struct{ UpdateProduct vendureProduct }
	err := v.ask(ctx, c, `mutation($input: UpdateProductInput!) { updateProduct(input: $input) { `+vendureState+` } }`,
		map[string]any{"input": map[string]any{"id": id, "enabled": what == restore, "facetValueIds": values}}, &did)
	if err == nil && did.UpdateProduct.Enabled != (what == restore) {
		err = fmt.Errorf("the engine was told to %s product %s and says that it did not", what, id)
	}
	return err
}

// mark is the id of the mark in the engine, which is made there once.
func (v vendure) mark(ctx context.Context, c ipcase.Connection) (string, error) {
	var is struct {
		ActiveChannel struct{ DefaultLanguageCode string }
		FacetValues   struct{ Items []vendureMark }
	}
	err := v.ask(ctx, c, `query($code: String!) { activeChannel { defaultLanguageCode }
		facetValues(options: { filter: { code: { eq: $code } }, sort: { id: ASC } }) { items { id code facet { code } } } }`, map[string]any{"code": markValue}, &is)
	if err != nil {
		return "", err
	}
	for _, m := range is.FacetValues.Items { // two that were made at the same moment are as good as one
		if m.ours() {
			return m.ID, nil
		}
	}
	called := func(name string) []map[string]any {
		return []map[string]any{{"languageCode": is.ActiveChannel.DefaultLanguageCode, "name": name}}
	}
	var made struct {
		CreateFacet struct{ Values []vendureMark }
	}
	err = v.ask(ctx, c, `mutation($input: CreateFacetInput!) { createFacet(input: $input) { values { id } } }`, map[string]any{"input": map[string]any{
		"code": markFacet, "isPrivate": true, "translations": called("IP portal"), "values": []map[string]any{{"code": markValue, "translations": called("Taken down after a complaint")}},
	}}, &made)
	if err != nil || len(made.CreateFacet.Values) != 1 {
		return "", errors.Join(err, errors.New("the engine did not make the mark of what is taken down"))
	}
	return made.CreateFacet.Values[0].ID, nil
}

// tell has nobody to tell: news is enqueued for webhooks alone.
func (vendure) tell(context.Context, ipcase.Connection, ipcase.MarketMessage) (string, error) {
	return "", &ipcase.PermanentError{Reason: "a commerce engine is sent no news"}
}

// stock implements engine.
func (v vendure) stock(ctx context.Context, c ipcase.Connection, site string, ask ipcase.StockAsk) (ipcase.StockPage, error) {
	if ask.Pass == ipcase.SyncMissing {
		return v.missing(ctx, c, site, ask.After)
	}
	// What changes while it is read moves to the end, and what is deleted moves the rest
	// up: whom this hides is found when everything is read the next time.
	options := map[string]any{"take": vendurePage, "skip": ask.After, "sort": map[string]any{"id": "ASC"}}
	if ask.Since != nil {
		options["sort"] = map[string]any{"updatedAt": "ASC"}
		options["filter"] = map[string]any{"updatedAt": map[string]any{"after": ask.Since.Add(-time.Second).UTC().Format(time.RFC3339Nano)}}
	}
	var is struct {
		Products struct{ Items []vendureProduct }
	}
	err := v.ask(ctx, c, `query($options: ProductListOptions) { products(options: $options) { items {
		`+vendureState+` updatedAt languageCode name slug description assets { preview } channels { code seller { id name } }
		variantList(options: { take: 1, sort: { id: ASC } }) { items { priceWithTax currencyCode } } } } }`, map[string]any{"options": options}, &is)
	if err != nil {
		return ipcase.StockPage{}, err
	}
	var page ipcase.StockPage
	sellers := map[string]bool{}
	for _, p := range is.Products.Items {
		if p.UpdatedAt.After(page.Newest) {
			page.Newest = p.UpdatedAt
		}
		ref := vendurePrefix + strings.ToUpper(p.ID)
		if id, ok := vendureID(ref); !ok || id != p.ID {
			page.Unfit = append(page.Unfit, "product "+oneLine(p.ID)+": its id is not one of digits, small letters and hyphens.")
			continue
		}
		if p.marked() && !p.Enabled { // what its seller does to it meanwhile counts when it is back
			page.Down = append(page.Down, ref)
			continue
		}
		seller, ok := p.seller(site)
		if !ok {
			page.Unfit = append(page.Unfit, ref+": no channel that it stands in has a seller.")
			continue
		}
		if !sellers[seller.ID] {
			sellers[seller.ID] = true
			page.Sellers = append(page.Sellers, seller)
		}
		page.Listings = append(page.Listings, p.line(c, ref, seller.ID))
	}
	if len(is.Products.Items) == vendurePage {
		page.Next = ask.After + vendurePage
	}
	return page, nil
}

// seller is who owns the first channel of its own that a product stands in; what stands
// in the default one alone is the marketplace's.
func (p vendureProduct) seller(site string) (line ipcase.SellerLine, ok bool) {
	for _, ch := range p.Channels {
		if ch.Seller == nil || ok && ch.Code == "__default_channel__" {
			continue
		}
		line, ok = ipcase.SellerLine{ID: site + "-" + ch.Seller.ID, Name: ch.Seller.Name}, true
		if ch.Code != "__default_channel__" {
			break
		}
	}
	return line, ok
}

func (p vendureProduct) line(c ipcase.Connection, ref, seller string) ipcase.ListingLine {
	offered := p.Enabled
	l := ipcase.ListingLine{
		ID: ref, Seller: seller, Title: p.Name, Lang: strings.ReplaceAll(p.LanguageCode, "_", "-"), Description: plainWords(p.Description), Offered: &offered,
		Page: strings.NewReplacer("{slug}", p.Slug, "{id}", p.ID).Replace(c.Pages),
	}
	if l.Lang == "" {
		l.Lang = "en"
	}
	for _, a := range p.Assets {
		if strings.HasPrefix(a.Preview, "https://") && len(l.Images) < ipcase.MaxListingImages {
			l.Images = append(l.Images, a.Preview)
		}
	}
	if items := p.VariantList.Items; len(items) > 0 {
		l.PriceMinor, l.Currency = items[0].PriceWithTax, items[0].CurrencyCode
	}
	return l
}

// missing asks for a part of the products that are known here, on sale or switched off,
// and says which of them the engine has no more.
func (v vendure) missing(ctx context.Context, c ipcase.Connection, site string, after int64) (ipcase.StockPage, error) {
	var known []CatalogueListing
	err := v.m.db.WithContext(ctx).Select("id, ref").Where("site_code = ? AND ref LIKE ? AND id > ? AND gone_at IS NULL", site, vendurePrefix+"%", after).
		Order("id").Limit(vendurePage).Find(&known).Error
	if err != nil || len(known) == 0 {
		return ipcase.StockPage{}, err
	}
	ids := []string{}
	for _, l := range known {
		if id, ok := vendureID(l.Ref); ok {
			ids = append(ids, id)
		}
	}
	var is struct {
		Products struct{ Items []struct{ ID string } }
	}
	err = v.ask(ctx, c, `query($ids: [String!]!) { products(options: { take: 100, filter: { id: { in: $ids } } }) { items { id } } }`, map[string]any{"ids": ids}, &is)
	if err != nil {
		return ipcase.StockPage{}, err
	}
	there := map[string]bool{}
	for _, p := range is.Products.Items {
		there[p.ID] = true
	}
	page := ipcase.StockPage{}
	for _, id := range ids {
		if !there[id] {
			page.Gone = append(page.Gone, vendurePrefix+strings.ToUpper(id))
		}
	}
	if len(known) == vendurePage {
		page.Next = known[len(known)-1].ID
	}
	return page, nil
}

// vendureID is the product that a listing's id names.
func vendureID(ref string) (string, bool) {
	id, ok := strings.CutPrefix(strings.ToUpper(ref), vendurePrefix)
	return strings.ToLower(id), ok && isRef(strings.ToUpper(ref))
}

// plainWords is a text without its markup.
func plainWords(markup string) string {
	var words strings.Builder
	t := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch t.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(words.String()), " ")
		case html.TextToken:
			words.Write(t.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			words.WriteByte(' ')
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

// ask asks the engine's admin API. A key that opens nothing, or not this, is refused for
// good: a person has to see to it.
func (v vendure) ask(ctx context.Context, c ipcase.Connection, query string, variables map[string]any, into any) error {
	key, err := v.m.seal.Open(ipcase.SecretPurpose, c.Secret)
	if err != nil {
		return fmt.Errorf("the key of connection %d: %w", c.ID, err)
	}
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return fmt.Errorf("ask the engine: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("ask the engine: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "ipportal")
	req.Header.Set("Vendure-Api-Key", string(key))
	res, err := v.m.client.Do(req)
	if err != nil {
		return fmt.Errorf("ask the engine: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(res.Body, vendureAnswer+1))
	if err != nil {
		return fmt.Errorf("the engine's answer: %w", err)
	}
	return vendureAnswered(res, said, into)
}

func vendureAnswered(res *http.Response, said []byte, into any) error {
	var answer struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	switch err := json.Unmarshal(said, &answer); {
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusForbidden:
		return refused("it answers " + res.Status + " to the API key")
	case len(said) > vendureAnswer:
		return fmt.Errorf("the engine answers more than %d MB", vendureAnswer>>20)
	case err != nil || len(answer.Errors) == 0 && res.StatusCode != http.StatusOK:
		return fmt.Errorf("the engine answers %s: %s", res.Status, oneLine(string(said)))
	}
	for _, e := range answer.Errors {
		switch e.Extensions.Code {
		case "FORBIDDEN", "UNAUTHENTICATED":
			return refused("the API key opens nothing, or not enough: " + oneLine(e.Message))
		case "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT":
			return refused("it does not understand the portal: " + oneLine(e.Message))
		default:
			return fmt.Errorf("the engine answers: %s", oneLine(e.Message))
		}
	}
	if err := json.Unmarshal(answer.Data, into); err != nil {
		return fmt.Errorf("the engine's answer: %w", err)
	}
	return nil
}
