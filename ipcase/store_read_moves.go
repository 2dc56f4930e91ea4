package ipcase

import (
	"encoding/json"
	"errors"
	"time"
)

// sortMoves puts a fix, a reply to one or an offer where it belongs.
func (v *CaseView) sortMoves(p paper, at time.Time) error {
	var items []int
	err := json.Unmarshal([]byte(p.Items), &items)
	switch p.Kind {
	case "fix":
		f := Fix{ID: p.ID, PublicID: p.PublicID, CaseID: v.Case.ID, Words: p.Words, Lang: p.Lang, Items: items, FiledAt: at, FiledBy: p.Person}
		err = errors.Join(err, json.Unmarshal([]byte(p.Extra), &f.Shots))
		v.Fixes = append(v.Fixes, f)
	case "fix_reply":
		v.FixReplies = append(v.FixReplies, FixReply{
			ID: p.ID, CaseID: v.Case.ID, Party: p.Party, Kind: FixReplyKind(p.Code), Words: p.Words, Lang: p.Lang, Items: items, FiledAt: at, FiledBy: p.Person,
		})
	default:
		v.Offers = append(v.Offers, SettlementOffer{
			ID: p.ID, PublicID: p.PublicID, CaseID: v.Case.ID, Party: p.Party, SellOffOn: p.Word1, Licence: p.Word2, Words: p.Words, Lang: p.Lang,
			Items: items, State: OfferState(p.Code), Reply: p.Word3, MadeAt: at, MadeBy: p.Person, AnsweredAt: p.At2, RemindedAt: p.At3,
		})
	}
	return err
}
