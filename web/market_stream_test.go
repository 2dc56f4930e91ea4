package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

type streamed struct {
	Lines, Taken int
	Complete     bool
	Detail       string
	Problems     []struct {
		Line       int
		ID, Detail string
	}
}

func (m marketCall) stream(status int, path, lines string) streamed {
	m.t.Helper()
	var got streamed
	if err := json.Unmarshal([]byte(m.expect(status, "POST", path, lines)), &got); err != nil {
		m.t.Fatal(err)
	}
	return got
}

func listingLine(n int) string {
	return fmt.Sprintf(`{"id":"SY-%06d","seller":"S-%d","title":"Headlamp %d, rechargeable","lang":"en","description":"%s","category":"Lighting","price_minor":%d,"currency":"USD","page":"https://shop.quaylane.example/p/sy-%06d","images":["https://cdn.quaylane.example/%d.jpg"]}`,
		n, n%7, n, strings.Repeat("Waterproof, with a strap. ", 8), 1000+n, n, n)
}

// Sellers and listings come as lines; each wrong one is told by its number, and the
// others are taken.
func TestListingsAreSynced(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		var sellers, listings strings.Builder
		for n := range 7 {
			fmt.Fprintf(&sellers, `{"id":"S-%d","name":"Shop %d","lang":"en","country":"CN","zone":"Asia/Shanghai","email":"shop%d@shops.example","subject":"sub-%d"}`+"\n", n, n, n, n)
		}
		if got := m.stream(http.StatusOK, "/sellers", sellers.String()); got.Taken != 7 || !got.Complete || len(got.Problems) != 0 {
			t.Errorf("sellers: %+v", got)
		}
		for n := range 1203 {
			listings.WriteString(listingLine(n) + "\n")
		}
		wrong := map[string]string{ // the line, and a word of what is said
			`{"id":"SY-1","seller":"S-1","title":"x","lang":"en","colour":"red"}`:        "no field",
			`{"id":"no number","seller":"S-1","title":"x"}`:                              "id:",
			`{"id":"SY-2","seller":"nobody","title":"x"}`:                                "not known",
			`{"id":"SY-3","seller":"S-1","title":""}`:                                    "title:",
			`{"id":"SY-4","seller":"S-1","title":"x","price_minor":"12"}`:                "price_minor",
			`{"id":"SY-5","seller":"S-1","title":"x","price_minor":12,"currency":"usd"}`: "currency",
			`{"id":"SY-6","seller":"S-1","title":"x","page":"http://shop.example/1"}`:    "page:",
			`{"id":"SY-7","seller":"S-1","title":"x","images":["file:///etc/passwd"]}`:   "images:",
			`{"id":"SY-8","seller":"S-1","title":"` + strings.Repeat("x", 1<<20) + `"}`:  "longer",
			strings.Repeat(`{"a":`, 32) + "1" + strings.Repeat("}", 32):                  "nested",
			`{"id":"SY-9","seller":"S-1","title":"x"`:                                    "JSON",
			`null null`: "JSON",
			"{\"id\":\"SY-10\",\"seller\":\"S-1\",\"title\":\"x\u0000\"}":                                                                "JSON",
			`{"id":"SY-11","seller":"S-1","title":"x","updated_at":"yesterday"}`:                                                         "time",
			`{"id":"SY-12","seller":"S-1","title":"x","description":"` + strings.Repeat("y", 10_001) + `"}`:                              "description",
			`{"id":"SY-13","seller":"S-1","title":"x","images":[` + strings.Repeat(`"https://a.example",`, 12) + `"https://a.example"]}`: "images:",
		}
		var words []string
		for line, word := range wrong {
			listings.WriteString(line + "\n")
			words = append(words, word)
		}
		listings.WriteString(listingLine(5000)) // the last has no line end
		got := m.stream(http.StatusOK, "/listings", listings.String())
		if got.Lines != 1203+len(wrong)+1 || got.Taken != 1204 || !got.Complete || len(got.Problems) != len(wrong) {
			t.Errorf("%d lines, %d taken, complete %v, %d wrong", got.Lines, got.Taken, got.Complete, len(got.Problems))
		}
		for n, p := range got.Problems {
			if at := p.Line - 1204; at < 0 || at >= len(words) || !strings.Contains(p.Detail, words[at]) {
				t.Errorf("problem %d: %+v", n, p)
			}
		}
		offers, err := s.Market.Lookup(t.Context(), []string{"SY-000007", "https://shop.quaylane.example/p/sy-000008?utm=1", "https://SHOP.quaylane.example/p/sy-005000/", "https://shop.quaylane.example/p/none"})
		if err != nil || !offers[0].Found || !offers[1].Found || offers[1].Ref != "SY-000008" || offers[1].URL != "https://shop.quaylane.example/p/sy-000008" || !offers[2].Found || offers[3].Found {
			t.Errorf("looked up: %+v, %v", offers, err)
		}
		// The same again changes nothing, a changed one does, one at a time too.
		before := offers[0].UpdatedAt
		s.Clock.Advance(time.Hour)
		m.stream(http.StatusOK, "/listings", listingLine(7))
		m.expect(http.StatusNoContent, "POST", "/listings/SY-000008", strings.Replace(listingLine(8), "Headlamp", "Lantern", 1))
		m.expect(http.StatusUnprocessableEntity, "POST", "/listings/SY-000009", listingLine(8))
		m.expect(http.StatusNoContent, "POST", "/sellers/S-1", `{"name":"Shop One","subject":"sub-0"}`)
		m.expect(http.StatusUnprocessableEntity, "POST", "/sellers/S-1", `{"name":""}`)
		m.expect(http.StatusNoContent, "POST", "/listings/SY-000009/state", `{"state":"down"}`)
		m.expect(http.StatusNotFound, "POST", "/listings/SY-999999/state", `{"state":"down"}`)
		offers, err = s.Market.Lookup(t.Context(), []string{"SY-000007", "SY-000008", "SY-000009"})
		if err != nil || !offers[0].UpdatedAt.Equal(before) || !offers[1].UpdatedAt.After(before) || !strings.Contains(offers[1].Title, "Lantern") || !offers[2].Gone {
			t.Errorf("after changes: %+v, %v", offers, err)
		}
		var orgs []int64
		if err := s.DB.Gorm.Raw("SELECT org_id FROM shop_subjects WHERE subject = 'sub-0'").Scan(&orgs).Error; err != nil || len(orgs) != 1 {
			t.Errorf("the subject acts for %v, %v", orgs, err)
		}
	})
}

// Too many wrong lines end a stream with a clear word, and one that stops leaves what
// was taken.
func TestBrokenStreams(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		m.expect(http.StatusNoContent, "POST", "/sellers/S-1", `{"name":"Shop"}`)
		got := m.stream(http.StatusUnprocessableEntity, "/listings", strings.Repeat("{}\n", 5000))
		if got.Complete || len(got.Problems) < 1000 || len(got.Problems) > 1500 || !strings.Contains(got.Detail, "wrong") {
			t.Errorf("%d lines, %d problems, %q", got.Lines, len(got.Problems), got.Detail)
		}
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		line := `{"id":"SY-1","seller":"S-1","title":"Kept"}` + "\n" + `{"id":"SY-2","sel`
		fmt.Fprintf(conn, "POST %s/listings HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: 100000\r\n\r\n%s", marketAPI, strings.TrimPrefix(s.URL, "http://"), m.token, line)
		half, ok := conn.(*net.TCPConn)
		if !ok {
			t.Fatalf("a connection of type %T", conn)
		}
		if err := half.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(conn)
		if err != nil || !bytes.Contains(answer, []byte("400 Bad Request")) || !bytes.Contains(answer, []byte("ended in the middle")) || !bytes.Contains(answer, []byte(`"taken":1`)) {
			t.Errorf("a stream that stops is answered %s, %v", answer, err)
		}
		if offers, err := s.Market.Lookup(t.Context(), []string{"SY-1"}); err != nil || !offers[0].Found {
			t.Errorf("what was taken is not there: %v", err)
		}
	})
}

// TestManyListings sends IPPORTAL_LISTINGS listings as one stream, and says how long it
// took and what it held in memory.
func TestManyListings(t *testing.T) {
	many, err := strconv.Atoi(os.Getenv("IPPORTAL_LISTINGS"))
	if err != nil {
		t.Skip("IPPORTAL_LISTINGS says how many")
	}
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		for n := range 7 {
			m.expect(http.StatusNoContent, "POST", fmt.Sprintf("/sellers/S-%d", n), `{"name":"Shop"}`)
		}
		for _, what := range []string{"new", "unchanged"} {
			in, out := io.Pipe()
			go func() {
				for n := range many {
					if _, err := io.WriteString(out, listingLine(n)+"\n"); err != nil {
						return
					}
				}
				_ = out.Close()
			}()
			runtime.GC()
			stop, peak := make(chan struct{}), make(chan uint64)
			go watchHeap(stop, peak)
			began := time.Now()
			res := s.Do(t, "POST", marketAPI+"/listings", in, http.Header{"Authorization": {"Bearer " + m.token}})
			took := time.Since(began)
			close(stop)
			var got streamed
			if err := json.NewDecoder(res.Body).Decode(&got); err != nil || got.Taken != many || !got.Complete {
				t.Errorf("%d of %d taken, %v", got.Taken, many, err)
			}
			t.Logf("%d %s listings in %s; at most %d MB of heap in the test and the portal together", many, what, took.Round(time.Millisecond), <-peak>>20)
		}
	})
}

func watchHeap(stop <-chan struct{}, peak chan<- uint64) {
	var most uint64
	for {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapInuse)
		select {
		case <-stop:
			peak <- most
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}
