package stamp_test

import (
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/stamp"
)

const settings = `
[tsa]
default_tsa = it
[it]
serial = serial
crypto_device = builtin
signer_cert = cert.pem
certs = cert.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
[req]
distinguished_name = name
x509_extensions = for_stamps
prompt = no
[name]
CN = Time stamping service of a test
[for_stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
`

// How a responder answers.
const (
	answers int32 = iota
	isAway
	forgetsNonce // answers the question with another number
	mixesUp      // answers the question with another hash
)

// responder is a time stamping service that is no work of ours: openssl's.
func responder(t *testing.T) (url string, mood *atomic.Int32) {
	t.Helper()
	program := ipcasetest.Program(t, "openssl")
	dir := t.TempDir()
	openssl := func(args ...string) {
		cmd := exec.CommandContext(t.Context(), program, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("openssl %s: %v: %s", args[0], err, out)
		}
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Error(err)
		}
	}
	write("conf", []byte(settings))
	write("serial", []byte("01\n"))
	openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-config", "conf")
	mood = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if mood.Load() == isAway {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		question, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "what?", http.StatusBadRequest)
			return
		}
		write("question", asked(t, question, mood.Load()))
		openssl("ts", "-reply", "-config", "conf", "-queryfile", "question", "-out", "answer")
		answer, err := os.ReadFile(filepath.Join(dir, "answer"))
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = w.Write(answer)
	}))
	t.Cleanup(server.Close)
	return server.URL, mood
}

// asked is the question as the service understands it.
func asked(t *testing.T, question []byte, mood int32) []byte {
	q, err := timestamp.ParseRequest(question)
	if err != nil {
		t.Error(err)
		return question
	}
	switch mood {
	case forgetsNonce:
		q.Nonce = new(big.Int).Add(q.Nonce, big.NewInt(1))
	case mixesUp:
		q.HashedMessage[0] ^= 1
	default:
		return question
	}
	changed, err := q.Marshal()
	if err != nil {
		t.Error(err)
	}
	return changed
}

// Tokens that end too early are errors like any other.
func TestATokenThatEndsTooEarly(t *testing.T) {
	t.Parallel()
	for _, token := range [][]byte{nil, {0x30}, {0x3f, 0x81}, {0x30, 0x02, 0x3f, 0x81}, {0x30, 0x80, 0x30}, {0x1f}, {0x30, 0x03, 0x02, 0x84, 0x01}} {
		if _, err := stamp.Check(token, "what the log was"); err == nil {
			t.Errorf("% X is taken for a token", token)
		}
	}
}

func TestAStampIsTakenAndChecked(t *testing.T) {
	url, mood := responder(t)
	s, err := stamp.New(url)
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now().Add(-time.Minute)
	token, at, err := s.Stamp(t.Context(), "what the log was")
	if err != nil || at.Before(before) || at.After(time.Now().Add(time.Minute)) {
		t.Fatalf("stamped at %s: %v", at, err)
	}
	if again, err := stamp.Check(token, "what the log was"); err != nil || !again.Equal(at) {
		t.Errorf("checked again: %s, %v", again, err)
	}
	if _, err := stamp.Check(token, "what the log was not"); err == nil || !strings.Contains(err.Error(), "another text") {
		t.Errorf("for another text: %v", err)
	}
	for at := 0; at < len(token); at += 7 {
		changed := append([]byte(nil), token...)
		changed[at] ^= 4
		if when, err := stamp.Check(changed, "what the log was"); err == nil && !when.Equal(again(t, token)) {
			t.Errorf("byte %d changed: it says %s", at, when)
		}
	}
	var readers sync.WaitGroup // for the race detector: tokens are read at once
	for range 4 {
		readers.Go(func() {
			if at, err := stamp.Check(token, "what the log was"); err != nil {
				t.Errorf("read beside others: %s, %v", at, err)
			}
		})
	}
	readers.Wait()
	mood.Store(isAway)
	var permanent *ipcase.PermanentError
	if _, _, err := s.Stamp(t.Context(), "x"); err == nil || errors.As(err, &permanent) {
		t.Errorf("while the service is away: %v", err)
	}
}

func again(t *testing.T, token []byte) time.Time {
	t.Helper()
	at, err := stamp.Check(token, "what the log was")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestAddressesAreRefused(t *testing.T) {
	for _, address := range []string{"", "tsa.example.com", "ftp://tsa.example.com/", "https://"} {
		if _, err := stamp.New(address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
