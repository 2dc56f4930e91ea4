package ipcase

import (
	"context"
	"fmt"
)

// Waiting is how many things wait for a reader, for the navigation.
type Waiting struct {
	Cases  int // the seller's to respond to, the holder's turn, the reviewers' tasks
	Rights int // for reviewers: to be checked
	Unread int // messages
}

// Waiting counts what waits for an actor, in one statement.
func (s *Service) Waiting(ctx context.Context, a Actor) (Waiting, error) {
	var w Waiting
	const unread = `(SELECT COUNT(*) FROM messages WHERE org_id = ? AND read_at IS NULL) AS unread`
	q := s.read(ctx)
	switch {
	case a.Party == PartySeller:
		q = q.Raw(`SELECT (SELECT COUNT(*) FROM cases WHERE seller_org_id = ? AND seller_list = ?) AS cases, `+unread,
			a.OrgID, ListRespond, a.OrgID)
	case a.Party == PartyHolder:
		q = q.Raw(`SELECT (SELECT COUNT(*) FROM cases WHERE holder_org_id = ? AND holder_turn) AS cases, `+unread, a.OrgID, a.OrgID)
	case a.isReviewer():
		// The words stand in the text so that the indexes over part of the rows fit.
		q = q.Raw(`SELECT (SELECT COUNT(*) FROM cases WHERE review_task <> '' AND review_task <> 'court') AS cases,
			(SELECT COUNT(*) FROM rights WHERE status = 'pending') AS rights`)
	default:
		return w, nil
	}
	if err := q.Scan(&w).Error; err != nil {
		return w, fmt.Errorf("count what waits: %w", err)
	}
	return w, nil
}
