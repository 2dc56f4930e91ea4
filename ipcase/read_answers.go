package ipcase

import (
	"context"
	"fmt"
	"time"
)

// AnswerFileView is a file for whoever uploaded it and their organisation.
type AnswerFileView struct {
	AnswerFile
	Sums       []AnswerSum
	Acting     []AnswerLine    // that do something; the first few
	Unused     []AnswerLine    // that cannot be used; the first few
	Procedures []BulkProcedure // of the counter-notifications in it
	Files      []Exhibit
	Contact    Contact // of the organisation, to begin with
	Failed     bool    // the worker gave it up
}

// AnswerSum counts the lines of a file that ask for the same and are as far.
type AnswerSum struct {
	Act        LineAct
	State      AnswerState
	Lines      int
	Complaints int
	Listings   int
}

// Of counts what is in some state: the lines, the complaints and the listings that
// they are about. Without an act, all acts.
func (v AnswerFileView) Of(act LineAct, states ...AnswerState) (sum AnswerSum) {
	for _, x := range v.Sums {
		if (act == "" || x.Act == act) && contains(states, x.State) {
			sum.Lines += x.Lines
			sum.Complaints += x.Complaints
			sum.Listings += x.Listings
		}
	}
	return sum
}

// ReadAnswers is one file.
func (s *Service) ReadAnswers(ctx context.Context, a Actor, publicID string) (AnswerFileView, error) {
	var v AnswerFileView
	var err error
	if v.AnswerFile, err = ownAnswers(s.read(ctx), a, publicID); err != nil {
		return v, err
	}
	err = s.read(ctx).Model(&AnswerLine{}).Select("act, state, COUNT(*) AS lines, COUNT(DISTINCT number) AS complaints, SUM(listings) AS listings").
		Where("file_id = ?", v.ID).Group("act, state").Order("act, state").Scan(&v.Sums).Error
	if err != nil {
		return v, fmt.Errorf("how the file stands: %w", err)
	}
	if err := s.read(ctx).Where("file_id = ? AND state IN ?", v.ID, []AnswerState{AnswerReady, AnswerDone}).Order("n").Limit(unusedShown).Find(&v.Acting).Error; err != nil {
		return v, fmt.Errorf("lines of the file: %w", err)
	}
	if err := s.read(ctx).Where("file_id = ? AND state = ?", v.ID, AnswerUnused).Order("n").Limit(unusedShown).Find(&v.Unused).Error; err != nil {
		return v, fmt.Errorf("lines of the file: %w", err)
	}
	if v.State == BulkPreview && v.Of(AskCounter, AnswerReady).Lines > 0 {
		if err := s.readCounterForm(ctx, a, &v); err != nil {
			return v, err
		}
	}
	var n int64
	if err := s.read(ctx).Model(&Delivery{}).Where("key = ? AND state = ?", answersKey(v.PublicID), DeliveryFailed).Count(&n).Error; err != nil {
		return v, fmt.Errorf("how the file stands: %w", err)
	}
	v.Failed = n > 0
	return v, nil
}

// readCounterForm reads what is said once for all counter-notifications of a file.
func (s *Service) readCounterForm(ctx context.Context, a Actor, v *AnswerFileView) error {
	var lines []AnswerLine
	if err := s.read(ctx).Select("number, act, state, ground").Where("file_id = ? AND act = ? AND state = ?", v.ID, AskCounter, AnswerReady).Find(&lines).Error; err != nil {
		return fmt.Errorf("lines of the file: %w", err)
	}
	cases, err := counterCases(s.read(ctx), a.OrgID, lines)
	if err != nil {
		return err
	}
	if v.Procedures, err = s.counterElements(cases); err != nil {
		return err
	}
	if v.Files, err = s.FormEvidence(ctx, a, v.PublicID); err != nil {
		return err
	}
	v.Contact, err = contactOf(s.read(ctx), a.OrgID)
	return err
}

// ReadAnswerFiles lists the files of an organisation, the newest first.
func (s *Service) ReadAnswerFiles(ctx context.Context, a Actor) ([]AnswerFile, error) {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return nil, errNotFound()
	}
	var list []AnswerFile
	if err := s.read(ctx).Where("org_id = ?", a.OrgID).Order("id DESC").Limit(reviewPage).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("files of %d: %w", a.OrgID, err)
	}
	return list, nil
}

// EachAnswerLine gives what became of each line of a file, in its order, some at once.
func (s *Service) EachAnswerLine(ctx context.Context, a Actor, publicID string, each func(AnswerLine) error) error {
	f, err := ownAnswers(s.read(ctx), a, publicID)
	if err != nil {
		return err
	}
	return eachLine(s.read(ctx).Where("file_id = ?", f.ID), func(l AnswerLine) int { return l.N }, each)
}

// OpenAnswer is a listing that a seller can delete or answer with a counter-
// notification now: a line of the file that they begin with.
type OpenAnswer struct {
	Case            string
	Ref, Title      string
	Right           string // its title
	DueAt           *time.Time
	Delete, Counter bool
}

// EachOpenAnswer gives everything that waits for a seller's response, the nearest
// deadline first, some at once.
func (s *Service) EachOpenAnswer(ctx context.Context, a Actor, each func(OpenAnswer) error) error {
	if a.Party != PartySeller {
		return errNotFound()
	}
	for q := (SellerQuery{List: ListRespond}); ; {
		cases, more, err := s.sellerRows(ctx, a, q)
		if err != nil {
			return err
		}
		if err := s.eachOpenOf(ctx, a, cases, each); err != nil {
			return err
		}
		if !more {
			return nil
		}
		q.After = cases[len(cases)-1].cursor(q.byChange())
	}
}

func (s *Service) eachOpenOf(ctx context.Context, a Actor, cases []SellerCase, each func(OpenAnswer) error) error {
	numbers := make([]string, len(cases))
	for n, c := range cases {
		numbers[n] = c.Number
	}
	items, err := s.answerable(ctx, a, numbers)
	if err != nil {
		return err
	}
	by := map[string][]answerable{}
	for _, x := range items {
		by[x.CaseNumber] = append(by[x.CaseNumber], x)
	}
	for _, c := range cases {
		for _, x := range by[c.Number] {
			o := OpenAnswer{
				Case: c.Number, Ref: x.Ref, Title: x.Title, Right: c.RightTitle, DueAt: x.DueAt,
				Delete: s.answerMay(x, AskDelete) == nil, Counter: s.answerMay(x, AskCounter) == nil,
			}
			if !o.Delete && !o.Counter {
				continue
			}
			if err := each(o); err != nil {
				return err
			}
		}
	}
	return nil
}
