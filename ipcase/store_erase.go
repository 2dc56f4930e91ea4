package ipcase

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// wiping is an erasure under way: what it takes out, for its event, and what has
// to go from outside the database after the commit.
type wiping struct {
	texts  []ErasedText
	files  []string // hashes
	mails  []string // keys of deliveries to the subject
	copies []string // of those to others that name the subject
}

// erase takes out everything that the list of personal fields says of a person,
// and of the organisations that go with them, and says in the request's chain
// which texts and files these were: without that, Verify misses them.
func (t *tx) erase(r *Erasure, a Actor) error {
	s, err := t.subjectOf(r.PersonID)
	if err != nil {
		return err
	}
	w := &wiping{}
	if err := t.findMails(w, s); err != nil {
		return err
	}
	if err := t.findCopies(w, s); err != nil {
		return err
	}
	var last []PersonalTable // what the conditions of others look at
	for _, p := range PersonalData() {
		if p.Table == "people" || p.Table == "orgs" {
			last = append(last, p)
			continue
		}
		if err := t.eraseTable(w, p, s); err != nil {
			return err
		}
	}
	if err := t.eraseNames(s); err != nil {
		return err
	}
	for _, p := range last {
		if err := t.eraseTable(w, p, s); err != nil {
			return err
		}
	}
	if err := t.eraseFromRegister(s); err != nil {
		return err
	}
	if err := t.closeAccounts(s); err != nil {
		return err
	}
	if err := t.forget(r, w); err != nil {
		return err
	}
	// What was made of cases before may hold the same words and files.
	if err := t.db.Model(&MadeCaseFile{}).Where("state <> ?", MadeGone).Updates(map[string]any{"drop_at": t.now}).Error; err != nil {
		return fmt.Errorf("let go of made files: %w", err)
	}
	set := map[string]any{"state": ErasureDone, "closed_at": t.now, "closed_by": a.PersonID}
	if len(s.alone) > 0 {
		set["org_id"] = s.alone[0].ID
	}
	r.State = ErasureDone
	return t.recordErasure(r, a, EventErased, EventData{Number: r.Number, Count: len(w.texts), Erased: w.texts, ErasedFiles: w.files}, set)
}

func (t *tx) eraseTable(w *wiping, p PersonalTable, s subject) error {
	if p.OfPerson != "" {
		if err := t.eraseRows(w, p, p.OfPerson, map[string]any{"person": s.person}, false); err != nil {
			return err
		}
	}
	if p.OfOrg == "" {
		return nil
	}
	for _, o := range s.alone {
		if err := t.eraseRows(w, p, p.OfOrg, map[string]any{"org": o.ID}, true); err != nil {
			return err
		}
	}
	return nil
}

// eraseRows does to the rows of one table what its fields say.
func (t *tx) eraseRows(w *wiping, p PersonalTable, where string, args map[string]any, org bool) error {
	if p.Remove {
		if err := t.db.Exec("DELETE FROM "+p.Table+" WHERE "+where, args).Error; err != nil {
			return fmt.Errorf("erase %s: %w", p.Table, err)
		}
		return nil
	}
	if err := t.eraseTexts(w, p, where, args, org); err != nil {
		return err
	}
	set := map[string]any{}
	for _, f := range p.Fields {
		if f.OrgOnly && !org || isCommitted(p.Table, f.Column) {
			continue
		}
		switch f.Erased {
		case AsFile:
			if err := t.eraseFiles(w, p.Table, where, args); err != nil {
				return err
			}
		case AsUnique:
			set[f.Column] = gorm.Expr("'erased-' || CAST(id AS TEXT) || '@erased.invalid'")
		case AsKept:
		default:
			set[f.Column] = f.Erased.leaves()
		}
	}
	if len(set) == 0 {
		return nil
	}
	if err := t.db.Table(p.Table).Where(where, args).Updates(set).Error; err != nil {
		return fmt.Errorf("erase %s: %w", p.Table, err)
	}
	return nil
}

// leaves is what stands in a column afterwards.
func (e ErasedAs) leaves() string {
	switch e {
	case AsWord:
		return ErasedWord
	case AsObject:
		return "{}"
	case AsList:
		return "[]"
	default:
		return ""
	}
}

func isCommitted(table, column string) bool {
	for _, k := range paperKinds() {
		if k.table == table {
			return slices.Contains(k.columns, column)
		}
	}
	return false
}

// eraseTexts takes out texts of which an event tells, each with its salt.
func (t *tx) eraseTexts(w *wiping, p PersonalTable, where string, args map[string]any, org bool) error {
	at := slices.IndexFunc(paperKinds(), func(k paperKind) bool { return k.table == p.Table })
	if at < 0 {
		return nil
	}
	kind := paperKinds()[at]
	return eachPaper(t.db, kind, where, []any{args}, 500, func(row paperRow) error {
		salts, set := maps.Clone(row.salts), map[string]any{}
		for _, f := range p.Fields {
			if f.OrgOnly && !org || f.Erased == AsKept || !isCommitted(p.Table, f.Column) {
				continue
			}
			if salt, salted := salts[f.Column]; salted {
				w.texts = append(w.texts, ErasedText{Chain: row.chain, Hash: HashText(salt, f.Column, row.words[f.Column])})
				delete(salts, f.Column)
			}
			set[f.Column] = f.Erased.leaves()
		}
		if len(set) == 0 {
			return nil
		}
		set["salts"] = salts
		if err := t.db.Table(p.Table).Where("id = ?", row.id).Updates(set).Error; err != nil {
			return fmt.Errorf("erase row %d of %s: %w", row.id, p.Table, err)
		}
		return nil
	})
}

// eraseFiles marks files as gone. Their bytes follow after the commit, those of
// identity papers by the store that they lie in.
func (t *tx) eraseFiles(w *wiping, table, where string, args map[string]any) error {
	if table == "identity_papers" {
		err := t.db.Table(table).Where(where, args).Where("dropped_at IS NULL").Updates(map[string]any{"drop_at": t.now}).Error
		if err != nil {
			return fmt.Errorf("drop papers: %w", err)
		}
		return nil
	}
	var files []Exhibit
	if err := t.db.Where(where, args).Where("erased_at IS NULL").Find(&files).Error; err != nil {
		return fmt.Errorf("files to erase: %w", err)
	}
	for _, e := range files {
		w.files = append(w.files, e.Hash)
		if e.ViewHash != e.Hash {
			w.files = append(w.files, e.ViewHash)
		}
	}
	err := t.db.Table(table).Where(where, args).Where("erased_at IS NULL").Updates(map[string]any{"erased_at": t.now}).Error
	if err != nil {
		return fmt.Errorf("erase files: %w", err)
	}
	return t.forgetLooks(w.files)
}

// eraseNames takes an organisation's name out of what cases are found by.
func (t *tx) eraseNames(s subject) error {
	for _, o := range s.alone {
		var cases []Case
		err := t.forUpdate().Select("id, number, search_text, seller_org_id, holder_org_id").Where("seller_org_id = ? OR holder_org_id = ?", o.ID, o.ID).Find(&cases).Error
		if err != nil {
			return fmt.Errorf("search texts of organisation %d: %w", o.ID, err)
		}
		for n := range cases {
			c := &cases[n]
			c.SearchText = strings.ReplaceAll(c.SearchText, strings.ToLower(o.Name), ErasedWord)
			if err := t.db.Model(&Case{}).Where("id = ?", c.ID).Updates(map[string]any{"search_text": c.SearchText}).Error; err != nil {
				return fmt.Errorf("search text of case %d: %w", c.ID, err)
			}
			if err := t.keepWords(c); err != nil {
				return err
			}
		}
		if err := t.forgetWords(o.Name); err != nil {
			return err
		}
	}
	return nil
}

// closeAccounts lets nobody sign in as the person any more.
func (t *tx) closeAccounts(s subject) error {
	if err := t.db.Exec("UPDATE memberships SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", t.now, s.person).Error; err != nil {
		return fmt.Errorf("end memberships: %w", err)
	}
	err := t.db.Exec("UPDATE people SET disabled_at = COALESCE(disabled_at, ?), erased_at = ? WHERE id = ?", t.now, t.now, s.person).Error
	if err != nil {
		return fmt.Errorf("close the account: %w", err)
	}
	if err := t.db.Exec("UPDATE orgs SET erased_at = ? WHERE id IN ?", t.now, idsOf(s.alone)).Error; err != nil {
		return fmt.Errorf("close the organisations: %w", err)
	}
	return nil
}

// forget orders what lies outside the database to go: committed with its cause,
// and tried until it has gone (promise 7).
func (t *tx) forget(r *Erasure, w *wiping) error {
	var rows []*Delivery
	order := func(kind DeliveryKind, what string) error {
		payload, err := json.Marshal(Forgetting{What: what})
		if err != nil {
			return fmt.Errorf("forget %s: %w", what, err)
		}
		rows = append(rows, &Delivery{
			Kind: kind, Key: fmt.Sprintf("%s-%d", r.Number, len(rows)+1), Payload: string(payload),
			State: DeliveryQueued, NextAt: t.now, CreatedAt: t.now,
		})
		return nil
	}
	for _, hash := range slices.Compact(slices.Sorted(slices.Values(w.files))) {
		if err := order(DeliverForgetFile, hash); err != nil {
			return err
		}
	}
	for _, key := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(w.mails, w.copies)))) {
		if err := order(DeliverForgetMail, key); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	t.queued = true
	return t.insert(rows)
}
