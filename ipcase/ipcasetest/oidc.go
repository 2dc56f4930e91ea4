package ipcasetest

import (
	"bufio"
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// OpenID is a real OpenID provider in a process of its own: npm's certified
// oidc-provider (.ci/oidc-provider.mjs), with discovery, keys and a sign-in page.
// It is reached through the test, which can change what it answers and let it be
// down; its signing key is the test's.
type OpenID struct {
	Issuer, ClientID, ClientSecret string

	t      testing.TB
	key    *rsa.PrivateKey
	server *httptest.Server

	mu     sync.Mutex
	proxy  *httputil.ReverseProxy
	forge  func(header, claims map[string]any) // of the next ID tokens
	isDown bool
}

// OpenIDSetup is what the provider knows.
type OpenIDSetup struct {
	RedirectURI string
	SignedOut   string                    // to where it sends back who signed out
	People      map[string]map[string]any // by subject: their claims
	UserInfo    bool                      // claims are told by the userinfo endpoint only
}

// NewOpenID starts a provider that ends with the test. A machine without it
// leaves the test out.
func NewOpenID(t testing.TB, setup OpenIDSetup) *OpenID {
	t.Helper()
	wished(t, needOIDC)
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, needOIDC, "no Node is installed; .ci/need oidc installs one")
	}
	if _, err := os.Stat(filepath.Join(root, ".ci", "node_modules", "oidc-provider")); err != nil {
		need(t, needOIDC, "the OpenID provider is not installed; .ci/need oidc installs it")
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &OpenID{t: t, key: key, ClientID: "portal", ClientSecret: "a secret that only the two of them know"}
	p.server = httptest.NewServer(http.HandlerFunc(p.answer))
	t.Cleanup(p.server.Close)
	p.Issuer = p.server.URL
	p.start(node, filepath.Join(root, ".ci", "oidc-provider.mjs"), setup)
	return p
}

func (p *OpenID) start(node, script string, setup OpenIDSetup) {
	p.t.Helper()
	text := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	k := p.key
	line, err := json.Marshal(map[string]any{
		"issuer": p.Issuer, "client_id": p.ClientID, "client_secret": p.ClientSecret, "redirect_uris": []string{setup.RedirectURI}, "signed_out": []string{setup.SignedOut},
		"people": setup.People, "userinfo": setup.UserInfo,
		"key": map[string]string{
			"kty": "RSA", "kid": keyID, "use": "sig", "alg": "RS256", "n": text(k.N), "e": text(big.NewInt(int64(k.E))), "d": text(k.D),
			"p": text(k.Primes[0]), "q": text(k.Primes[1]), "dp": text(k.Precomputed.Dp), "dq": text(k.Precomputed.Dq), "qi": text(k.Precomputed.Qinv),
		},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	run := exec.Command(node, script)
	var complaints bytes.Buffer
	run.Stderr = &complaints
	in, err := run.StdinPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		_ = in.Close() // it ends with its input
		_ = run.Wait()
	})
	if _, err := in.Write(append(line, '\n')); err != nil {
		p.t.Fatal(err)
	}
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.t.Fatalf("the OpenID provider does not start: %v\n%s", err, complaints.String())
	}
	to, err := url.Parse("http://127.0.0.1:" + strings.TrimSpace(port))
	if err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.proxy = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
			r.SetXForwarded()
		},
		ModifyResponse: p.change,
	}
}

const keyID = "test"

func (p *OpenID) answer(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	proxy, down := p.proxy, p.isDown
	p.mu.Unlock()
	if down || proxy == nil {
		http.Error(w, "down for maintenance", http.StatusBadGateway)
		return
	}
	proxy.ServeHTTP(w, r)
}

// Down lets the provider answer nothing but that it is away.
func (p *OpenID) Down(yes bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isDown = yes
}

// Forge changes the ID tokens that the provider gives from now on, and signs
// them as their header says: "none" not at all, "HS256" with the provider's
// public key as if it were a secret, anything else as RS256 with its own key.
// nil leaves them as they are.
func (p *OpenID) Forge(forge func(header, claims map[string]any)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forge = forge
}

func (p *OpenID) change(res *http.Response) error {
	p.mu.Lock()
	forge := p.forge
	p.mu.Unlock()
	if forge == nil || res.Request.URL.Path != "/token" || res.StatusCode != http.StatusOK {
		return nil
	}
	var told map[string]any
	if err := json.NewDecoder(res.Body).Decode(&told); err != nil {
		return err
	}
	_ = res.Body.Close()
	token, _ := told["id_token"].(string)
	told["id_token"] = p.forged(token, forge)
	body, err := json.Marshal(told)
	if err != nil {
		return err
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	res.ContentLength = int64(len(body))
	res.Header.Del("Content-Length")
	return nil
}

func (p *OpenID) forged(token string, forge func(header, claims map[string]any)) string {
	parts := strings.Split(token, ".")
	header, claims := map[string]any{}, map[string]any{}
	for n, into := range []*map[string]any{&header, &claims} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[n])
		if err == nil {
			err = json.Unmarshal(raw, into)
		}
		if err != nil {
			p.t.Error(err)
			return token
		}
	}
	forge(header, claims)
	text := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			p.t.Error(err)
		}
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	signed := text(header) + "." + text(claims)
	var signature []byte
	switch header["alg"] {
	case "none":
	case "HS256":
		mac := hmac.New(sha256.New, p.key.N.Bytes())
		mac.Write([]byte(signed))
		signature = mac.Sum(nil)
	default:
		sum := sha256.Sum256([]byte(signed))
		var err error
		if signature, err = rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:]); err != nil {
			p.t.Error(err)
		}
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}
