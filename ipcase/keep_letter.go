package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// Limits of a kept letter. They are stated on the form.
const (
	MaxMailed  = 100_000 // characters
	MaxLetters = 50      // on one page of the list
)

// KeepLetter keeps a letter that came by mail as a record under a number. Pressing
// twice answers with the same one.
func (s *Service) KeepLetter(ctx context.Context, a Actor, l MailedLetter) (MailedLetter, error) {
	if !a.isReviewer() {
		return MailedLetter{}, errNotFound()
	}
	var p problems
	checkText(&p, "letter", "Paste the letter, or choose a file.", l.Text, MaxMailed, true)
	checkText(&p, "answer", "", l.Answer, MaxExplanation, false)
	checkText(&p, "note", "", l.Note, MaxComment, false)
	if len(l.FormID) != len(NewID()) {
		p.add("letter", "Open the page again and send the form from there.")
	}
	if err := p.err(); err != nil {
		return MailedLetter{}, err
	}
	for _, short := range []*string{&l.Subject, &l.SenderName, &l.SenderEmail} {
		*short = firstRunes(strings.TrimSpace(*short), MaxShortText)
	}
	err := s.act(ctx, a, func(t *tx) error {
		n, err := t.nextNumber("letter")
		if err != nil {
			return err
		}
		l.Number, l.KeptAt, l.KeptBy = fmt.Sprintf("LTR-%d-%06d", t.now.Year(), n), t.now, a.PersonID
		return t.insert([]*MailedLetter{&l})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		var kept MailedLetter
		err = one(s.read(ctx).Where("form_id = ?", l.FormID), &kept)
		return kept, err
	}
	return l, err
}

// firstRunes is the beginning of a text, whole characters.
func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// ReadLetter reads a kept letter, for the platform's reviewers alone.
func (s *Service) ReadLetter(ctx context.Context, a Actor, number string) (MailedLetter, error) {
	var l MailedLetter
	if !a.isReviewer() {
		return l, errNotFound()
	}
	err := one(s.read(ctx).Where("number = ?", number), &l)
	return l, err
}

// ReadLetters lists kept letters, the newest first, those before a row if one is
// named, without their texts.
func (s *Service) ReadLetters(ctx context.Context, a Actor, before int64) (list []MailedLetter, more bool, err error) {
	if !a.isReviewer() {
		return nil, false, errNotFound()
	}
	q := s.read(ctx).Select("id, number, kind, procedure, procedure_version, lang, subject, sender_name, kept_at, kept_by")
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.Order("id DESC").Limit(MaxLetters + 1).Find(&list).Error; err != nil {
		return nil, false, fmt.Errorf("list letters: %w", err)
	}
	if len(list) > MaxLetters {
		return list[:MaxLetters], true, nil
	}
	return list, false, nil
}
