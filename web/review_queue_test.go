package web_test

import (
	"net/url"
	"sync"
	"testing"

	"ipportal/ipcase"
)

func TestReviewerClaimsTheNextTask(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		first := d.complaint(right, "QL-1001", "QL-1002")
		second := d.complaint(right, "QL-2001")

		ada := d.As("ada").Open("/review")
		ada.Sees("2 open, 2 not claimed", first, second, "Check a notice", "Norrvik Optics AB", "Haiyun Outdoor", "灯塔户外专营店", "Nobody")
		ada.Press("Claim next case").At("/review/cases/"+first).Sees("Norrvik Optics AB and Haiyun Outdoor", "Give back", "What the notice must hold")

		ben := d.As("ben").Open("/review").Sees("Ada Moreau", "1 not claimed")
		ben.Press("Claim next case").At("/review/cases/" + second).Sees("Give back")
		ben.Open("/review/cases/"+first).Sees("Ada Moreau works on this case").SeesNot("Give back", "Preview statement of reasons")
		ben.Send("/review/claim-next", url.Values{}).At("/review").Sees("Nothing waits for a reviewer at the moment.")

		// What one gives back, or leaves for half an hour, the other is offered.
		ada.Open("/review/cases/" + first).Press("Give back").At("/review").In(first).Sees("Nobody")
		ben.Open("/review").In(first).Press("Claim").At("/review/cases/" + first).Sees("Give back")
		d.Clock.Advance(31 * 60 * 1e9)
		ada.Open("/review").In(first).Press("Claim").At("/review/cases/" + first).Sees("Give back")
		ben.Send("/review/cases/"+first+"/claim", url.Values{}).Sees("Another reviewer is working on this.")

		ada.Open("/review?view=mine").Sees(first).SeesNot(second)
		ada.Open("/review?q=ql-2001").Sees(second).SeesNot(first)
		ada.Open("/review?task=appeal").Sees("No case fits these filters")
		ada.Open("/review?type=patent&view=nonsense&after=x&before=zz-").Sees("No case fits these filters")

		carol := d.As("carol").Open("/review").Sees("待办", "核查投诉通知", "领取下一件")
		carol.Open("/review/cases/"+first).Sees("投诉通知应包含的内容", "权利与商品")
	})
}

// Two reviewers who press at the same moment never get the same case, on either
// database.
func TestTwoReviewersAtOnceGetDifferentCases(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		for _, ref := range []string{"QL-1001", "QL-1002", "QL-1003", "QL-1004", "QL-2001", "QL-3001"} {
			d.complaint(right, ref)
		}
		var mu sync.Mutex
		got := map[string]string{}
		var wg sync.WaitGroup
		for _, who := range []string{"ada", "ben"} {
			a := d.Person(who).Actor()
			for range 3 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					number, err := d.Service.ClaimNext(t.Context(), a)
					mu.Lock()
					defer mu.Unlock()
					if err != nil {
						t.Errorf("%s: %v", who, err)
					} else if other, taken := got[number]; taken {
						t.Errorf("%s went to %s and to %s", number, other, who)
					}
					got[number] = who
				}()
			}
		}
		wg.Wait()
		if len(got) != 6 {
			t.Errorf("%d cases claimed, want 6: %v", len(got), got)
		}
	})
}

// The queue is read page by page, forwards and backwards, and costs few queries.
func TestQueueByPages(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		number := d.complaint(right, "QL-1001")
		var c ipcase.Case
		d.must(d.DB.Gorm.Where("number = ?", number).Take(&c).Error)
		for n := range 119 {
			more := c
			more.ID, more.Number = 0, number[:len(number)-2]+string(rune('A'+n%26))+string(rune('a'+n/26))
			due := c.ReviewDueAt.AddDate(0, 0, n/40) // many with the same target
			more.ReviewDueAt = &due
			d.must(d.DB.Gorm.Create(&more).Error)
		}
		ada := d.Person("ada").Actor()
		q := ipcase.ReviewQuery{View: ipcase.ReviewAll, EndOfDay: d.Clock.Now()}
		seen := map[string]bool{}
		var pages []ipcase.ReviewQueue
		for {
			out, err := d.Service.ReadReviewQueue(t.Context(), ada, q)
			d.must(err)
			for _, l := range out.Lines {
				if seen[l.Number] {
					t.Fatalf("%s is on two pages", l.Number)
				}
				seen[l.Number] = true
			}
			pages = append(pages, out)
			if !out.Older {
				break
			}
			last := out.Lines[len(out.Lines)-1]
			q.After = &ipcase.ReviewCursor{Rank: last.ReviewRank, Due: *last.ReviewDueAt, ID: last.ID}
		}
		if len(seen) != 120 || len(pages) != 3 {
			t.Fatalf("%d cases on %d pages", len(seen), len(pages))
		}
		first := pages[2].Lines[0]
		back, err := d.Service.ReadReviewQueue(t.Context(), ada, ipcase.ReviewQuery{View: ipcase.ReviewAll, Before: &ipcase.ReviewCursor{Rank: first.ReviewRank, Due: *first.ReviewDueAt, ID: first.ID}})
		d.must(err)
		if back.Lines[0].Number != pages[1].Lines[0].Number || !back.Newer || !back.Older {
			t.Errorf("back leads to %s, want %s", back.Lines[0].Number, pages[1].Lines[0].Number)
		}
		b := d.As("ada").Open("/review").Sees("50 cases on this page")
		b.Press("Later").Sees("50 cases on this page").Press("Later").Sees("20 cases on this page").Press("Earlier").Sees("50 cases on this page")
	})
}

// Nobody but a reviewer finds anything here, and nobody but the operator there.
func TestReviewersPagesAreNotThereForOthers(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		number := d.complaint(right, "QL-1001")
		paths := []string{"/review", "/review/cases/" + number, "/review/cases/" + number + "/exhibits/E1", "/review/rights", "/review/rights/" + right}
		for _, who := range []string{"lin", "elin", "operator"} {
			b := d.As(who)
			for _, p := range paths {
				b.Open(p).Status(404).SeesNot("NORRVIK", "Haiyun Outdoor and")
			}
			for _, deed := range []string{"claim", "give-back", "preview", "edit", "decide", "delivery"} {
				b.Send("/review/cases/"+number+"/"+deed, url.Values{"facts": {"x"}}).Status(404)
			}
			b.Send("/review/rights/"+right+"/check", url.Values{"verify": {"yes"}}).Status(404)
			b.Send("/review/claim-next", url.Values{}).Status(404)
		}
		for _, who := range []string{"lin", "elin", "ada"} {
			d.As(who).Open("/operator").Status(404)
		}
		d.As("operator").Open("/operator").Sees("Nothing was given up")
		d.As("ada").Open("/review/cases/IP-2026-999999-ZZ").Status(404)
		d.As("ada").Open("/review/rights/IPR-2026-999999").Status(404)
		d.Stranger().Open("/review").At("/sign-in")
	})
}
