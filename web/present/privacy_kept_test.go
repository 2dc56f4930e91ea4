package present

import (
	"strings"
	"testing"

	"ipportal/ipcase"
)

// What the page says of who sees a field is what package ipcase lists, field by
// field: no field stands with another's onlookers.
func TestYourDataSaysWhatTheFieldsSay(t *testing.T) {
	for _, party := range []ipcase.Party{ipcase.PartyHolder, ipcase.PartySeller} {
		r := reader(party, "en")
		said := map[string]string{} // by what a line is about
		for _, row := range r.keptOf(true) {
			for _, line := range row.List {
				what, rest, ok := strings.Cut(line, ": seen by ")
				if !ok || said[row.Key+what] != "" {
					t.Errorf("%q", line)
				}
				said[row.Key+what] = rest
			}
		}
		for _, table := range ipcase.PersonalData() {
			for _, f := range table.Fields {
				words := keptFields[table.Table+"."+f.Column]
				if words.called == "" || words.party != "" && words.party != party || table.OfPerson == "" && table.OfOrg == "" && f.Secret {
					continue
				}
				class, _ := r.classWords(f.Class)
				found := false
				for what, rest := range said {
					name, isOf := strings.CutPrefix(what, class)
					if isOf && strings.Contains(strings.ToLower(name), strings.ToLower(words.called)) {
						found = found || rest == r.onlookers(f)+". Kept: "+r.keeping(f.Kept)+"."
					}
				}
				if !found {
					t.Errorf("%s: %s.%s: the page does not say that %s see it", party, table.Table, f.Column, r.onlookers(f))
				}
			}
		}
		if party == ipcase.PartyHolder && said["IdentityThe identity papers themselves"] != "reviewers. Kept: hours or days, then it ends by itself." {
			t.Errorf("identity papers: %q", said["IdentityThe identity papers themselves"])
		}
	}
	for column := range keptFields {
		table, name, _ := strings.Cut(column, ".")
		p, ok := ipcase.Personal(table)
		has := false
		for _, f := range p.Fields {
			has = has || f.Column == name
		}
		if !ok || !has {
			t.Errorf("there are words for %s, which is no personal field", column)
		}
	}
}
