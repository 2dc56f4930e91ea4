package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// guideExample is the example in the guide for marketplaces that holds some words.
func guideExample(t *testing.T, words string) any {
	t.Helper()
	b, err := os.ReadFile("../.docs/marketplace.md")
	no(t, err)
	for block := range strings.SplitSeq(string(b), "```json\n") {
		block, _, ok := strings.Cut(block, "\n```")
		var v any
		if ok && strings.Contains(block, words) && json.Unmarshal([]byte(block), &v) == nil {
			return v
		}
	}
	t.Fatalf("the guide has no example of %s", words)
	return nil
}

// shape is a value with the sort of each thing in place of the thing.
func shape(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, name+": "+shape(v[name]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, shape(x))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		if _, err := time.Parse(time.RFC3339, v); err == nil {
			return "time"
		}
	}
	return fmt.Sprintf("%T", v)
}

// hooks takes whatever is called, and says yes.
type hooks struct {
	mu   sync.Mutex
	told []map[string]any
}

func (h *hooks) RoundTrip(r *http.Request) (*http.Response, error) {
	var v map[string]any
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return nil, err //nolint:wrapcheck // it is told in the test
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told = append(h.told, v)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"outcome":"done"}`)), Request: r}, nil
}

func (h *hooks) of(kind string) (list []any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, v := range h.told {
		if v["type"] == kind {
			list = append(list, v)
		}
	}
	return list
}

// restricted imposes a measure on Haiyun that ends after a week.
func restricted(t *testing.T, s sellerWorld) ipcase.Measure {
	t.Helper()
	m := ipcase.Measure{
		Number: "AM-2026-000007", OrgID: s.acts.Haiyun.OrgID, Party: ipcase.PartySeller, Kind: ipcase.MeasureRestriction, Status: ipcase.MeasureProposed,
		Task: ipcase.MeasureTaskDecide, Cause: ipcase.CauseLadder, Points: 12, Days: 7, Version: 1, ProposedAt: s.Clock.Now(), Salts: ipcase.Salts{},
	}
	no(t, s.DB.Gorm.Create(&m).Error)
	_, err := s.Service.DecideMeasure(t.Context(), s.acts.Rita, ipcase.DecideMeasure{
		Number: m.Number, Version: 1, Impose: true, Facts: "12 points.", GroundKind: ipcase.GroundTerms, Reference: "§ 9", Explanation: "The terms say so from this step on.", Lang: "en", Days: 7,
	})
	no(t, err)
	s.Work()
	return m
}

// What a marketplace is told of a measure against a shop, and of its end, is as the guide
// shows it: field by field, called and fetched.
func TestMeasuresAreToldAsTheGuideSays(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		called := &hooks{}
		s.Outside.To = called
		connected(t, s, ipcase.ByWebhook)
		number := restricted(t, s).Number
		hook := shape(guideExample(t, `"seller.restrict"`))
		for n, kind := range []string{"seller.restrict", "seller.release"} {
			list := called.of(kind)
			if len(list) != 1 || shape(list[0]) != hook {
				t.Errorf("%s is told as %v, and the guide says %s", kind, list, hook)
			}
			if n == 0 {
				s.Clock.Advance(8 * 24 * time.Hour)
				s.Work()
				s.Work()
			}
		}
		// And acts in cases.
		s.deletes(s.filed(ipcase.Trademark, "QL-1001"))
		s.Work()
		for _, words := range []string{`"case.deleted_by_seller"`, `"listing.remove"`} {
			example := as[map[string]any](guideExample(t, words))
			kind := as[string](example["type"])
			if list := called.of(kind); len(list) != 1 || shape(list[0]) != shape(example) {
				t.Errorf("%s is told as %v, and the guide says %s", kind, list, shape(example))
			}
		}
		for _, told := range slices.Concat(called.of("seller.restrict"), called.of("seller.release")) {
			v := as[map[string]any](told)
			if data := as[map[string]any](v["data"]); data["seller"] != "QLS-20041" || data["measure"] != number || data["kind"] != "restriction" {
				t.Errorf("told %v", v)
			}
		}
	})
}

// The same of what is fetched.
func TestMeasuresAreFetchedAsTheGuideSays(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		number := restricted(t, s).Number
		example := as[[]any](as[map[string]any](guideExample(t, `"restrict"`))["actions"])
		for n, action := range []string{"restrict", "release"} {
			var got struct {
				Actions []any
				More    *bool
			}
			no(t, json.Unmarshal([]byte(m.expect(http.StatusOK, "GET", "/actions", "")), &got))
			if len(got.Actions) != 1 || got.More == nil || *got.More || shape(got.Actions[0]) != shape(example[1]) {
				t.Fatalf("fetched %v, and the guide says %s", got, shape(example[1]))
			}
			a := as[map[string]any](got.Actions[0])
			if a["action"] != action || a["seller"] != "QLS-20041" || a["measure"] != number {
				t.Errorf("the order is %v", a)
			}
			path := "/actions/" + as[string](a["order"])
			m.expect(http.StatusNoContent, "POST", path, `{"outcome":"done"}`)
			m.expect(http.StatusNoContent, "POST", path, `{"outcome":"done"}`)
			m.expect(http.StatusConflict, "POST", path, `{"outcome":"refused","reason":"No such shop."}`)
			if n == 0 {
				s.Clock.Advance(8 * 24 * time.Hour)
				s.Work()
				s.Work()
			}
		}
		// And an order about a listing.
		s.deletes(s.filed(ipcase.Trademark, "QL-1001"))
		s.Work()
		var got struct{ Actions []any }
		no(t, json.Unmarshal([]byte(m.expect(http.StatusOK, "GET", "/actions", "")), &got))
		if len(got.Actions) != 1 || shape(got.Actions[0]) != shape(example[0]) {
			t.Errorf("fetched %v, and the guide says %s", got.Actions, shape(example[0]))
		}
	})
}
