package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// SendBulk is what is said once for every complaint or counter-notification of a file:
// as in the form of one, with the statements of each procedure ticked by themselves.
type SendBulk struct {
	ID          string
	Explanation string
	Lang        string
	Contact     Contact
	Signature   string
	Ticked      []string          // PROCEDURE:ELEMENT
	Answers     map[string]string // likewise
}

// BulkElement is what a procedure asks for, with the name of its field.
type BulkElement struct {
	Element
	Field string // PROCEDURE:ELEMENT
}

// BulkProcedure is one of the procedures under which a file's complaints are.
type BulkProcedure struct {
	Procedure Procedure
	Elements  []BulkElement
}

// bulkElements are what the complaints of a file ask for, by procedure.
func (s *Service) bulkElements(groups []BulkGroup) (all []BulkProcedure, err error) {
	place, seen := map[string]int{}, map[string]bool{}
	for _, g := range groups {
		p, ok := s.book.Procedure(g.Procedure, g.ProcedureVersion)
		if !ok {
			return nil, fmt.Errorf("no procedure %s version %d", g.Procedure, g.ProcedureVersion)
		}
		n, ok := place[p.ID]
		if !ok {
			n = len(all)
			place[p.ID] = n
			all = append(all, BulkProcedure{Procedure: p})
		}
		reason, _ := s.book.Reason(g.Reason)
		for _, e := range p.NoticeElementsFor(reason.RightType, reason, "") {
			if field := p.ID + ":" + e.ID; !seen[field] {
				seen[field] = true
				all[n].Elements = append(all[n].Elements, BulkElement{Element: e, Field: field})
			}
		}
	}
	return all, nil
}

// SendBulk has a file's complaints filed by the worker. What is missing of what any of
// them asks for is said as in the form of one complaint. Pressing twice sends once.
func (s *Service) SendBulk(ctx context.Context, a Actor, in SendBulk) error {
	filing, err := ownBulk(s.read(ctx), a, in.ID)
	if err != nil {
		return err
	}
	if err := a.needs(PermFile); err != nil {
		return err
	}
	files, err := s.FormEvidence(ctx, a, filing.PublicID)
	if err != nil {
		return err
	}
	return s.act(ctx, a, func(t *tx) error {
		var b BulkFiling
		if err := one(t.forUpdate().Where("id = ?", filing.ID), &b); err != nil {
			return err
		}
		if b.State != BulkPreview {
			return nil // the second press of the same button
		}
		var groups []BulkGroup
		if err := t.db.Where("bulk_id = ?", b.ID).Order("n").Find(&groups).Error; err != nil {
			return fmt.Errorf("complaints of the file: %w", err)
		}
		if len(groups) == 0 {
			return Errorf(Invalid, "No line of the file can be filed. Correct the lines, and upload the file again.")
		}
		if err := t.checkBulk(groups, in, len(files)); err != nil {
			return err
		}
		limit, err := filingLimit(t.db, t.book, a.OrgID, t.now, t.zone)
		if err == nil {
			err = limit.refusal()
		}
		if err != nil {
			return err
		}
		if err := t.draftBulk(a, b, groups, in, files); err != nil {
			return err
		}
		if err := t.db.Model(&BulkFiling{}).Where("id = ?", b.ID).Updates(map[string]any{"state": BulkRunning, "started_at": t.now}).Error; err != nil {
			return fmt.Errorf("send the file: %w", err)
		}
		payload, err := json.Marshal(Forgetting{What: b.PublicID})
		if err != nil {
			return fmt.Errorf("send the file: %w", err)
		}
		return t.enqueue(Delivery{Kind: DeliverBulk, Key: "bulk-" + b.PublicID, Payload: string(payload)})
	})
}

// checkBulk: each kind of complaint in the file is as complete as one alone would
// have to be. What is wrong is said once for each field.
func (t *tx) checkBulk(groups []BulkGroup, in SendBulk, files int) error {
	var p problems
	said := map[string]bool{}
	for _, g := range groups {
		procedure, ok := t.book.Procedure(g.Procedure, g.ProcedureVersion)
		if !ok {
			return fmt.Errorf("no procedure %s version %d", g.Procedure, g.ProcedureVersion)
		}
		reason, _ := t.book.Reason(g.Reason)
		d := in.draft(g, nil)
		given := d.Given(files, ListingCheck{Count: g.Listings}, nil)
		var wrong problems
		CheckCompleteness(procedure.NoticeElementsFor(reason.RightType, reason, ""), given).into(&wrong, given)
		p.once(said, wrong, g.Procedure)
	}
	return p.err()
}

// draft is the complaint that a group becomes.
func (in SendBulk) draft(g BulkGroup, lines []string) ComplaintDraft {
	d := ComplaintDraft{
		RightNumber: g.RightNumber, Lines: lines, Reason: g.Reason, Explanation: in.Explanation, Lang: formLang(in.Lang),
		Contact: in.Contact, Signature: in.Signature,
	}
	d.Ticked, d.Answers = in.of(g.Procedure)
	return d
}

// of is what was ticked and answered for one of the procedures.
func (in SendBulk) of(place string) (ticked []string, answers map[string]string) {
	answers = map[string]string{}
	for _, field := range in.Ticked {
		if id, ok := strings.CutPrefix(field, place+":"); ok {
			ticked = append(ticked, id)
		}
	}
	for field, text := range in.Answers {
		if id, ok := strings.CutPrefix(field, place+":"); ok {
			answers[id] = text
		}
	}
	return ticked, answers
}

// draftBulk makes a draft for each complaint of the file, with the files of evidence.
func (t *tx) draftBulk(a Actor, b BulkFiling, groups []BulkGroup, in SendBulk, files []Exhibit) error {
	var lines []BulkLine
	if err := t.db.Where("bulk_id = ? AND group_n > 0", b.ID).Order("n").Find(&lines).Error; err != nil {
		return fmt.Errorf("lines of the file: %w", err)
	}
	by := map[int][]string{}
	for _, l := range lines {
		by[l.GroupN] = append(by[l.GroupN], strings.TrimSpace(l.Listing+" "+l.Words))
	}
	var exhibits []*Exhibit
	for _, g := range groups {
		id, err := t.newDraft(a, DraftComplaint, nil, in.draft(g, by[g.N]))
		if err != nil {
			return err
		}
		if err := t.db.Model(&BulkGroup{}).Where("bulk_id = ? AND n = ?", b.ID, g.N).Updates(map[string]any{"draft_id": id}).Error; err != nil {
			return fmt.Errorf("draft of complaint %d of the file: %w", g.N, err)
		}
		exhibits = append(exhibits, copiesFor(id, files)...)
	}
	if len(exhibits) == 0 {
		return nil
	}
	return t.insert(exhibits)
}
