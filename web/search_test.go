package web_test

import (
	"strings"
	"testing"
)

// A reviewer finds an ended case, a seller is led to the other list, and whoever
// types badly is told what was looked for.
func TestPeopleSearch(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		number := d.complaint(right, "QL-1001", "QL-1002")
		other := d.complaint(right, "QL-2001")
		d.Work()

		ada := d.As("ada").Open("/review").Press("Search").At("/review/search").Sees("Look for a case")
		ada.Fill("Search", strings.ToLower(strings.ReplaceAll(number, "-", ""))).Press("Search").Sees(number, "1 case", "NORRVIK").SeesNot(other)
		ada.Open("/review/search?q=norrvick").Sees("Nothing has the words “norrvick”. This is what has “norrvik”.", number, other)
		ada.Open("/review/search?q=nothing").Sees("No case has all these words").SeesNot(number)
		for _, query := range []string{"", "?q=", "?q=%25&before=x", "?q=norrvik&before=-1", "?before=99999999999999999999", "?q=" + strings.Repeat("a-", 4000)} {
			ada.Open("/review/search" + query).Status(200)
		}
		ada.Open("/review/search?q=%ff").Status(422)
		d.As("carol").Open("/review/search?q=norrvick").Sees("没有内容含有“norrvick”", number)

		ben := d.As("ben").Open("/review/cases/" + number).Press("Claim")
		ben.Open("/review?q=norrvik").Sees(number, other).SeesNot("Search all cases, ended ones too")
		ada.Open("/review/cases/" + number).Status(200)

		d.As("lin").Open("/review/search?q=norrvik").Status(404)
		d.As("elin").Open("/holder/complaints?q=norrvick").Sees("This is what has “norrvik”")
	})
}
