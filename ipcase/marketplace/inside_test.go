package marketplace_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// inside counts who connects to this machine, by either family.
func inside(t *testing.T) (port string, hits *atomic.Int64) {
	t.Helper()
	hits = new(atomic.Int64)
	listen := func(at string) string {
		l, err := net.Listen("tcp", at)
		if err != nil {
			return "" // no such family here
		}
		t.Cleanup(func() { _ = l.Close() })
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				hits.Add(1)
				_ = c.Close()
			}
		}()
		_, port, _ := net.SplitHostPort(l.Addr().String())
		return port
	}
	port = listen("127.0.0.1:0")
	listen("[::1]:" + port)
	return port, hits
}

// spellings are ways to write an address of this machine, or of a cloud's own.
var spellings = []string{
	"127.0.0.1", "127.1", "127.0.0.1.", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
	"[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "localhost", "LocalHost.", "①②⑦.⓪.⓪.①",
	"user@127.0.0.1", "hooks.quaylane.example@127.0.0.1", "hooks.quaylane.example:443@127.0.0.1", "169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]",
}

// outsider is a connected marketplace that is reached the way in which the portal reaches
// everything, and calls it at whatever address it has by now.
type outsider struct {
	t *testing.T
	w *ipcasetest.World
	m *marketplace.Connected
	c ipcase.Connection
}

func newOutsider(t *testing.T, way http.RoundTripper) outsider {
	t.Helper()
	w := ipcasetest.New(t, ipcasetest.SQLite(t))
	o := outsider{t: t, w: w, m: marketplace.Connect(w.Market, ipcasetest.Keys(), w.Clock, way)}
	o.c = ipcase.Connection{
		PublicID: ipcase.NewID(), FormID: ipcase.NewID(), SiteID: w.Site.ID, Name: "Shop", Way: ipcase.ByWebhook, TokenHash: "x",
		Secret:    ipcasetest.Keys().Seal(ipcase.SecretPurpose, []byte("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
		CreatedAt: w.Clock.Now(), CreatedBy: 1,
	}
	o.must(w.DB.Gorm.Create(&o.c).Error)
	return o
}

func (o outsider) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// calls is everything that the portal calls a marketplace for; none of it may succeed.
func (o outsider) calls(address string) {
	o.t.Helper()
	ctx, stop := context.WithTimeout(o.t.Context(), 20*time.Second)
	defer stop()
	for _, way := range []ipcase.ConnectionWay{ipcase.ByWebhook, ipcase.ByVendure} {
		o.must(o.w.DB.Gorm.Model(&ipcase.Connection{}).Where("id = ?", o.c.ID).Updates(map[string]any{"url": address, "way": way}).Error)
		c := o.c
		c.URL, c.Way = address, way
		r := ipcase.Removal{Key: "k", SiteCode: o.w.Site.Code, Ref: "P-1", At: o.w.Clock.Now(), Connection: o.c.ID}
		for what, err := range map[string]error{
			"remove":  o.m.Remove(ctx, r),
			"restore": o.m.Restore(ctx, r),
			"tell":    second(o.m.Tell(ctx, ipcase.MarketMessage{Key: "k", Connection: o.c.ID, Body: "{}"})),
			"read":    second(o.m.ReadStock(ctx, c, ipcase.StockAsk{Pass: ipcase.SyncAll})),
		} {
			if err == nil {
				o.t.Errorf("%s by %s at %s went through", what, way, address)
			}
		}
	}
	if _, err := o.m.Image(ctx, address); err == nil {
		o.t.Errorf("a picture at %s was fetched", address)
	}
}

func second[T any](_ T, err error) error { return err }

// No spelling of an address inside is ever connected to, by an order, by news, by reading
// what is on sale or for a listing's picture, even where it came into the database.
func TestNobodyInsideIsCalled(t *testing.T) {
	port, hits := inside(t)
	o := newOutsider(t, marketplace.WayOut([]string{"shop.quaylane.example"}))
	for _, host := range spellings {
		for _, scheme := range []string{"https://", "http://"} {
			o.calls(scheme + host + ":" + port + "/ip")
		}
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("%d connections came through", n)
	}
	// Without the guard they do; and a host that the platform named may lie inside.
	newOutsider(t, http.DefaultTransport).calls("https://127.0.0.1:" + port + "/ip")
	if hits.Load() == 0 {
		t.Error("nobody is counted")
	}
	before := hits.Load()
	newOutsider(t, marketplace.WayOut([]string{"127.0.0.1"})).calls("https://127.0.0.1:" + port + "/ip")
	if hits.Load() == before {
		t.Error("a host that the platform named is not called")
	}
}

// A marketplace that leads on to an address inside is not followed there.
func TestNobodyIsFollowedInside(t *testing.T) {
	port, hits := inside(t)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, to := range []string{"http://127.0.0.1:" + port + "/", "https://localhost:" + port + "/", "//127.0.0.1:" + port, "http://169.254.169.254/latest/meta-data/"} {
			newOutsider(t, leadsOn{status, to}).calls("https://hooks.quaylane.example/ip")
		}
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("%d connections came through", n)
	}
}

// leadsOn answers for the open network that what is asked for is elsewhere; elsewhere is
// connected to by whoever asks for it.
type leadsOn struct {
	status int
	to     string
}

func (l leadsOn) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() != "hooks.quaylane.example" {
		return http.DefaultTransport.RoundTrip(r)
	}
	return &http.Response{
		Status: http.StatusText(l.status), StatusCode: l.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Location": {l.to}}, Body: io.NopCloser(strings.NewReader("")),
	}, nil
}

// A name that is public when it is looked at, and leads inside when it is connected to, is
// not called: the address of the connection itself is what is judged.
func TestANameThatRebinds(t *testing.T) { //nolint:paralleltest // it changes how names are looked up
	port, hits := inside(t)
	dns, asked := names(t)
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", dns)
	}}
	t.Cleanup(func() { net.DefaultResolver = before })
	const name = "rebinds.quaylane.example"
	at, err := net.DefaultResolver.LookupNetIP(t.Context(), "ip4", name)
	if err != nil || len(at) != 1 || at[0].String() != "93.184.216.34" {
		t.Fatalf("at first it leads to %v, %v", at, err)
	}
	newOutsider(t, marketplace.WayOut([]string{"shop.quaylane.example"})).calls("https://" + name + ":" + port + "/ip")
	if asked.Load() < 2 || hits.Load() != 0 {
		t.Errorf("the name was looked up %d times, and %d connections came through", asked.Load(), hits.Load())
	}
}

// names is a server of names: the first time a name is public, later it is this machine.
func names(t *testing.T) (at string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := l.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if q.Type == dnsmessage.TypeA {
				to := [4]byte{127, 0, 0, 1}
				if asked.Add(1) == 1 {
					to = [4]byte{93, 184, 216, 34}
				}
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: to}}}
			}
			if packed, err := m.Pack(); err == nil {
				_, _ = l.WriteTo(packed, from)
			}
		}
	}()
	return l.LocalAddr().String(), asked
}
