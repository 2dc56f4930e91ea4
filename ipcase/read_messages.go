package ipcase

import (
	"context"
	"fmt"
)

// Messages lists an organisation's messages, newest first: those before the row
// id `before` (0 = the newest), at most limit. It marks what it lists as read.
func (s *Service) Messages(ctx context.Context, a Actor, before int64, limit int) ([]Message, error) {
	q := s.read(ctx).Where("org_id = ?", a.OrgID)
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	var list []Message
	if err := q.Order("id DESC").Limit(limit).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	var unread []int64
	for _, m := range list {
		if m.ReadAt == nil && !a.Unseen {
			unread = append(unread, m.ID)
		}
	}
	if len(unread) > 0 {
		err := s.read(ctx).Model(&Message{}).Where("id IN ? AND org_id = ? AND read_at IS NULL", unread, a.OrgID).
			Updates(map[string]any{"read_at": Moment(s.clock.Now())}).Error
		if err != nil {
			return nil, fmt.Errorf("mark messages read: %w", err)
		}
	}
	return list, nil
}

// UnreadMessages counts an organisation's unread messages.
func (s *Service) UnreadMessages(ctx context.Context, a Actor) (int64, error) {
	var n int64
	if err := s.read(ctx).Model(&Message{}).Where("org_id = ? AND read_at IS NULL", a.OrgID).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("unread messages: %w", err)
	}
	return n, nil
}
