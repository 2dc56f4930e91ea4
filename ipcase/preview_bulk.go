package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"
)

// PreviewBulk takes in the lines of a file and says which complaints they become and
// what is wrong with each line that cannot be used. Nothing is filed.
func (s *Service) PreviewBulk(ctx context.Context, a Actor, name string, rows []BulkRow) (string, error) {
	if a.Party != PartyHolder {
		return "", errNotFound()
	}
	if err := a.needs(PermFile); err != nil {
		return "", err
	}
	if err := a.registered(); err != nil {
		return "", err
	}
	switch {
	case len(rows) == 0:
		return "", fieldProblem("file", "The file holds no line. Fill in the template, and upload it again.")
	case len(rows) > MaxBulkLines:
		return "", fieldProblem("file", "A file holds %d lines at most. Split it, and upload the parts one after the other.", MaxBulkLines)
	}
	b := &bulk{Service: s, ctx: ctx, a: a, rights: map[string]bulkRight{}, sites: map[string]Site{}}
	if err := b.read(rows); err != nil {
		return "", err
	}
	groups, err := b.group()
	if err != nil {
		return "", err
	}
	filing := BulkFiling{PublicID: NewID(), OrgID: a.OrgID, PersonID: a.PersonID, Name: name, State: BulkPreview, Lines: len(rows)}
	err = s.act(ctx, a, func(t *tx) error {
		filing.ID, filing.CreatedAt = 0, t.now
		if err := t.db.Create(&filing).Error; err != nil {
			return fmt.Errorf("keep the file: %w", err)
		}
		for n := range groups {
			groups[n].BulkID = filing.ID
		}
		for n := range b.lines {
			b.lines[n].BulkID = filing.ID
		}
		if len(groups) > 0 {
			if err := t.insert(groups); err != nil {
				return err
			}
		}
		return t.insert(b.lines)
	})
	return filing.PublicID, err
}

func fieldProblem(field, msg string, args ...any) error {
	return &Error{Kind: Invalid, Msg: msg, Args: args, Fields: []FieldError{{Field: field, Msg: msg, Args: args}}}
}

// bulk is a file while it is looked through.
type bulk struct {
	*Service
	ctx    context.Context //nolint:containedctx // of the one deed that it lives in
	a      Actor
	lines  []BulkLine
	offers []Offer // by line
	rights map[string]bulkRight
	sites  map[string]Site
}

type bulkRight struct {
	Right
	wrong *Error
}

func (b *bulk) read(rows []BulkRow) error {
	b.lines, b.offers = make([]BulkLine, len(rows)), make([]Offer, len(rows))
	for n, r := range rows {
		l := &b.lines[n]
		*l = BulkLine{N: r.N, RightNumber: cutWords(r.Right, 40), Listing: cutWords(r.Listing, 500), Reason: cutWords(r.Reason, 100), Words: cutWords(strings.Join(strings.Fields(r.Words), " "), maxBulkWords)}
		right, err := b.right(l.RightNumber)
		if err != nil {
			return err
		}
		reason, known := b.reason(l.Reason, right.Type)
		switch {
		case right.wrong != nil:
			l.Problem = right.wrong
		case !known:
			l.Problem = Errorf(Invalid, "“%s” is no reason for this sort of right. Use one of the reasons that the page for uploads lists.", l.Reason)
		case l.Listing == "" || strings.ContainsAny(l.Listing, " \t"):
			l.Problem = Errorf(Invalid, "Enter the address or the id of one listing.")
		case utf8.RuneCountInString(r.Words) > maxBulkWords:
			l.Problem = Errorf(Invalid, "What is complained of is longer than %d characters. Shorten it.", maxBulkWords)
		default:
			l.Reason = reason.Code
		}
	}
	if err := b.lookUp(); err != nil {
		return err
	}
	return b.markOpen()
}

func cutWords(s string, most int) string {
	s = strings.ToValidUTF8(strings.TrimSpace(s), "\ufffd")
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// right finds a right once for the whole file, and says why none can be used.
func (b *bulk) right(number string) (bulkRight, error) {
	if r, ok := b.rights[number]; ok {
		return r, nil
	}
	var r bulkRight
	var err error
	r.Right, err = b.ownRight(b.ctx, b.a, number)
	switch {
	case KindOf(err) == NotFound:
		r.wrong = Errorf(Invalid, "“%s” is no right of yours. Use the number that stands in your list of rights.", number)
	case err != nil:
		return r, err
	default:
		r.wrong = CheckRightForFiling(r.Right, Site{}, b.clock.Now())
	}
	b.rights[number] = r
	return r, nil
}

// reason is found by its code or by its name in either language.
func (b *bulk) reason(word string, of RightType) (Reason, bool) {
	for _, r := range b.book.ReasonsFor(of) {
		if word == r.Code || strings.EqualFold(word, r.Label.In("en")) || word == r.Label.In("zh-CN") {
			return r, true
		}
	}
	return Reason{}, false
}

// lookUp asks the marketplace about all lines, some hundred at once.
func (b *bulk) lookUp() error {
	var ask []int
	for n, l := range b.lines {
		if l.Problem == nil {
			ask = append(ask, n)
		}
	}
	seen := map[string]int{}
	for part := range slices.Chunk(ask, MaxListings) {
		words := make([]string, len(part))
		for k, n := range part {
			words[k] = b.lines[n].Listing
		}
		offers, err := b.market.Lookup(b.ctx, words)
		if err != nil {
			return fmt.Errorf("look up %d listings: %w", len(words), err)
		}
		for k, n := range part {
			l := &b.lines[n]
			b.offers[n], l.Ref = offers[k], offers[k].Ref
			l.Status = lineStatus(b.a, l.Listing, offers[k], "")
			if l.Status != LineFound {
				continue
			}
			key := l.RightNumber + " " + offers[k].SiteCode + "/" + l.Ref
			if first, ok := seen[key]; ok {
				l.Status, l.OtherN = LineDuplicate, first
				continue
			}
			seen[key] = l.N
		}
	}
	return nil
}

// of gives the lines that can be used, by right and site, in the order of the file.
func (b *bulk) of(key func(n int) string) (order []string, by map[string][]int) {
	by = map[string][]int{}
	for n, l := range b.lines {
		if l.Problem == nil && (l.Status == LineFound || l.Status == LineAlreadyComplained) {
			k := key(n)
			if by[k] == nil {
				order = append(order, k)
			}
			by[k] = append(by[k], n)
		}
	}
	return order, by
}

// markOpen marks what is complained of already, and what a right or a power of
// attorney does not cover.
func (b *bulk) markOpen() error {
	order, by := b.of(func(n int) string { return b.lines[n].RightNumber + " " + b.offers[n].SiteCode })
	for _, key := range order {
		first := by[key][0]
		right := b.rights[b.lines[first].RightNumber]
		site, err := b.site(b.offers[first].SiteCode)
		if err != nil {
			return err
		}
		wrong := CheckRightForFiling(right.Right, site, b.clock.Now())
		if err := b.CheckPowerForFiling(b.ctx, b.a, right.Right, site); wrong == nil && err != nil {
			if wrong = asRefusal(err); wrong == nil {
				return err
			}
		}
		for part := range slices.Chunk(by[key], MaxListings) {
			checked := make([]CheckedLine, len(part))
			for k, n := range part {
				checked[k] = CheckedLine{N: b.lines[n].N, Status: LineFound, Offer: b.offers[n]}
			}
			if err := b.markKnown(b.ctx, b.a, right.Right, site, checked, nil); err != nil {
				return err
			}
			for k, n := range part {
				l := &b.lines[n]
				l.Status, l.Number, l.Problem = checked[k].Status, checked[k].Number, wrong
			}
		}
	}
	return nil
}

func (b *bulk) site(code string) (Site, error) {
	if site, ok := b.sites[code]; ok {
		return site, nil
	}
	var site Site
	if err := one(b.Service.read(b.ctx).Where("code = ?", code), &site); err != nil {
		return site, fmt.Errorf("site %s: %w", code, err)
	}
	b.sites[code] = site
	return site, nil
}

// group makes the complaints: by right, reason and site, at most MaxListings each.
func (b *bulk) group() ([]BulkGroup, error) {
	var groups []BulkGroup
	order, by := b.of(func(n int) string {
		return b.lines[n].RightNumber + " " + b.lines[n].Reason + " " + b.offers[n].SiteCode
	})
	for _, key := range order {
		lines := slices.DeleteFunc(by[key], func(n int) bool { return !b.lines[n].groupable() })
		if len(lines) == 0 {
			continue
		}
		first := lines[0]
		site, err := b.site(b.offers[first].SiteCode)
		if err != nil {
			return nil, err
		}
		right := b.rights[b.lines[first].RightNumber]
		selected, ok := b.book.Select(Facing{Right: right.Type, Reason: b.lines[first].Reason, Site: site, On: b.clock.Now()})
		if !ok {
			for _, n := range lines {
				b.lines[n].Problem = Errorf(Refused, "No procedure governs this kind of right on this site.")
			}
			continue
		}
		procedure := selected.Pick("")
		for part := range slices.Chunk(lines, MaxListings) {
			g := BulkGroup{
				N: len(groups) + 1, RightNumber: right.Number, Reason: b.lines[first].Reason, SiteCode: site.Code,
				Procedure: procedure.ID, ProcedureVersion: procedure.Version, Listings: len(part),
			}
			sellers := map[int64]bool{}
			for _, n := range part {
				b.lines[n].GroupN = g.N
				sellers[b.offers[n].SellerOrgID] = true
			}
			g.Sellers = len(sellers)
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// ownBulk finds a file of the actor's organisation.
func ownBulk(db *gorm.DB, a Actor, publicID string) (BulkFiling, error) {
	var b BulkFiling
	if a.Party != PartyHolder {
		return b, errNotFound()
	}
	return b, one(db.Where("public_id = ? AND org_id = ?", publicID, a.OrgID), &b)
}
