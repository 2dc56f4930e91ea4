package ipcase

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"ipportal/ipcase/search"
)

// Found says how a search went beside the cases that it found.
type Found struct {
	Instead   string // what was looked for in place of what was typed, which nothing has
	More      bool   // more than FoundExactly cases have the words, and were not counted
	Elsewhere int    // cases that it finds in the reader's other list
}

// findFor looks for what somebody typed among the cases of a scope, as far as the
// condition lets them see these.
func (s *Service) findFor(ctx context.Context, scope searchScope, typed, sees string, args ...any) (*matches, Found, error) {
	return s.find(ctx, scope, typed, nil, "cases.id", func(*matches) *gorm.DB {
		return s.read(ctx).Table("cases").Where(sees, args...)
	})
}

// find looks for what somebody typed in a scope, narrowed by more that it must have. Where
// nothing has the words it looks for the nearest that something has that they see, by its
// column of cases' ids: it never tells a reader a word of a case that they do not see. No
// matches at all means that nothing was asked.
func (s *Service) find(ctx context.Context, scope searchScope, typed string, narrowed search.Question, column string, sees func(*matches) *gorm.DB) (*matches, Found, error) {
	db := s.read(ctx)
	q := search.Ask(typed)
	switch {
	case strings.TrimSpace(typed) == "":
		return nil, Found{}, nil
	case len(q) == 0: // signs alone, which nothing has
		return &matches{}, Found{}, nil
	}
	as, err := match(db, scope, slices.Concat(q, narrowed))
	if err != nil || len(as.ids) > 0 {
		return &as, Found{More: as.more}, err
	}
	meant, err := s.meant(ctx, scope, q)
	if err != nil || meant == nil {
		return &as, Found{}, err
	}
	other, err := match(db, scope, slices.Concat(meant, narrowed))
	if err != nil {
		return nil, Found{}, err
	}
	condition, found := other.among(db, column)
	var seen []int64 // one is enough
	if err := sees(&other).Where(condition, found...).Limit(1).Pluck(column, &seen).Error; err != nil {
		return nil, Found{}, fmt.Errorf("look at what was found instead: %w", err)
	}
	if len(seen) == 0 {
		return &as, Found{}, nil
	}
	return &other, Found{Instead: meant.String(), More: other.more}, nil
}

// meant is what somebody may have meant whose words nothing has: two words written as
// one, or the nearest known word in the place of each that nothing in the scope has.
// Nil when there is none.
func (s *Service) meant(ctx context.Context, scope searchScope, q search.Question) (search.Question, error) {
	db := s.read(ctx)
	for n := range q {
		if joined, ok := q.Joined(n); ok {
			if found, err := has(db, scope, joined); err != nil || found {
				return joined, err
			}
		}
	}
	var meant search.Question
	for n, term := range q {
		if !term.Misspelled() {
			continue
		}
		if found, err := has(db, scope, q[n:n+1]); err != nil || found {
			if err != nil {
				return nil, err
			}
			continue
		}
		others, err := s.inPlaceOf(ctx, scope, term)
		if err != nil {
			return nil, err
		}
		if len(others) > 0 {
			q = q.Instead(n, others...)
			meant = q
		}
	}
	return meant, nil
}

// wordsTried is how many words are looked for in the place of a typed one.
const wordsTried = 10

// inPlaceOf gives known words of the scope for one that nothing in it has: those
// that end in it, "headlamp" for "lamp", or else the nearest.
func (s *Service) inPlaceOf(ctx context.Context, scope searchScope, term search.Term) ([]string, error) {
	has := func(word string) (bool, error) {
		return has(s.read(ctx), scope, search.Question{term}.Instead(0, word))
	}
	ending, err := s.wordsEnding(ctx, term.Typed)
	if err != nil {
		return nil, err
	}
	var there []string
	for _, word := range ending {
		found, err := has(word)
		if err != nil {
			return nil, err
		}
		if found {
			there = append(there, word)
		}
	}
	if len(there) > 0 {
		return there, nil
	}
	near, err := s.nearWords(ctx, term.Typed)
	if err != nil {
		return nil, err
	}
	for _, word := range near[:min(len(near), wordsTried)] {
		if found, err := has(word); err != nil || found {
			return []string{word}, err
		}
	}
	return nil, nil
}

// findSellerCases is findFor a seller, who sees two lists.
func (s *Service) findSellerCases(ctx context.Context, a Actor, q SellerQuery) (*matches, Found, error) {
	return s.findFor(ctx, casesOfOne(scopeSeller, a.OrgID), q.Search,
		"cases.seller_org_id = ? AND cases.seller_list IN ?", a.OrgID, []SellerList{ListRespond, ListHistory})
}

// findInQueue is findFor a reviewer, who sees every case.
func (s *Service) findInQueue(ctx context.Context, typed string) (*matches, Found, error) {
	m, f, err := s.findFor(ctx, everybodys, typed, "true")
	if err != nil || m == nil || m.more {
		return m, f, err
	}
	condition, found := m.among(s.db, "cases.id")
	var n int64
	if err := s.read(ctx).Table("cases").Where(condition, found...).Where("review_task = ?", TaskNone).Count(&n).Error; err != nil {
		return nil, f, fmt.Errorf("count what a search finds beside the queue: %w", err)
	}
	f.Elsewhere = int(n)
	return m, f, nil
}

// CaseSearch is a page of all cases that a reviewer's words find, the newest first.
type CaseSearch struct {
	Lines []CaseLine
	Older int64 // the last case of the page, where others follow; 0 = none
	Total int
	Found Found
}

// CaseLine is a case wherever it stands.
type CaseLine struct {
	Case
	HolderName string
	HolderFor  string // the principal, where an agent filed it
	SellerName string
	RightType  RightType
	RightTitle string
}

// searchPage is how many cases a page of a search holds.
const searchPage = 50

// SearchCases looks for cases in every state by what a reviewer typed: number, right,
// mark, party, listing. before is the last case of the page before this one.
func (s *Service) SearchCases(ctx context.Context, a Actor, typed string, before int64) (CaseSearch, error) {
	var page CaseSearch
	if !a.isReviewer() {
		return page, errNotFound()
	}
	m, found, err := s.findFor(ctx, everybodys, typed, "true")
	if err != nil || m == nil {
		return page, err
	}
	if page.Found = found; m.more {
		if err := s.newestOf(ctx, m); err != nil {
			return page, err
		}
	}
	page.Total = len(m.ids)
	slices.SortFunc(m.ids, func(a, b int64) int { return cmp.Compare(b, a) })
	if before != 0 {
		m.ids = slices.DeleteFunc(m.ids, func(id int64) bool { return id >= before })
	}
	if len(m.ids) > searchPage {
		m.ids = m.ids[:searchPage]
		page.Older = m.ids[searchPage-1]
	}
	page.Lines, err = s.caseLines(ctx, m.ids)
	return page, err
}
