package sample

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"ipportal/ipcase"
)

// reasons is a statement of reasons.
type reasons struct {
	lang, territory                    string
	facts, law, reference, explanation string // law: what the reference is, ipcase.GroundLaw or GroundTerms
	relied                             []string
}

// ruling is what a reviewer decides about one listing.
type ruling struct {
	item          int
	do            ipcase.Move
	code, comment string
}

// alike rules on every listing that the move is open to.
func alike(do ipcase.Move) []ruling { return []ruling{{do: do}} }

// rule decides.
func (m *matter) rule(when time.Time, reviewer string, why reasons, rulings ...ruling) *matter {
	return m.later(when, "decision of "+reviewer, func() error {
		v, err := m.view()
		if err != nil {
			return err
		}
		in := ipcase.DecideCase{
			Case: m.caseNumber(), Facts: why.facts, GroundKind: ipcase.GroundKind(why.law), Reference: why.reference, Explanation: why.explanation,
			Territory: why.territory, Lang: why.lang,
		}
		if in.GroundKind == "" {
			in.GroundKind = ipcase.GroundLaw
		}
		for _, e := range v.Exhibits {
			if slices.Contains(why.relied, e.Label) {
				in.Evidence = append(in.Evidence, e.PublicID)
			}
		}
		if len(in.Evidence) != len(why.relied) {
			return fmt.Errorf("of the exhibits %v there are %d", why.relied, len(in.Evidence))
		}
		for _, i := range v.Items {
			for _, r := range rulings {
				if r.item == i.Position || r.item == 0 {
					in.Rulings = append(in.Rulings, ipcase.RulingInput{
						Position: i.Position, Version: i.Version, Do: r.do, Code: r.code, Comment: r.comment,
					})
				}
			}
		}
		_, err = m.Service.Decide(m.ctx, m.people[reviewer], in)
		return err
	})
}

// accept lets the whole notice go on.
func (m *matter) accept(when time.Time, reviewer string, why reasons) *matter {
	return m.rule(when, reviewer, why, alike(ipcase.MoveAccept)...)
}

// claim takes the case in hand.
func (m *matter) claim(when time.Time, reviewer string) *matter {
	return m.later(when, "claim by "+reviewer, func() error {
		return m.Service.Claim(m.ctx, m.people[reviewer], m.caseNumber())
	})
}

// explain names the fields of a refusal: whoever changes a story reads them.
func explain(err error) error {
	var refused *ipcase.Error
	if !errors.As(err, &refused) || len(refused.Fields) == 0 {
		return err
	}
	for _, f := range refused.Fields {
		err = fmt.Errorf("%w; %s: "+f.Msg, append([]any{err, f.Field}, f.Args...)...)
	}
	return err
}
