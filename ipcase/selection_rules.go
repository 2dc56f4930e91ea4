package ipcase

import (
	"slices"
	"time"
)

// Proof is a proof that a holder offers beyond what the reason asks for, and that
// can change which procedure governs.
type Proof string

// The proofs.
const (
	ProofNone       Proof = ""
	ProofCourtOrder Proof = "court_order" // a court's or an authority's order or judgment about these listings
)

// Proofs lists those that a form offers.
func Proofs() []Proof { return []Proof{ProofCourtOrder} }

// SelectionRule says which procedures govern the complaints that fit it. The rules
// stand in one list, as data: the first that fits decides.
type SelectionRule struct {
	ID          string      `yaml:"id"`
	RightTypes  []RightType `yaml:"right_types"` // empty = every type
	Territories []string    `yaml:"territories"` // of the site; "EU" = each member state too; empty = everywhere
	Sites       []string    `yaml:"sites"`       // codes of sites; empty = every site
	Reasons     []string    `yaml:"reasons"`     // empty = every reason
	Proofs      []Proof     `yaml:"proofs"`      // empty = with any proof and with none
	Procedures  []string    `yaml:"procedures"`  // the first governs unless the holder chooses another
	Why         Text        `yaml:"why"`         // shown to the holder before filing, and on the case
	Cite        Citation    `yaml:"cite"`
}

// Facing is what the choice of a procedure looks at.
type Facing struct {
	Right  RightType
	Reason string // "" = not chosen yet
	Proof  Proof
	Site   Site
	On     time.Time
}

// Selected is what the rules say about a complaint: the rule, and the procedures
// among which the holder can choose, the one that governs without a choice first.
type Selected struct {
	Rule    SelectionRule
	Options []Procedure
}

// Pick is the option of a track, or the first.
func (s Selected) Pick(t Track) Procedure {
	for _, p := range s.Options {
		if p.Track == t {
			return p
		}
	}
	return s.Options[0]
}

// Select finds the procedures for a complaint that is filed at that moment: of the
// first rule that fits, those in force that cover this right and this site, each in
// its newest version. A rule of whose procedures none is in force is passed over.
func (b Rulebook) Select(f Facing) (Selected, bool) {
	for _, r := range b.Selection {
		if !r.fits(f) {
			continue
		}
		var options []Procedure
		for _, id := range r.Procedures {
			if p, ok := b.InForce(id, f.On); ok && p.Covers(f.Right, f.Site.Territory) {
				options = append(options, p)
			}
		}
		if len(options) > 0 {
			return Selected{Rule: r, Options: options}, true
		}
	}
	return Selected{}, false
}

// InForce is the newest version of a procedure that is in force at that moment: a
// new version governs new cases only, for a case keeps the one that it began with.
func (b Rulebook) InForce(id string, on time.Time) (Procedure, bool) {
	var best Procedure
	for _, p := range b.Procedures {
		if p.ID == id && !p.ValidFrom.After(on) && p.Version > best.Version {
			best = p
		}
	}
	return best, best.Version > 0
}

func (r SelectionRule) fits(f Facing) bool {
	return (len(r.RightTypes) == 0 || slices.Contains(r.RightTypes, f.Right)) &&
		covers(r.Territories, f.Site.Territory) &&
		(len(r.Sites) == 0 || slices.Contains(r.Sites, f.Site.Code)) &&
		(len(r.Reasons) == 0 || slices.Contains(r.Reasons, f.Reason)) &&
		(len(r.Proofs) == 0 || slices.Contains(r.Proofs, f.Proof))
}

// Covers says whether a procedure is made for this type of right on a site of this
// territory.
func (p Procedure) Covers(right RightType, territory string) bool {
	return (len(p.RightTypes) == 0 || slices.Contains(p.RightTypes, right)) && covers(p.Territories, territory)
}

// covers: a list of territories without an entry holds every one, and "EU" holds
// the member states.
func covers(list []string, territory string) bool {
	return len(list) == 0 || slices.Contains(list, territory) ||
		slices.Contains(list, "EU") && slices.Contains(euMembers, territory)
}

// SelectionRule finds a rule by its id, to say on a case why its procedure governs.
// The rules may have changed since: then there is none.
func (b Rulebook) SelectionRule(id string) (SelectionRule, bool) {
	for _, r := range b.Selection {
		if r.ID == id {
			return r, true
		}
	}
	return SelectionRule{}, false
}
