package web_test

import (
	"net/http"
	"slices"
	"strings"
)

// Who asks: elin's complaint against lin is the set A, zhao's against wang the
// set B. vera and nils may read what is lin's and elin's, and write nothing; so
// may sean and sia, members whom nothing was granted. anya and anders may only
// answer, dean only delete, finn only file.
var (
	strangers = []string{""}
	everybody = slices.Concat([]string{"ada", "operator"}, allSellers, allHolders)

	allSellers = []string{"lin", "vera", "sean", "anya", "dean", "wang"}
	allHolders = []string{"elin", "nils", "sia", "finn", "anders", "zhao"}
	parties    = slices.Concat(allSellers, allHolders)
	managers   = []string{"lin", "wang", "elin", "zhao", "operator"}
)

var owns = map[string]string{
	"lin": "A", "vera": "A", "sean": "A", "anya": "A", "dean": "A", "elin": "A", "nils": "A", "sia": "A", "finn": "A", "anders": "A",
	"wang": "B", "zhao": "B", "ada": "AB", "operator": "AB",
}

// law is what is said about one route: the status by who asks for what is
// their own. Whoever is not named is answered as where there is nothing.
type law struct {
	status map[string]int
	open   bool     // to everybody, also to somebody not signed in
	single bool     // there is but one, or each has their own
	free   []string // parameters of which any value is answered alike
}

// may is the status for somebody asking for a thing of that set; false where it
// is not there for them.
func (r law) may(name, set string) (int, bool) {
	if r.open && name == "" {
		return r.status["nobody"], true
	}
	status, named := r.status[name]
	return status, named && (r.open || r.single || strings.Contains(owns[name], set))
}

// all gives the same status to several people.
func all(status int, names ...string) map[string]int {
	m := map[string]int{}
	for _, n := range names {
		m[n] = status
	}
	return m
}

func (r law) and(status int, names ...string) law {
	for _, n := range names {
		r.status[n] = status
	}
	return r
}

func public(status int, free ...string) law {
	return law{status: all(status, slices.Concat([]string{"nobody"}, everybody)...), open: true, free: free}
}

func sellers(status int) law   { return law{status: all(status, allSellers...)} }
func holders(status int) law   { return law{status: all(status, allHolders...)} }
func operators(status int) law { return law{status: all(status, "operator")} }
func reviewers(status int) law { return law{status: all(status, "ada")} }

// Of a side, those with a permission; the others who may see are refused.
func answering(status int) law {
	return sellers(forbidden).and(status, "lin", "wang", "anya")
}
func deleting(status int) law { return sellers(forbidden).and(status, "lin", "wang", "dean") }
func filing(status int) law   { return holders(forbidden).and(status, "elin", "zhao", "finn") }
func replying(status int) law { return holders(forbidden).and(status, "elin", "zhao", "anders") }

// own is of what each has their own.
func (r law) own() law {
	r.single = true
	return r
}

const (
	ok      = http.StatusOK
	other   = http.StatusSeeOther
	invalid = http.StatusUnprocessableEntity
	stale   = http.StatusConflict

	forbidden = http.StatusForbidden
)

// expected is what is said about every route; one that is missing here fails. A
// line is added to the map of its area: wrong_person_lines_*_test.go.
var expected = together(aboutAnyone, aboutAccounts, aboutSellers, aboutHolders, aboutReview, aboutOperators, aboutTeams, aboutLanes, aboutAbuse, aboutMachines)

func together(areas ...map[string]law) map[string]law {
	m := map[string]law{}
	for _, area := range areas {
		for route, said := range area {
			if _, twice := m[route]; twice {
				panic(route + " is spoken of twice")
			}
			m[route] = said
		}
	}
	return m
}
