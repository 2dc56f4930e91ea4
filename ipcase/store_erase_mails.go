package ipcase

import (
	"encoding/json"
	"fmt"
	"strings"
)

// mailKeys adds the keys of the mails that the condition is about.
func (t *tx) mailKeys(keys *[]string, where string, args ...any) error {
	var found []string
	if err := t.db.Table("deliveries").Where("kind = ?", DeliverMail).Where(where, args...).Pluck("key", &found).Error; err != nil {
		return fmt.Errorf("find mails: %w", err)
	}
	*keys = append(*keys, found...)
	return nil
}

// findMails finds what was mailed to the subject, and what the subject's letters
// became. Nothing is left of what they were made of, and those that wait are not
// sent any more.
func (t *tx) findMails(w *wiping, s subject) error {
	p, _ := Personal("deliveries")
	if err := t.mailKeys(&w.mails, p.OfPerson, map[string]any{"person": s.person}); err != nil {
		return err
	}
	for _, o := range s.alone {
		if err := t.mailKeys(&w.mails, p.OfOrg, map[string]any{"org": o.ID}); err != nil {
			return err
		}
	}
	var letters []string
	err := t.db.Model(&RelayLetter{}).Where("person_id = ? OR org_id IN ?", s.person, idsOf(s.alone)).Pluck("public_id", &letters).Error
	if err != nil {
		return fmt.Errorf("letters of person %d: %w", s.person, err)
	}
	for _, l := range letters {
		if err := t.mailKeys(&w.mails, "message = ? AND payload LIKE ?", MsgLetter, `%"letter":"`+l+`"%`); err != nil {
			return err
		}
	}
	var links []int64
	err = t.db.Table("links").Where("person_id = ? OR email = (SELECT email FROM people WHERE id = ?)", s.person, s.person).Pluck("id", &links).Error
	if err != nil {
		return fmt.Errorf("links of person %d: %w", s.person, err)
	}
	for _, l := range links {
		if err := t.mailKeys(&w.mails, "payload LIKE ? OR payload LIKE ?", fmt.Sprintf(`%%"link":%d,%%`, l), fmt.Sprintf(`%%"link":%d}%%`, l)); err != nil {
			return err
		}
	}
	if len(w.mails) == 0 {
		return nil
	}
	err = t.db.Exec("UPDATE deliveries SET state = 'given_up', done_at = ? WHERE key IN ? AND state = 'queued'", t.now, w.mails).Error
	if err == nil {
		err = t.db.Exec("UPDATE deliveries SET payload = '{}', last_error = '' WHERE key IN ? AND state IN ('done', 'given_up')", w.mails).Error
	}
	if err != nil {
		return fmt.Errorf("stop mails: %w", err)
	}
	return nil
}

// findCopies finds what was mailed to others and names the subject: the other side
// of a case, the other side of a power of attorney, colleagues. One that has not
// been sent yet is written later, from what is then left.
func (t *tx) findCopies(w *wiping, s subject) error {
	const sent = "state IN ('done', 'given_up') AND "
	alone := idsOf(s.alone)
	err := t.mailKeys(&w.copies, sent+"case_id IN (SELECT id FROM cases WHERE seller_org_id IN ? OR holder_org_id IN ?)", alone, alone)
	if err != nil {
		return err
	}
	var powers []string
	err = t.db.Model(&Power{}).Where("agent_org_id IN ? OR principal_id IN (SELECT id FROM principals WHERE org_id IN ?)", alone, alone).Pluck("number", &powers).Error
	if err != nil {
		return fmt.Errorf("powers of attorney of person %d: %w", s.person, err)
	}
	for _, number := range powers {
		if err := t.mailKeys(&w.copies, sent+"payload LIKE ?", `%"power":"`+number+`"%`); err != nil {
			return err
		}
	}
	var who struct{ Name, Email string }
	if err := t.db.Table("people").Where("id = ?", s.person).Limit(1).Scan(&who).Error; err != nil {
		return fmt.Errorf("name of person %d: %w", s.person, err)
	}
	var naming []string
	for _, word := range []string{who.Name, who.Email} {
		if word == "" || word == ErasedWord {
			continue
		}
		quoted, err := json.Marshal(word) // a whole word of a letter's facts
		if err != nil {
			return fmt.Errorf("name of person %d: %w", s.person, err)
		}
		like := "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(string(quoted)) + "%"
		if err := t.mailKeys(&naming, sent+"message LIKE 'account!_%' ESCAPE '!' AND payload LIKE ? ESCAPE '!'", like); err != nil {
			return err
		}
	}
	if len(naming) == 0 {
		return nil
	}
	w.copies = append(w.copies, naming...)
	if err := t.db.Exec("UPDATE deliveries SET payload = '{}', last_error = '' WHERE key IN ?", naming).Error; err != nil {
		return fmt.Errorf("letters that name person %d: %w", s.person, err)
	}
	return nil
}
