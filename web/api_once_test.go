package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Of two who saw the same case and write at once, one does; the other is told that the
// case is another by now, though nothing of what it wrote was wrong (promise 2).
func TestTwoLettersWithIfMatch(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		seller, holder := w.robot(t, "lin", false), w.robot(t, "elin", false)
		seller.read(number)
		holder.read(number)
		letters := "/cases/" + number + "/letters"
		for round := 1; round <= 50; round++ {
			w.Clock.Advance(3 * time.Hour) // so many letters a day
			if round%2 == 0 {
				seller, holder = holder, seller
			}
			tag := seller.must(http.StatusOK, "GET", "/cases/"+number, "").header.Get("ETag")
			var all sync.WaitGroup
			got := make([]told, 2)
			for n := range got {
				all.Go(func() {
					got[n] = seller.ask("POST", letters, fmt.Sprintf(`{"words":"May we see the receipt? %d"}`, n), "If-Match", tag)
				})
			}
			all.Wait()
			lost := got[1]
			if got[0].status != http.StatusCreated {
				lost = got[0]
			}
			isProblem(t, lost, http.StatusPreconditionFailed, "precondition")
			if n := w.count("relay_letters"); n != round || got[0].status+got[1].status != http.StatusCreated+http.StatusPreconditionFailed {
				t.Fatalf("in round %d: %d and %d, and %d letters", round, got[0].status, got[1].status, n)
			}
		}
		tag := seller.must(http.StatusOK, "GET", "/cases/"+number, "").header.Get("ETag")
		w.Clock.Advance(25 * time.Hour)
		seller.must(http.StatusCreated, "POST", letters, `{"words":"One more."}`, "If-Match", tag)
		isProblem(t, seller.ask("POST", letters, `{"words":"And one."}`, "If-Match", tag), http.StatusPreconditionFailed, "precondition")
		sandbox := w.robot(t, "lin", true)
		tag = sandbox.must(http.StatusOK, "GET", "/cases/"+number, "").header.Get("ETag")
		sandbox.must(http.StatusCreated, "POST", letters, `{"words":"Only tried."}`, "If-Match", tag)
		if err := w.Service.Verify(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
}

// A file that is sent again, or ten times at once, under one idempotency key is one
// file; another file under it is refused, and one that was refused can be sent again
// (promise 4).
func TestFilesAreSentOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		r, other := w.robot(t, "lin", false), w.robot(t, "wang", false)
		const path, said = "/files?name=own.txt", "Our own design, drawn in 2019."
		send := func(r robot, path, content string, key ...string) told {
			t.Helper()
			return r.ask("POST", path, content, append([]string{"Content-Type", "application/octet-stream"}, key...)...)
		}
		first := send(r, path, said, "Idempotency-Key", "one")
		again := send(r, path, said, "Idempotency-Key", "one")
		if first.status != http.StatusCreated || again.status != http.StatusCreated || again.body["id"] != first.body["id"] || again.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("%d %v, and then %d %v", first.status, first.body, again.status, again.body)
		}
		isProblem(t, send(r, path, said+" And 2020.", "Idempotency-Key", "one"), http.StatusUnprocessableEntity, "key_reused")
		isProblem(t, send(r, path, said[1:], "Idempotency-Key", "one"), http.StatusUnprocessableEntity, "key_reused")
		isProblem(t, send(r, path+"&reviewer_only=true", said, "Idempotency-Key", "one"), http.StatusUnprocessableEntity, "key_reused")
		isProblem(t, send(r, path, said, "Idempotency-Key", strings.Repeat("k", 201)), http.StatusUnprocessableEntity, "invalid")
		if got := send(other, path, said, "Idempotency-Key", "one"); got.status != http.StatusCreated || got.body["id"] == first.body["id"] {
			t.Errorf("another's key of the same words: %d %v", got.status, got.body)
		}
		if n := w.count("exhibits"); n != 2 {
			t.Errorf("%d files", n)
		}

		picture := string(ipcasetest.Picture())
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if got := send(r, "/files?name=lamp.png", picture, "Idempotency-Key", "ten"); got.status != http.StatusCreated && got.body["code"] != "in_flight" {
					t.Errorf("one of ten: %d %v", got.status, got.body)
				}
			})
		}
		all.Wait()
		if n := w.count("exhibits"); n != 3 {
			t.Errorf("ten at once are %d files", n-2)
		}
		if got := send(r, "/files?name=lamp.png", picture, "Idempotency-Key", "ten"); got.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("a picture again: %d %v", got.status, got.body)
		}

		if got := send(r, "/files?name=tool.txt", "MZ\x90\x00\x03\x00\x00\x00", "Idempotency-Key", "exe"); got.status != http.StatusUnprocessableEntity {
			t.Errorf("a program as text: %d %v", got.status, got.body)
		}
		if got := send(r, "/files?name=tool.txt", said, "Idempotency-Key", "exe"); got.status != http.StatusCreated {
			t.Errorf("after a refusal: %d %v", got.status, got.body)
		}
		w.Clock.Advance(24*time.Hour + time.Second)
		if got := send(r, path, said, "Idempotency-Key", "one"); got.status != http.StatusCreated || got.header.Get("Idempotency-Replayed") != "" {
			t.Errorf("after a day: %d %v", got.status, got.header)
		}
	})
}
