package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// answeredCase is a case for which a file holds a counter-notification.
type answeredCase struct {
	ID               int64
	Number           string
	Procedure        string
	ProcedureVersion int
	RightType        RightType
	lines            []AnswerLine
}

// place is under which name the form asks for what this case's procedure demands.
func (c answeredCase) place() string { return c.Procedure + "." + strconv.Itoa(c.ProcedureVersion) }

// counterCases are the cases that the lines of a file answer with a counter-
// notification, in the order of their numbers.
func counterCases(db *gorm.DB, org int64, lines []AnswerLine) ([]answeredCase, error) {
	by := map[string][]AnswerLine{}
	var numbers []string
	for _, l := range lines {
		if l.Act != AskCounter || l.State == AnswerUnused {
			continue
		}
		if by[l.Number] == nil {
			numbers = append(numbers, l.Number)
		}
		by[l.Number] = append(by[l.Number], l)
	}
	slices.Sort(numbers)
	var all []answeredCase
	for part := range slices.Chunk(numbers, rowsAtOnce) {
		var some []answeredCase
		err := db.Table("cases").Select("cases.id, cases.number, cases.procedure, cases.procedure_version, rights.type AS right_type").
			Joins("JOIN complaints ON complaints.id = cases.complaint_id").Joins("JOIN rights ON rights.id = complaints.right_id").
			Where("cases.seller_org_id = ? AND cases.seller_list <> '' AND cases.number IN ?", org, part).Order("cases.number").Scan(&some).Error
		if err != nil {
			return nil, fmt.Errorf("cases that a file answers: %w", err)
		}
		all = append(all, some...)
	}
	for n := range all {
		all[n].lines = by[all[n].Number]
	}
	return all, nil
}

// counterElements are what the counter-notifications of a file ask for, by procedure.
func (s *Service) counterElements(cases []answeredCase) (all []BulkProcedure, err error) {
	at, seen := map[string]int{}, map[string]bool{}
	for _, c := range cases {
		p, ok := s.book.Procedure(c.Procedure, c.ProcedureVersion)
		if !ok {
			return nil, fmt.Errorf("no procedure %s version %d", c.Procedure, c.ProcedureVersion)
		}
		n, ok := at[c.place()]
		if !ok {
			n = len(all)
			at[c.place()] = n
			all = append(all, BulkProcedure{Procedure: p})
		}
		for _, e := range p.CounterElementsFor(c.RightType) {
			if field := c.place() + ":" + e.ID; !seen[field] {
				seen[field] = true
				all[n].Elements = append(all[n].Elements, BulkElement{Element: e, Field: field})
			}
		}
	}
	return all, nil
}

// counter is the draft that a case is answered with.
func (in SendBulk) counter(c answeredCase) CounterDraft {
	words := []string{in.Explanation}
	for _, l := range c.lines {
		words = append(words, l.Words)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return strings.TrimSpace(w) == "" })
	d := CounterDraft{
		CaseNumber: c.Number, Ground: c.lines[0].Ground, Explanation: strings.Join(slices.Compact(words), "\n"), Lang: formLang(in.Lang), Contact: in.Contact, Signature: in.Signature,
	}
	for _, x := range chosenIn(c.lines) {
		d.Items = append(d.Items, x.Items...)
	}
	d.Ticked, d.Answers = in.of(c.place())
	return d
}

// SendAnswers has a file's lines carried out by the worker. What a counter-
// notification in it lacks is said as in the form of one alone. Pressing twice sends
// once.
func (s *Service) SendAnswers(ctx context.Context, a Actor, in SendBulk) error {
	file, err := ownAnswers(s.read(ctx), a, in.ID)
	if err != nil {
		return err
	}
	files, err := s.FormEvidence(ctx, a, file.PublicID)
	if err != nil {
		return err
	}
	return s.act(ctx, a, func(t *tx) error {
		var f AnswerFile
		if err := one(t.forUpdate().Where("id = ?", file.ID), &f); err != nil {
			return err
		}
		if f.State != BulkPreview {
			return nil // the second press of the same button
		}
		var lines []AnswerLine
		if err := t.db.Where("file_id = ? AND state = ?", f.ID, AnswerReady).Order("n").Find(&lines).Error; err != nil {
			return fmt.Errorf("lines of the file: %w", err)
		}
		if len(lines) == 0 {
			return Errorf(Invalid, "No line of the file can be carried out. Correct the lines, and upload the file again.")
		}
		for _, l := range lines {
			if err := a.needs(l.Act.needs()); err != nil {
				return err
			}
		}
		cases, err := counterCases(t.db, a.OrgID, lines)
		if err != nil {
			return err
		}
		if err := t.checkAnswers(cases, in, len(files)); err != nil {
			return err
		}
		if err := t.draftAnswers(a, f, cases, in, files); err != nil {
			return err
		}
		if err := t.db.Model(&AnswerFile{}).Where("id = ?", f.ID).Updates(map[string]any{"state": BulkRunning, "started_at": t.now}).Error; err != nil {
			return fmt.Errorf("send the file: %w", err)
		}
		payload, err := json.Marshal(Forgetting{What: f.PublicID})
		if err != nil {
			return fmt.Errorf("send the file: %w", err)
		}
		return t.enqueue(Delivery{Kind: DeliverAnswers, Key: answersKey(f.PublicID), Payload: string(payload)})
	})
}

func answersKey(publicID string) string { return "answers-" + publicID }

// checkAnswers: each counter-notification is as complete as one alone would have to
// be. What is wrong is said once for each field.
func (t *tx) checkAnswers(cases []answeredCase, in SendBulk, files int) error {
	var p problems
	said := map[string]bool{}
	for _, c := range cases {
		procedure, ok := t.book.Procedure(c.Procedure, c.ProcedureVersion)
		if !ok {
			return fmt.Errorf("no procedure %s version %d", c.Procedure, c.ProcedureVersion)
		}
		given := in.counter(c).Given(files)
		var wrong problems
		CheckCompleteness(procedure.CounterElementsFor(c.RightType), given).into(&wrong, given)
		p.once(said, wrong, c.place())
	}
	return p.err()
}

// once adds what is wrong with a form, each field once; an element's under the name
// that its procedure has in the form.
func (p *problems) once(said map[string]bool, wrong problems, place string) {
	for _, f := range wrong.fields {
		if id, ok := strings.CutPrefix(f.Field, "element-"); ok {
			f.Field = "element-" + place + ":" + id
		}
		if !said[f.Field] {
			said[f.Field] = true
			p.fields = append(p.fields, f)
		}
	}
}

// draftAnswers makes a draft for each counter-notification, with the files of evidence.
func (t *tx) draftAnswers(a Actor, file AnswerFile, cases []answeredCase, in SendBulk, files []Exhibit) error {
	var exhibits []*Exhibit
	for _, c := range cases {
		id, err := t.newDraft(a, DraftCounter, &c.ID, in.counter(c))
		if err != nil {
			return err
		}
		err = t.db.Model(&AnswerLine{}).Where("file_id = ? AND number = ? AND act = ? AND state = ?", file.ID, c.Number, AskCounter, AnswerReady).Updates(map[string]any{"draft_id": id}).Error
		if err != nil {
			return fmt.Errorf("draft for %s: %w", c.Number, err)
		}
		exhibits = append(exhibits, copiesFor(id, files)...)
	}
	if len(exhibits) == 0 {
		return nil
	}
	return t.insert(exhibits)
}

// copiesFor are the files of a form again, for one of the drafts that it becomes.
func copiesFor(draft string, files []Exhibit) []*Exhibit {
	all := make([]*Exhibit, 0, len(files))
	for _, f := range files {
		f.ID, f.PublicID, f.DraftID = 0, NewID(), draft
		all = append(all, &f)
	}
	return all
}

// ownAnswers finds a file of the actor's organisation.
func ownAnswers(db *gorm.DB, a Actor, publicID string) (AnswerFile, error) {
	var f AnswerFile
	if a.Party != PartySeller && a.Party != PartyHolder {
		return f, errNotFound()
	}
	return f, one(db.Where("public_id = ? AND org_id = ?", publicID, a.OrgID), &f)
}
