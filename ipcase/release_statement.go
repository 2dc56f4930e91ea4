package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"ipportal/ipcase/dsa"
)

// ReleaseStatement lets a statement that was held back or refused leave, with other
// words where it needs them.
type ReleaseStatement struct {
	Puid    string
	Version int
	Texts   dsa.Texts
	Looked  bool // what was found in these words is nobody's data
}

// ReleaseStatement is an operator's deed. The words are looked through again: what is
// still found in them has to be taken out, or said to be nobody's data. The statement
// as it was decided stays as it is; the parties have that one.
func (s *Service) ReleaseStatement(ctx context.Context, a Actor, in ReleaseStatement) error {
	return s.onStatement(ctx, a, in.Puid, in.Version, func(t *tx, st ReasonStatement, e ReasonExport, known dsa.Known) error {
		var p problems
		checkText(&p, "ground", "Enter the section of the law or the terms.", in.Texts.Ground, dsa.MaxGround, true)
		checkText(&p, "explanation", "Explain how the ground applies to the facts.", in.Texts.Explanation, dsa.MaxExplanation, true)
		checkText(&p, "facts", "Set out the facts.", in.Texts.Facts, dsa.MaxFacts, true)
		held := judgeStatement(st.Fields.With(in.Texts), known, in.Looked)
		for _, f := range held.Personal {
			p.add(f.Field, "“%s” looks like personal data. Take it out, or tick that you looked and it is nobody’s.", f.Text)
		}
		if err := p.err(); err != nil {
			return err
		}
		if !held.empty() {
			return Errorf(Refused, "The database would refuse this statement whatever its words are. Drop it with the reason.")
		}
		var edited any
		if in.Texts != st.Fields.Texts() {
			words, err := jsonText(in.Texts)
			if err != nil {
				return err
			}
			edited = words
		}
		set := map[string]any{"state": ExportWaiting, "batch_id": nil, "edited": edited, "looked": in.Looked, "done_by": a.PersonID, "why": "", "findings": HeldFor{}}
		if err := t.changeExport(e, set); err != nil {
			return err
		}
		e.Version++
		return t.exportStatement(st, e)
	})
}

// DropStatement lets a statement go unsent, with the reason.
func (s *Service) DropStatement(ctx context.Context, a Actor, puid string, version int, why string) error {
	return s.onStatement(ctx, a, puid, version, func(t *tx, _ ReasonStatement, e ReasonExport, _ dsa.Known) error {
		var p problems
		checkText(&p, "why", "Say why it is not sent. The reason stays on record.", why, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		return t.changeExport(e, map[string]any{"state": ExportDropped, "batch_id": nil, "why": strings.TrimSpace(why), "done_by": a.PersonID})
	})
}

// onStatement does something to a statement that waits for a person.
func (s *Service) onStatement(ctx context.Context, a Actor, puid string, version int, do func(*tx, ReasonStatement, ReasonExport, dsa.Known) error) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var found ReasonStatement
		if err := one(t.db.Where("puid = ?", puid), &found); err != nil {
			return err
		}
		var e ReasonExport
		if err := one(t.forUpdate().Where("statement_id = ?", found.ID), &e); err != nil {
			return err
		}
		if e.Version != version || e.State != ExportHeld && e.State != ExportRefused {
			return Errorf(Stale, "Somebody has decided about this statement already. Look at it as it is now.")
		}
		st, known, err := t.statementAndKnown(found.ID)
		if err != nil {
			return err
		}
		return do(t, st, e, known)
	})
}

func jsonText(v any) (string, error) {
	words, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write %T: %w", v, err)
	}
	return string(words), nil
}
