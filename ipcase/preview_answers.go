package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// PreviewAnswers takes in the lines of a file and says what each would do and what is
// wrong with those that can do nothing. Nothing is done.
func (s *Service) PreviewAnswers(ctx context.Context, a Actor, name string, rows []AnswerRow) (string, error) {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return "", errNotFound()
	}
	switch {
	case len(rows) == 0:
		return "", fieldProblem("file", "The file holds no line. Fill in the template, and upload it again.")
	case len(rows) > MaxBulkLines:
		return "", fieldProblem("file", "A file holds %d lines at most. Split it, and upload the parts one after the other.", MaxBulkLines)
	}
	r := &answerReader{Service: s, ctx: ctx, a: a, items: map[string][]answerable{}, taken: map[int64]int{}, grounds: map[string]CounterGround{}}
	if err := r.read(rows); err != nil {
		return "", err
	}
	file := AnswerFile{PublicID: NewID(), OrgID: a.OrgID, PersonID: a.PersonID, Name: name, State: BulkPreview, Lines: len(rows)}
	err := s.act(ctx, a, func(t *tx) error {
		file.ID, file.CreatedAt = 0, t.now
		if err := t.db.Create(&file).Error; err != nil {
			return fmt.Errorf("keep the file: %w", err)
		}
		for n := range r.lines {
			r.lines[n].FileID = file.ID
		}
		return t.insert(r.lines)
	})
	return file.PublicID, err
}

// answerable is a listing of a complaint with what a line can name it by.
type answerable struct {
	Item
	Number           string // by which the file's lines name the complaint
	CaseNumber       string
	Procedure        string
	ProcedureVersion int
	RightType        RightType
	Ref, URL, Title  string
}

// answerReader is a file while it is looked through.
type answerReader struct {
	*Service
	ctx     context.Context //nolint:containedctx // of the one deed that it lives in
	a       Actor
	lines   []AnswerLine
	items   map[string][]answerable // by number
	taken   map[int64]int           // item: the line that names it first
	grounds map[string]CounterGround
}

func (r *answerReader) read(rows []AnswerRow) error {
	r.lines = make([]AnswerLine, len(rows))
	var numbers []string
	for n, row := range rows {
		l := &r.lines[n]
		*l = AnswerLine{
			N: row.N, Number: cutWords(row.Number, 40), Listing: cutWords(row.Listing, 500), Act: LineAct(cutWords(row.Act, 40)), Ground: CounterGround(cutWords(row.Ground, 100)),
			Words: cutWords(row.Words, maxBulkWords), State: AnswerReady,
		}
		if r.a.Party == PartyHolder {
			l.Act = AskRetract
		}
		switch l.Problem = r.wrong(*l, row); {
		case l.Problem != nil:
			l.State = AnswerUnused
		case l.Act == "":
			l.State = AnswerLeft
		default:
			if _, ok := r.items[l.Number]; !ok {
				r.items[l.Number] = nil
				numbers = append(numbers, l.Number)
			}
		}
	}
	for part := range slices.Chunk(numbers, answersAtOnce) {
		if err := r.load(part); err != nil {
			return err
		}
	}
	if err := r.sameAddresses(); err != nil {
		return err
	}
	for _, whole := range []bool{false, true} { // a line without a listing means those that no other line names
		for n := range r.lines {
			l := &r.lines[n]
			if l.State != AnswerReady || (l.Listing == "") != whole {
				continue
			}
			if l.Problem = r.choose(l); l.Problem != nil {
				l.State, l.Chosen, l.Listings = AnswerUnused, nil, 0
			}
		}
	}
	return nil
}

// answersAtOnce is how many complaints are looked up in one statement: each can hold
// MaxListings.
const answersAtOnce = 50

// wrong says what is wrong with a line by itself.
func (r *answerReader) wrong(l AnswerLine, row AnswerRow) *Error {
	seller := r.a.Party == PartySeller
	switch {
	case l.Number == "":
		return Errorf(Invalid, "Enter the number of the complaint.")
	case seller && l.Act != "" && l.Act != AskDelete && l.Act != AskCounter:
		return Errorf(Invalid, "“%s” is no answer. Enter “delete” or “counter”, or leave the answer empty.", string(l.Act))
	case l.Act == AskCounter && l.Ground == "":
		return Errorf(Invalid, "Say why the complaint is wrong: one of the reasons that the page for uploads lists.")
	case l.Act == AskCounter && !contains(CounterGrounds(), l.Ground):
		return Errorf(Invalid, "“%s” is no reason for a counter-notification. Use one of those that the page for uploads lists.", string(l.Ground))
	case utf8.RuneCountInString(row.Words) > maxBulkWords:
		return Errorf(Invalid, "The words of this line are longer than %d characters. Shorten them.", maxBulkWords)
	}
	if l.Act != "" {
		return asRefusal(r.a.needs(l.Act.needs()))
	}
	return nil
}

// load reads the listings of some complaints of the actor's organisation, as far as
// it has been told of them.
func (r *answerReader) load(numbers []string) error {
	rows, err := r.answerable(r.ctx, r.a, numbers)
	for _, x := range rows {
		r.items[x.Number] = append(r.items[x.Number], x)
	}
	return err
}

// answerable are the listings of some complaints: of a seller's cases that it has been
// told of, or of a holder's complaints.
func (s *Service) answerable(ctx context.Context, a Actor, numbers []string) ([]answerable, error) {
	const columns = "items.*, cases.number AS case_number, cases.procedure, cases.procedure_version, rights.type AS right_type, snapshots.ref, snapshots.url, snapshots.title, "
	db := s.read(ctx).Table("items").Joins("JOIN cases ON cases.id = items.case_id").Joins("JOIN complaints ON complaints.id = cases.complaint_id").
		Joins("JOIN rights ON rights.id = complaints.right_id").Joins("JOIN snapshots ON snapshots.id = items.snapshot_id")
	switch a.Party {
	case PartySeller:
		db = db.Select(columns+"cases.number AS number").
			Where("cases.number IN ? AND cases.seller_org_id = ? AND cases.seller_list <> '' AND items.accepted_at IS NOT NULL", numbers, a.OrgID)
	case PartyHolder:
		db = db.Select(columns+"complaints.number AS number").Where("complaints.number IN ? AND complaints.org_id = ?", numbers, a.OrgID)
	default:
		return nil, errNotFound()
	}
	var rows []answerable
	if err := db.Order("items.case_id, items.position").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("listings of %d complaints: %w", len(numbers), err)
	}
	return rows, nil
}

// sameAddresses asks the marketplace which listings are meant by addresses that are
// written otherwise than in the complaint. Where it does not answer they stay as they are.
func (r *answerReader) sameAddresses() error {
	var ask []int
	for n, l := range r.lines {
		if l.State == AnswerReady && strings.Contains(l.Listing, "/") && !slices.ContainsFunc(r.items[l.Number], func(x answerable) bool { return x.named(l.Listing) }) {
			ask = append(ask, n)
		}
	}
	for part := range slices.Chunk(ask, MaxListings) {
		words := make([]string, len(part))
		for k, n := range part {
			words[k] = r.lines[n].Listing
		}
		offers, err := r.market.Lookup(r.ctx, words)
		if err != nil || len(offers) != len(words) {
			return r.ctx.Err()
		}
		for k, n := range part {
			if offers[k].Found {
				r.lines[n].Listing = offers[k].URL
			}
		}
	}
	return nil
}

func (x answerable) named(listing string) bool { return x.Ref == listing || x.URL == listing }

// choose finds the listings that a line means and that can be moved as it asks.
func (r *answerReader) choose(l *AnswerLine) *Error {
	rows := r.items[l.Number]
	if len(rows) == 0 {
		return Errorf(Invalid, "“%s” is no complaint of yours. Use the number that stands in your list.", l.Number)
	}
	key := l.Number
	if first, ok := r.grounds[key]; l.Act == AskCounter && ok && first != l.Ground {
		return Errorf(Invalid, "Another line answers this complaint with another reason, and a counter-notification has one. Give all its lines the same.")
	}
	var why *Error
	found := false
	for _, x := range rows {
		if l.Listing != "" && !x.named(l.Listing) {
			continue
		}
		found = true
		if first, twice := r.taken[x.ID]; twice {
			if l.Listing != "" {
				return Errorf(Invalid, "Row %d names the same listing of this complaint already.", first)
			}
			continue
		}
		if e := r.answerMay(x, l.Act); e != nil {
			why = e
			continue
		}
		r.taken[x.ID] = l.N
		l.Listings++
		l.Chosen = chosenIn([]AnswerLine{*l, {Chosen: []ChosenOf{{Case: x.CaseNumber, Items: []Chosen{{Position: x.Position, Version: x.Version}}}}}})
	}
	switch {
	case !found:
		return Errorf(Invalid, "This complaint is not about such a listing. Use its address or id as the case shows it.")
	case l.Listings == 0 && why != nil:
		return why
	case l.Listings == 0:
		return Errorf(Invalid, "Every listing of this complaint is named in another row already.")
	}
	if l.Act == AskCounter {
		r.grounds[key] = l.Ground
	}
	return nil
}

// answerMay asks the table of moves.
func (s *Service) answerMay(x answerable, act LineAct) *Error {
	move, by := MoveRetract, PartyHolder
	switch act {
	case AskDelete:
		move, by = MoveDelete, PartySeller
	case AskCounter:
		move, by = MoveCounter, PartySeller
	case AskRetract:
	}
	p, _ := s.book.Procedure(x.Procedure, x.ProcedureVersion)
	_, e := Target(Facts{Item: x.Item, Procedure: p, Now: s.clock.Now()}, by, move)
	return e
}
