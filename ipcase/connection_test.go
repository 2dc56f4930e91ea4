package ipcase_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// shopSystem is a marketplace's own system that is called by webhook. It takes nothing
// that the specification's published library does not verify.
type shopSystem struct {
	*httptest.Server
	mu      sync.Mutex
	secrets []string
	taken   []hookBody
	ids     []string
	say     func(hookBody) (int, string)
}

type hookBody struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      struct {
		Order    string `json:"order"`
		Listing  string `json:"listing"`
		Case     string `json:"case"`
		Sequence int    `json:"sequence"`
		Event    int    `json:"event"`
		Seller   string `json:"seller"`
		Measure  string `json:"measure"`
		Listings []struct {
			Listing string `json:"listing"`
		} `json:"listings"`
	} `json:"data"`
}

func system(t *testing.T, w *ipcasetest.World) *shopSystem {
	t.Helper()
	s := &shopSystem{say: func(hookBody) (int, string) { return http.StatusOK, `{"outcome":"done"}` }}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		for _, secret := range s.secrets { // each of them verifies, at the same time
			hook, err := standardwebhooks.NewWebhook(secret)
			if err == nil {
				err = hook.VerifyIgnoringTimestamp(body, r.Header) // the test's clock is not the machine's
			}
			if err != nil {
				t.Errorf("the published library says: %v", err)
			}
		}
		if stamp := r.Header.Get("webhook-timestamp"); stamp != fmt.Sprint(w.Clock.Now().Unix()) {
			t.Errorf("signed at %s, it is %d", stamp, w.Clock.Now().Unix())
		}
		var b hookBody
		if err := json.Unmarshal(body, &b); err != nil {
			t.Error(err)
		}
		s.taken, s.ids = append(s.taken, b), append(s.ids, r.Header.Get("webhook-id"))
		status, words := s.say(b)
		rw.WriteHeader(status)
		_, _ = io.WriteString(rw, words)
	}))
	t.Cleanup(s.Close)
	w.Outside = toServer{s.Server}
	return s
}

// toServer reaches the test's server by whatever name.
type toServer struct{ to *httptest.Server }

func (s toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Host = s.to.Listener.Addr().String()
	return s.to.Client().Transport.RoundTrip(r)
}

// orders are the listing orders that came, "remove H1" and so on.
func (s *shopSystem) orders() (list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.taken {
		if b.Data.Order != "" {
			list = append(list, strings.TrimPrefix(b.Type, "listing.")+" "+b.Data.Listing)
		}
	}
	return list
}

func connect(t *testing.T, w *ipcasetest.World, omar ipcase.Actor, way ipcase.ConnectionWay) ipcase.NewConnection {
	t.Helper()
	in := ipcase.AddConnection{FormID: ipcase.NewID(), Site: w.Site.Code, Name: "Shop system", Way: way}
	if way == ipcase.ByWebhook {
		in.URL = "https://hooks.quaylane.example/ip"
	}
	c, err := w.AddConnection(t.Context(), omar, in)
	no(t, err)
	return c
}

func visibility(t *testing.T, w *ipcasetest.World, ref string) ipcase.Visibility {
	t.Helper()
	var l ipcase.Listing
	no(t, w.DB.Gorm.Where("ref = ?", ref).Take(&l).Error)
	return l.Visibility
}

// Orders and news leave signed, under ids that stay, counted within their case; what is
// not answered is asked for again and never guessed (promises 7 and 8).
func TestWebhooks(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		omar := operator(t, w)
		number := acceptedCase(t, w)
		w.Work()
		s := system(t, w)
		made := connect(t, w, omar, ipcase.ByWebhook)
		s.secrets = []string{made.PlainSecret}

		s.say = func(hookBody) (int, string) { return http.StatusInternalServerError, "down for repairs" }
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		w.Work()
		if v := visibility(t, w, "H1"); v != ipcase.TakingDown || w.Visible("H1") != true {
			t.Errorf("nobody knows what came of it, and it is %s", v)
		}
		s.say = func(b hookBody) (int, string) {
			if b.Data.Order != "" {
				return http.StatusAccepted, `{"queued":true}`
			}
			return http.StatusNoContent, ""
		}
		w.Clock.Advance(time.Hour)
		w.Work()
		if v := visibility(t, w, "H1"); v != ipcase.TakingDown {
			t.Errorf("received is not done, and it is %s", v)
		}
		s.say = func(hookBody) (int, string) { return http.StatusOK, `{"outcome":"done"}` }
		w.Clock.Advance(7 * time.Hour)
		w.Work()
		if v := visibility(t, w, "H1"); v != ipcase.Down || w.Visible("H1") {
			t.Errorf("done, and it is %s", v)
		}
		ids, seqs := map[string]int{}, map[int]string{}
		for n, b := range s.taken {
			ids[s.ids[n]]++
			if b.Data.Case != number || b.Data.Sequence == 0 {
				t.Errorf("%s is about %q, number %d", b.Type, b.Data.Case, b.Data.Sequence)
			}
			if known, ok := seqs[b.Data.Sequence]; ok && known != s.ids[n] {
				t.Errorf("%s and %s have the same number %d", known, s.ids[n], b.Data.Sequence)
			}
			seqs[b.Data.Sequence] = s.ids[n]
			if b.Data.Order != "" && b.Data.Order != s.ids[n] {
				t.Errorf("order %s goes as %s", b.Data.Order, s.ids[n])
			}
		}
		for n := range len(seqs) {
			if seqs[n+1] == "" {
				t.Errorf("number %d of the case was never sent: %v", n+1, seqs)
			}
		}
		if got := s.orders(); len(got) != 3 || got[0] != "remove H1" || ids[s.ids[0]] < 2 {
			t.Errorf("orders %v by ids %v", got, ids)
		}
	})
}

// A message that nobody takes is tried for three days, and then a person sees it; who
// says nothing for three days of an order that they have taken is given up the same way.
func TestWebhookGivenUp(t *testing.T) {
	for _, taken := range []bool{true, false} {
		t.Run(fmt.Sprintf("taken %v", taken), func(t *testing.T) {
			ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
				w := ipcasetest.New(t, db)
				omar := operator(t, w)
				number := acceptedCase(t, w)
				w.Work()
				s := system(t, w)
				s.secrets = []string{connect(t, w, omar, ipcase.ByWebhook).PlainSecret}
				s.say = func(b hookBody) (int, string) {
					if taken || b.Data.Order == "" {
						return http.StatusAccepted, ""
					}
					return http.StatusBadGateway, "no"
				}
				began := w.Clock.Now()
				no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
				given := func() int {
					d, err := w.ReadDeliveries(t.Context(), omar, 0)
					no(t, err)
					return d.GivenUp
				}
				for given() == 0 && w.Clock.Now().Sub(began) < 10*24*time.Hour {
					w.Work()
					w.Clock.Advance(10 * time.Minute)
				}
				if after := w.Clock.Now().Sub(began); after < 72*time.Hour || after > 80*time.Hour {
					t.Errorf("taken %v: given up after %s", taken, after)
				}
				if len(s.orders()) < 10 || visibility(t, w, "H1") != ipcase.TakingDown {
					t.Errorf("taken %v: %d tries, and it is %s", taken, len(s.orders()), visibility(t, w, "H1"))
				}
				// It is done after all, late.
				c, err := w.ConnectionOf(t.Context(), tokenOf(t, w, omar))
				no(t, err)
				no(t, w.AnswerOrder(t.Context(), c, ipcase.OrderAnswer{Key: s.taken[len(s.taken)-1].Data.Order, Outcome: ipcase.OutcomeDone}))
				w.Work()
				if visibility(t, w, "H1") != ipcase.Down || given() != 0 {
					t.Errorf("done late, and it is %s", visibility(t, w, "H1"))
				}
			})
		})
	}
}

// tokenOf gives the only connection a new token.
func tokenOf(t *testing.T, w *ipcasetest.World, omar ipcase.Actor) string {
	t.Helper()
	list, err := w.ReadConnections(t.Context(), omar)
	no(t, err)
	token, err := w.NewConnectionToken(t.Context(), omar, list[0].PublicID)
	no(t, err)
	return token
}

// Old and new secret both sign for a day; then only the new one does. A test says that
// it is one, and can be sent again under its id.
func TestSecretRotates(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		omar := operator(t, w)
		s := system(t, w)
		made := connect(t, w, omar, ipcase.ByWebhook)
		s.secrets = []string{made.PlainSecret}
		no(t, w.TestConnection(t.Context(), omar, made.PublicID))
		w.Work()
		newer, err := w.RotateSecret(t.Context(), omar, made.PublicID)
		no(t, err)
		s.secrets = append(s.secrets, newer) // both verify
		no(t, w.TestConnection(t.Context(), omar, made.PublicID))
		w.Work()
		if _, err := w.RotateSecret(t.Context(), omar, made.PublicID); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("rotated twice within the day: %v", err)
		}
		w.Clock.Advance(25 * time.Hour)
		s.secrets = []string{newer}
		v, err := w.ReadConnection(t.Context(), omar, made.PublicID)
		no(t, err)
		no(t, w.SendAgain(t.Context(), omar, made.PublicID, v.Sent[0].ID))
		w.Work()
		if len(s.taken) != 3 || s.taken[2].Type != "connection.test" || s.ids[2] != s.ids[1] {
			t.Errorf("%d messages, ids %v", len(s.taken), s.ids)
		}
		for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik, w.Rita} {
			_, add := w.AddConnection(t.Context(), a, ipcase.AddConnection{FormID: ipcase.NewID(), Site: w.US.Code, Name: "x", Way: ipcase.ByPull})
			_, rotate := w.RotateSecret(t.Context(), a, made.PublicID)
			_, token := w.NewConnectionToken(t.Context(), a, made.PublicID)
			_, list := w.ReadConnections(t.Context(), a)
			_, read := w.ReadConnection(t.Context(), a, made.PublicID)
			for _, err := range []error{
				add, rotate, token, list, read, w.EndConnection(t.Context(), a, made.PublicID), w.TestConnection(t.Context(), a, made.PublicID),
				w.SendAgain(t.Context(), a, made.PublicID, v.Sent[0].ID),
			} {
				if ipcase.KindOf(err) != ipcase.NotFound {
					t.Errorf("%s is answered %v", a.Name, err)
				}
			}
		}
	})
}
