package ipcase

import "time"

// CheckRightForFiling says why a complaint cannot be filed under a right on a
// site today, or nil.
func CheckRightForFiling(r Right, site Site, now time.Time) *Error {
	switch {
	case r.Status == RightRefused:
		return Errorf(Invalid, "%s was not accepted. Register it again with what was missing, or choose another right.", r.Number)
	case now.Before(r.ValidFrom):
		return Errorf(Invalid, "%s is not in force yet.", r.Number)
	case !r.InForceOn(now):
		return Errorf(Invalid, "%s ended on %s. Renew it at the office and register the new term, or choose another right.", r.Number, r.ValidUntil.Format(time.DateOnly))
	case site.Code != "" && !r.Covers(site.Territory):
		return Errorf(Invalid, "%s does not cover the territory of %s. Choose a right that is in force there.", r.Number, site.Name)
	default:
		return nil
	}
}

// euMembers are the member states of the European Union, which an EU right covers.
var euMembers = []string{
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL",
	"PT", "RO", "SE", "SI", "SK",
}

// Covers says whether the right is in force in a territory. A copyright arises
// everywhere at once (Berne Convention, Article 5); "WW" is a site for all the
// world, which any right reaches somewhere.
func (r Right) Covers(territory string) bool {
	if territory == "WW" || r.Type == Copyright || contains(r.Territories, "WW") || contains(r.Territories, territory) {
		return true
	}
	return contains(r.Territories, "EU") && contains(euMembers, territory)
}
