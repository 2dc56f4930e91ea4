package marketplace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/outside"
)

// Connected is the catalogue for sites that have no system of their own, and a mirror of
// what the marketplace sends for those that have one: orders about their listings go to
// it, by its connector.
type Connected struct {
	*Catalogue
	seal       ipcase.Sealer
	clock      ipcase.Clock
	client     *http.Client
	connectors map[ipcase.ConnectionWay]connector
}

var (
	_ ipcase.Marketplace = (*Connected)(nil)
	_ ipcase.ShopLister  = (*Connected)(nil)
	_ ipcase.Withdrawer  = (*Connected)(nil)
	_ ipcase.Told        = (*Connected)(nil)
	_ ipcase.Stocked     = (*Connected)(nil)
	_ ipcase.Engine      = (*Connected)(nil)
)

// connector brings orders to a marketplace. There is one file for each.
type connector interface {
	// order asks for one thing. It answers nil where it was done, a *ipcase.PermanentError
	// where it was refused, a *ipcase.PendingError where the marketplace says later what
	// came of it, and any other error where nobody knows: it is then asked for again
	// with the same key.
	order(ctx context.Context, c ipcase.Connection, what string, r ipcase.Removal) error
	// tell brings news, and gives back the answer.
	tell(ctx context.Context, c ipcase.Connection, m ipcase.MarketMessage) (string, error)
}

// engine is a connector that reads what its marketplace has on sale.
type engine interface {
	stock(ctx context.Context, c ipcase.Connection, site string, ask ipcase.StockAsk) (ipcase.StockPage, error)
}

// WayOut leads to public addresses, and for hosts that the platform named also to
// addresses of its own network or machine: its shop may run beside the portal. What names
// it leads to is judged at each connecting.
func WayOut(inside []string) http.RoundTripper {
	may := func(host string, at netip.Addr) bool {
		return outside.Public(at) || (at.Unmap().IsPrivate() || at.Unmap().IsLoopback()) && slices.Contains(inside, strings.ToLower(strings.TrimSuffix(host, ".")))
	}
	return &http.Transport{
		DialContext: outside.Judge(may).Dial, TLSHandshakeTimeout: outside.DialFor, ResponseHeaderTimeout: answerWithin,
		MaxResponseHeaderBytes: 1 << 14, MaxIdleConnsPerHost: 4, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true,
	}
}

// Connect lets sites of a catalogue have a marketplace's own system, which is reached by
// way.
func Connect(c *Catalogue, seal ipcase.Sealer, clock ipcase.Clock, way http.RoundTripper) *Connected {
	m := &Connected{Catalogue: c, seal: seal, clock: clock}
	// What leads on is not followed: the address that an operator entered is the one.
	m.client = &http.Client{Transport: way, Timeout: answerWithin, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	m.connectors = map[ipcase.ConnectionWay]connector{ipcase.ByWebhook: webhook{m}, ipcase.ByPull: fetched{}, ipcase.ByHand: fetched{}, ipcase.ByVendure: vendure{m}}
	return m
}

// Remove implements ipcase.Marketplace.
func (m *Connected) Remove(ctx context.Context, r ipcase.Removal) error {
	return m.carry(ctx, remove, r, m.Catalogue.Remove)
}

// Restore implements ipcase.Marketplace.
func (m *Connected) Restore(ctx context.Context, r ipcase.Removal) error {
	return m.carry(ctx, restore, r, m.Catalogue.Restore)
}

// Withdraw implements ipcase.Withdrawer.
func (m *Connected) Withdraw(ctx context.Context, r ipcase.Removal) error {
	return m.carry(ctx, withdraw, r, m.Catalogue.Withdraw)
}

// carry has an order carried out by the site's own system, and once that is done in the
// mirror too.
func (m *Connected) carry(ctx context.Context, what string, r ipcase.Removal, here func(context.Context, ipcase.Removal) error) error {
	if r.Connection == 0 {
		return here(ctx, r)
	}
	switch r.Answer {
	case ipcase.OutcomeDone:
	case ipcase.OutcomeRefused:
		return refused(r.AnswerNote)
	case ipcase.OutcomeUnknown, "":
		c, by, err := m.connector(ctx, r.Connection)
		if err == nil {
			err = by.order(ctx, c, what, r)
		}
		if err != nil {
			return err
		}
	}
	err := here(ctx, r)
	var permanent *ipcase.PermanentError
	if errors.As(err, &permanent) { // it was never sent to the mirror; there it is done
		return nil
	}
	return err
}

func refused(why string) error {
	return &ipcase.PermanentError{Reason: "the marketplace refuses: " + why}
}

// Tell implements ipcase.Told.
func (m *Connected) Tell(ctx context.Context, news ipcase.MarketMessage) (string, error) {
	c, by, err := m.connector(ctx, news.Connection)
	if err != nil {
		return "", err
	}
	return by.tell(ctx, c, news)
}

// ReadStock implements ipcase.Engine.
func (m *Connected) ReadStock(ctx context.Context, c ipcase.Connection, ask ipcase.StockAsk) (ipcase.StockPage, error) {
	by, ok := m.connectors[c.Way].(engine)
	if !ok {
		return ipcase.StockPage{}, &ipcase.PermanentError{Reason: "nobody knows how to read a marketplace by " + string(c.Way)}
	}
	var site ipcase.Site
	if err := m.db.WithContext(ctx).Where("id = ?", c.SiteID).Take(&site).Error; err != nil {
		return ipcase.StockPage{}, fmt.Errorf("the site of connection %d: %w", c.ID, err)
	}
	return by.stock(ctx, c, site.Code, ask)
}

func (m *Connected) connector(ctx context.Context, id int64) (ipcase.Connection, connector, error) {
	var c ipcase.Connection
	if err := m.db.WithContext(ctx).Where("id = ?", id).Take(&c).Error; err != nil {
		return c, nil, fmt.Errorf("connection %d: %w", id, err)
	}
	by, ok := m.connectors[c.Way]
	switch {
	case !ok:
		return c, nil, &ipcase.PermanentError{Reason: "nobody knows how to reach a marketplace by " + string(c.Way)}
	case c.EndedAt != nil:
		return c, nil, errors.New("the connection has ended a moment ago")
	}
	return c, by, nil
}

// maxPicture is the most that is read of a picture.
const maxPicture = 10 << 20

// Image implements ipcase.Marketplace: of a connected site pictures are fetched where
// the marketplace has them.
func (m *Connected) Image(ctx context.Context, key string) (io.ReadCloser, error) {
	if !strings.HasPrefix(key, "https://") {
		return m.Catalogue.Image(ctx, key)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, key, nil)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	res, err := m.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if res.StatusCode != http.StatusOK || res.ContentLength > maxPicture {
		_ = res.Body.Close()
		return nil, fmt.Errorf("picture: the marketplace answers %s with %d bytes", res.Status, res.ContentLength)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, maxPicture), res.Body}, nil
}

// ShowListing implements ipcase.Stocked. What an order took down stays marked as that:
// whether it is seen again is told to people, and changes no page.
func (m *Connected) ShowListing(ctx context.Context, site, ref string, offered bool, at time.Time) error {
	from, to := Live, Withdrawn
	if offered {
		from, to = Withdrawn, Live
	}
	known, err := m.known(ctx, site, ref)
	if err != nil {
		return err
	}
	set := map[string]any{"visibility": to, "updated_at": ipcase.Moment(at)}
	if err := m.db.WithContext(ctx).Model(&CatalogueListing{}).Where("id = ? AND visibility = ?", known.ID, from).Updates(set).Error; err != nil || !offered {
		return err
	}
	return m.db.WithContext(ctx).Model(&CatalogueListing{}).Where("id = ? AND gone_at IS NOT NULL", known.ID).Updates(map[string]any{"gone_at": nil}).Error
}

// ListingGone implements ipcase.Stocked.
func (m *Connected) ListingGone(ctx context.Context, site, ref string, at time.Time) error {
	known, err := m.known(ctx, site, ref)
	if err != nil {
		return err
	}
	return m.db.WithContext(ctx).Model(&CatalogueListing{}).Where("id = ? AND gone_at IS NULL", known.ID).Updates(map[string]any{"gone_at": ipcase.Moment(at)}).Error
}

func (m *Connected) known(ctx context.Context, site, ref string) (CatalogueListing, error) {
	var known CatalogueListing
	err := m.db.WithContext(ctx).Where("site_code = ? AND ref = ?", site, ref).Take(&known).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return known, errNoListing()
	}
	return known, err
}
