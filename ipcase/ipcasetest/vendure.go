package ipcasetest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Vendure is a real commerce engine in a process of its own (.ci/vendure), with a shop
// front on its shop API. It is reached by whatever name, as an http.RoundTripper, and
// can be ended and started again with what it had.
type Vendure struct {
	Key string // an API key to its admin API, with the permissions that the connector names

	t          testing.TB
	node, file string
	token      string // of its superadmin
	channel    int

	mu    sync.Mutex
	port  string // "" while it is stopped
	end   func()
	in    io.Writer
	after func(r *http.Request) error // see Lose
	calls int
}

const vendurePassword = "only for tests"

// NewVendure starts an engine with nothing on sale, which ends with the test. A machine
// without it leaves the test out.
func NewVendure(t testing.TB) *Vendure {
	t.Helper()
	wished(t, needVendure)
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, needVendure, "no Node is installed; .ci/need vendure installs one")
	}
	folder := filepath.Join(root, ".ci", "vendure")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "@vendure", "core")); err != nil {
		need(t, needVendure, "Vendure is not installed; .ci/need vendure installs it")
	}
	v := &Vendure{t: t, node: node, file: filepath.Join(t.TempDir(), "shop.sqlite")}
	v.Start()
	t.Cleanup(v.Stop)
	v.setUp()
	return v
}

// Start starts the engine again, with what it had.
func (v *Vendure) Start() {
	v.t.Helper()
	root, err := root()
	if err != nil {
		v.t.Fatal(err)
	}
	run := exec.Command(v.node, filepath.Join(root, ".ci", "vendure", "server.mjs"))
	run.Dir = filepath.Dir(v.file) // it leaves a folder where it is started
	run.Env = append(os.Environ(), "VENDURE_DISABLE_TELEMETRY=true")
	var complaints bytes.Buffer
	run.Stderr = &complaints
	in, err := run.StdinPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		v.t.Fatal(err)
	}
	end := func() {
		_ = in.Close() // it keeps what it has, and ends
		slow := time.AfterFunc(time.Minute, func() { _ = run.Process.Kill() })
		defer slow.Stop()
		_ = run.Wait()
	}
	if err := json.NewEncoder(in).Encode(map[string]string{"file": v.file, "password": vendurePassword}); err != nil {
		end()
		v.t.Fatal(err)
	}
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		end()
		v.t.Fatalf("Vendure does not start: %v\n%s", err, complaints.String())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.port, v.end, v.in = strings.TrimSpace(port), end, in
}

// Stop ends the engine. What it answered is there when it starts again.
func (v *Vendure) Stop() {
	v.mu.Lock()
	end := v.end
	v.port, v.end = "", nil
	v.mu.Unlock()
	if end != nil {
		end()
	}
}

// URL is where the engine is at the moment.
func (v *Vendure) URL() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return "http://127.0.0.1:" + v.port
}

// Lose lets lost look at what the portal asked, after the engine has done it: an error
// of it is what the portal hears instead of the answer.
func (v *Vendure) Lose(lost func(body string) error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.after = nil
	if lost != nil {
		v.after = func(r *http.Request) error {
			body, err := r.GetBody()
			if err != nil {
				return err
			}
			words, err := io.ReadAll(body)
			return errors.Join(err, lost(string(words)))
		}
	}
}

// Changes is how often the portal told the engine to change a product.
func (v *Vendure) Changes() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.calls
}

// RoundTrip implements http.RoundTripper: the engine stands for every host.
func (v *Vendure) RoundTrip(r *http.Request) (*http.Response, error) {
	v.mu.Lock()
	port, after := v.port, v.after
	if body, err := r.GetBody(); err == nil {
		if words, err := io.ReadAll(body); err == nil && bytes.Contains(words, []byte("updateProduct(")) {
			v.calls++
		}
	}
	v.mu.Unlock()
	if port == "" {
		return nil, errors.New("connection refused")
	}
	to := r.Clone(r.Context())
	to.URL.Scheme, to.URL.Host = "http", "127.0.0.1:"+port
	res, err := http.DefaultTransport.RoundTrip(to)
	if err == nil && after != nil {
		if lost := after(r); lost != nil {
			_ = res.Body.Close()
			return nil, lost
		}
	}
	return res, err
}

// Admin asks the engine's admin API as its superadmin.
func (v *Vendure) Admin(query string, variables map[string]any, into any) {
	v.t.Helper()
	header := v.ask("admin-api", query, variables, into)
	if token := header.Get("vendure-auth-token"); token != "" {
		v.token = token
	}
}

// Shop asks the engine's shop API, as a customer who is not signed in.
func (v *Vendure) Shop(query string, variables map[string]any, into any) {
	v.t.Helper()
	v.ask("shop-api", query, variables, into)
}

func (v *Vendure) ask(api, query string, variables map[string]any, into any) http.Header {
	v.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		v.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.URL()+"/"+api, bytes.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if api == "admin-api" && v.token != "" {
		req.Header.Set("Authorization", "Bearer "+v.token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || len(answer.Errors) > 0 {
		v.t.Fatalf("Vendure answers %s to %s: %v %+v", res.Status, query, err, answer.Errors)
	}
	if into != nil {
		if err := json.Unmarshal(answer.Data, into); err != nil {
			v.t.Fatal(err)
		}
	}
	return res.Header
}

// Front opens a page of the shop front.
func (v *Vendure) Front(path string) (status int, body string) {
	v.t.Helper()
	req, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, v.URL()+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	words, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return res.StatusCode, string(words)
}

// setUp makes what a shop needs before it can sell, and the portal's API key.
func (v *Vendure) setUp() {
	v.t.Helper()
	v.Admin(`mutation($password: String!) { login(username: "superadmin", password: $password) { __typename } }`, map[string]any{"password": vendurePassword}, nil)
	var zone struct{ CreateZone struct{ ID string } }
	v.Admin(`mutation { createZone(input: { name: "Everywhere" }) { id } }`, nil, &zone)
	var tax struct{ CreateTaxCategory struct{ ID string } }
	v.Admin(`mutation { createTaxCategory(input: { name: "Goods", isDefault: true }) { id } }`, nil, &tax)
	v.Admin(`mutation($zone: ID!, $tax: ID!) {
		createTaxRate(input: { name: "None", enabled: true, value: 0, categoryId: $tax, zoneId: $zone }) { id }
		updateChannel(input: { id: "1", defaultTaxZoneId: $zone, defaultShippingZoneId: $zone, pricesIncludeTax: true }) { __typename } }`,
		map[string]any{"zone": zone.CreateZone.ID, "tax": tax.CreateTaxCategory.ID}, nil)
	var role struct{ CreateRole struct{ ID string } }
	v.Admin(`mutation { createRole(input: { code: "ip-portal", description: "IP portal", permissions: [ReadCatalog, UpdateCatalog, CreateCatalog, ReadSeller] }) { id } }`, nil, &role)
	var key struct{ CreateAPIKey struct{ APIKey string } }
	v.Admin(`mutation($role: ID!) { createApiKey(input: { roleIds: [$role], translations: [{ languageCode: en, name: "IP portal" }] }) { apiKey } }`,
		map[string]any{"role": role.CreateRole.ID}, &key)
	v.Key = key.CreateAPIKey.APIKey
}

// Seller makes a seller with a channel of its own; both their ids.
func (v *Vendure) Seller(name string) (seller, channel string) {
	v.t.Helper()
	v.channel++
	var made struct{ CreateSeller struct{ ID string } }
	v.Admin(`mutation($name: String!) { createSeller(input: { name: $name }) { id } }`, map[string]any{"name": name}, &made)
	var ch struct{ CreateChannel struct{ ID string } }
	v.Admin(`mutation($input: CreateChannelInput!) { createChannel(input: $input) { ... on Channel { id } } }`, map[string]any{"input": map[string]any{
		"code": fmt.Sprintf("channel-%d", v.channel), "token": fmt.Sprintf("channel-token-%d", v.channel), "defaultLanguageCode": "en", "pricesIncludeTax": true,
		"defaultCurrencyCode": "USD", "defaultTaxZoneId": "1", "defaultShippingZoneId": "1", "sellerId": made.CreateSeller.ID,
	}}, &ch)
	return made.CreateSeller.ID, ch.CreateChannel.ID
}

// Product puts a product on sale in a seller's channel; its id.
func (v *Vendure) Product(channel, name, slug, description string, price int) string {
	v.t.Helper()
	var made struct{ CreateProduct struct{ ID string } }
	v.Admin(`mutation($input: CreateProductInput!) { createProduct(input: $input) { id } }`, map[string]any{"input": map[string]any{
		"enabled": true, "translations": []map[string]any{{"languageCode": "en", "name": name, "slug": slug, "description": description}},
	}}, &made)
	id := made.CreateProduct.ID
	v.Admin(`mutation($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }`, map[string]any{"input": []map[string]any{{
		"productId": id, "sku": slug, "price": price, "stockOnHand": 100, "translations": []map[string]any{{"languageCode": "en", "name": name}},
	}}}, nil)
	v.Admin(`mutation($id: ID!, $channel: ID!) { assignProductsToChannel(input: { productIds: [$id], channelId: $channel }) { id } }`, map[string]any{"id": id, "channel": channel}, nil)
	return id
}

// Products makes many at once, of the marketplace's own seller and without a price; their
// ids.
func (v *Vendure) Products(n int, name string) []string {
	v.t.Helper()
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, "p%d: createProduct(input: { enabled: true, translations: [{ languageCode: en, name: \"%s %d\", slug: \"%s-%d\", description: \"\" }] }) { id }\n", i, name, i, strings.ToLower(name), i)
	}
	var made map[string]struct{ ID string }
	v.Admin("mutation {\n"+all.String()+"}", nil, &made)
	ids := make([]string, n)
	for i := range n {
		ids[i] = made[fmt.Sprintf("p%d", i)].ID
	}
	return ids
}

// Switch switches a product on or off, as its seller does.
func (v *Vendure) Switch(id string, on bool) {
	v.t.Helper()
	v.Admin(`mutation($id: ID!, $on: Boolean!) { updateProduct(input: { id: $id, enabled: $on }) { id } }`, map[string]any{"id": id, "on": on}, nil)
}

// Delete deletes a product, as its seller does.
func (v *Vendure) Delete(id string) {
	v.t.Helper()
	v.Admin(`mutation($id: ID!) { deleteProduct(id: $id) { result } }`, map[string]any{"id": id}, nil)
}

// Undelete puts a deleted product back, as after a backup of the engine was restored.
func (v *Vendure) Undelete(id string) {
	v.t.Helper()
	if _, err := fmt.Fprintln(v.in, id); err != nil {
		v.t.Fatal(err)
	}
	for range 600 {
		var is struct{ Product *struct{ ID string } }
		v.Admin(`query($id: ID!) { product(id: $id) { id } }`, map[string]any{"id": id}, &is)
		if is.Product != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	v.t.Fatalf("product %s does not come back", id)
}

// Shown says whether the shop API shows a product: by its id and in the list, which must
// be one answer.
func (v *Vendure) Shown(id string) bool {
	v.t.Helper()
	var is struct {
		Product  *struct{ ID string }
		Products struct{ Items []struct{ ID string } }
	}
	v.Shop(`query($id: ID!, $ids: String!) { product(id: $id) { id } products(options: { filter: { id: { eq: $ids } } }) { items { id } } }`, map[string]any{"id": id, "ids": id}, &is)
	if (is.Product != nil) != (len(is.Products.Items) == 1) {
		v.t.Errorf("product %s: alone %+v, in the list %+v", id, is.Product, is.Products.Items)
	}
	return is.Product != nil
}
