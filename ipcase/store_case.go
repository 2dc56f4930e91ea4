package ipcase

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// casefile is a case loaded for a deed, with everything that the rules look at.
// What the deed changes is collected here and written by settle.
type casefile struct {
	Case      Case
	Complaint Complaint
	Right     Right
	Site      Site
	Procedure Procedure
	Power     PowerFacts
	Items     []Item
	holder    IdentityStatus
	tier      bool           // the holder's, while it files
	decidedBy map[int64]bool // reviewers who have decided something in it
	latestBy  map[int]int64  // who made the latest decision about each position
	changed   map[int64]bool // items to write

	restricted []restricted // what is taken down, until settle writes the statement of reasons
	events     []Event
}

// sellerCase loads a seller's own case, or answers "not there": for another
// seller's, for one not yet accepted, and for none alike (promise 5).
func (t *tx) sellerCase(a Actor, number string) (*casefile, error) {
	return t.caseWhere("number = ? AND seller_org_id = ? AND seller_list <> ''", number, a.OrgID)
}

// holderCase loads a case of the holder's own complaint.
func (t *tx) holderCase(a Actor, number string) (*casefile, error) {
	return t.caseWhere("number = ? AND holder_org_id = ?", number, a.OrgID)
}

// reviewCase loads any case for a reviewer.
func (t *tx) reviewCase(a Actor, number string) (*casefile, error) {
	if !a.isReviewer() {
		return nil, errNotFound()
	}
	return t.caseWhere("number = ?", number)
}

// caseByID loads a case for the clock and the worker.
func (t *tx) caseByID(id int64) (*casefile, error) { return t.caseWhere("id = ?", id) }

func (t *tx) caseWhere(where string, args ...any) (*casefile, error) {
	return t.loadCase(t.forUpdate().Where(where, args...))
}

// caseIfDue is caseByID where time has run out in the case, and nil where another worker
// was faster, or somebody is at work on it and is not to be waited for.
func (t *tx) caseIfDue(id int64, wait bool) (*casefile, error) {
	find := t.forUpdateOfFree()
	if wait {
		find = t.forUpdate()
	}
	f, err := t.loadCase(find.Where("id = ? AND EXISTS (SELECT 1 FROM items WHERE case_id = cases.id AND due_at <= ?)", id, t.now))
	if KindOf(err) == NotFound {
		return nil, nil
	}
	return f, err
}

// deedRow is a case with what a deed looks at, read in one statement.
type deedRow struct {
	Case      Case      `gorm:"embedded"`
	Complaint Complaint `gorm:"foreignKey:ComplaintID"`
	Right     Right     `gorm:"foreignKey:RightID"`
	Site      Site      `gorm:"foreignKey:SiteID"`
	Holder    Org       `gorm:"foreignKey:HolderOrgID"`
}

// TableName fixes the table.
func (deedRow) TableName() string { return "cases" }

// loadCase loads the case that find locks. What belongs to it is read when it is held:
// a statement that waits for a lock sees other tables as they were before.
func (t *tx) loadCase(find *gorm.DB) (*casefile, error) {
	var held Case
	if err := one(find.Select("id"), &held); err != nil {
		return nil, err
	}
	var row deedRow
	err := t.db.Joins("Complaint").Joins("Right").Joins("Site").Joins("Holder", t.db.Select("identity")).Where("cases.id = ?", held.ID).Take(&row).Error
	if err != nil {
		return nil, fmt.Errorf("load case %d: %w", held.ID, err)
	}
	f := &casefile{
		Case: row.Case, Complaint: row.Complaint, Right: row.Right, Site: row.Site, holder: row.Holder.Identity, changed: map[int64]bool{},
	}
	if err := t.stillAsSeen(f); err != nil {
		return nil, err
	}
	if err := t.db.Where("case_id = ?", f.Case.ID).Order("position").Find(&f.Items).Error; err != nil {
		return nil, fmt.Errorf("load items of %s: %w", f.Case.Number, err)
	}
	var ok bool
	if f.Procedure, ok = t.book.Procedure(f.Case.Procedure, f.Case.ProcedureVersion); !ok {
		return nil, fmt.Errorf("case %s: no procedure %s version %d", f.Case.Number, f.Case.Procedure, f.Case.ProcedureVersion)
	}
	if f.Power, err = powerFactsOf(t.db, f.Case.PrincipalID, f.Right.Type, f.Site, t.today()); err != nil {
		return nil, err
	}
	var decisions []Decision
	err = t.db.Select("id", "kind", "reviewer_id", "rulings").Where("case_id = ?", f.Case.ID).Order("id").Find(&decisions).Error
	if err != nil {
		return nil, fmt.Errorf("load deciders of %s: %w", f.Case.Number, err)
	}
	f.decidedBy, f.latestBy = map[int64]bool{}, latestDeciders(decisions)
	for _, d := range decisions {
		f.decidedBy[d.ReviewerID] = true
	}
	return f, nil
}

// facts is what the rules see of one item.
func (f *casefile) facts(i Item, a Actor, now time.Time) Facts {
	return Facts{
		Item: i, Procedure: f.Procedure, Now: now,
		RightInForce:  f.rightInForce(now),
		HolderKnown:   f.holder == IdentityVerified,
		Unregistered:  f.Complaint.Unregistered && f.holder != IdentityVerified,
		Power:         f.Power,
		DecidedBefore: f.decidedBy[a.PersonID],
		OwnDecision:   a.Party == PartyPlatform && f.latestBy[i.Position] == a.PersonID,
		Senior:        a.Role == RoleSenior,
		Person:        a.PersonID,
		Tier:          f.tier,
	}
}

func (f *casefile) rightInForce(now time.Time) bool {
	return f.Right.Status == RightVerified && f.Right.InForceOn(now)
}

// Chosen is an item that a person ticked, with the version that they saw.
type Chosen struct {
	Position int
	Version  int
}

// choose finds the ticked items, refusing unknown ones and, with Stale, those
// that have moved since the page was drawn.
func (f *casefile) choose(by Party, chosen []Chosen) ([]*Item, error) {
	if len(chosen) == 0 {
		return nil, &Error{Kind: Invalid, Msg: "Choose at least one listing.", Fields: []FieldError{{Field: "items", Msg: "Choose at least one listing."}}}
	}
	byPosition := map[int]*Item{}
	for n := range f.Items {
		if by != PartySeller || f.Items[n].AcceptedAt != nil {
			byPosition[f.Items[n].Position] = &f.Items[n]
		}
	}
	picked := make([]*Item, 0, len(chosen))
	seen := map[int]bool{}
	for _, c := range chosen {
		i, ok := byPosition[c.Position]
		if !ok {
			return nil, errNotFound()
		}
		if seen[c.Position] {
			continue
		}
		seen[c.Position] = true
		if i.Version != c.Version {
			return nil, Errorf(Stale, "Listing %d has moved on since you looked at it. Look at it as it is now, and choose again.", c.Position)
		}
		picked = append(picked, i)
	}
	return picked, nil
}

// saveItems writes every changed item under the version that it was loaded with
// (promise 2).
func (t *tx) saveItems(f *casefile) error {
	for _, i := range f.Items {
		if !f.changed[i.ID] {
			continue
		}
		res := t.db.Model(&Item{}).Where("id = ? AND version = ?", i.ID, i.Version-1).Updates(map[string]any{
			"state": i.State, "version": i.Version, "window": i.Window, "notice_id": i.NoticeID,
			"clock_start": i.ClockStart, "due_at": i.DueAt, "attempts_used": i.AttemptsUsed, "told_at": i.ToldAt,
			"accepted_at": i.AcceptedAt, "took_down": i.TookDown, "state_before": i.StateBefore, "ended_at": i.EndedAt,
			"outcome_told_at": i.OutcomeToldAt, "seller_appealed": i.SellerAppealed, "holder_appealed": i.HolderAppealed,
			"refusal": i.Refusal, "ended_by_decision": i.EndedByDecision, "right_blocked": i.RightBlocked,
			"right_waived": i.RightWaived, "changed_at": i.ChangedAt, "extra": i.Extra, "pauses": i.Pauses, "pause_kind": i.PauseKind,
			"stop_id": i.StopID, "clock_notice_id": i.ClockNoticeID, "clock_by": i.ClockBy, "remind_at": i.RemindAt, "alarm_at": i.AlarmAt,
			"alarmed_at": i.AlarmedAt, "reason": i.Reason, "ordered": i.Ordered,
			"rest": i.Rest, "fixes_used": i.FixesUsed,
			"guarded": i.Guarded, "guard_blocked": i.GuardBlocked, "first_accept_by": i.FirstAcceptBy,
		})
		if errors.Is(res.Error, gorm.ErrDuplicatedKey) { // one open item for each right and listing
			return Errorf(Refused, "Another open complaint under the same right is about listing %d, so this one cannot be opened again beside it. Decide it in that case.", i.Position)
		}
		if res.Error != nil {
			return fmt.Errorf("move item %d: %w", i.ID, res.Error)
		}
		if res.RowsAffected != 1 {
			return Errorf(Stale, "Somebody was faster. Look at the case as it is now.")
		}
	}
	return nil
}

// settle writes what a deed did to a case: its items under their versions, the
// derived index, and the head of its chain.
func (t *tx) settle(f *casefile) error {
	if err := t.saveItems(f); err != nil {
		return err
	}
	if err := t.captureReasons(f); err != nil {
		return err
	}
	late, err := t.undelivered(f)
	if err != nil {
		return err
	}
	d := derive(f.Items, late)
	c := &f.Case
	if d.task != c.ReviewTask {
		c.ReviewTask, c.ClaimedBy, c.ClaimedUntil = d.task, nil, nil
		c.ReviewDueAt = t.reviewTarget(f, d.task)
	}
	switch {
	case d.ended && c.EndedAt == nil:
		c.EndedAt = &t.now
	case !d.ended:
		c.EndedAt = nil
	}
	seq := c.EventSeq
	c.Status, c.SellerList, c.HolderTurn, c.SellerDueAt, c.HolderDueAt = d.status, d.list, d.holderTurn, d.sellerDue, d.holderDue
	if n := len(f.events); n > 0 {
		if err := t.insert(f.events); err != nil {
			return err
		}
		if err := t.tellMarket(f); err != nil {
			return err
		}
		c.EventSeq, c.EventHash, c.TouchedAt = f.events[n-1].Seq, f.events[n-1].Hash, t.now
	}
	res := t.db.Model(&Case{}).Where("id = ? AND event_seq = ?", c.ID, seq).Updates(map[string]any{
		"status": c.Status, "seller_list": c.SellerList, "review_task": c.ReviewTask, "review_due_at": c.ReviewDueAt,
		"seller_due_at": c.SellerDueAt, "holder_due_at": c.HolderDueAt, "holder_turn": c.HolderTurn, "touched_at": c.TouchedAt, "ended_at": c.EndedAt,
		"claimed_by": c.ClaimedBy, "claimed_until": c.ClaimedUntil, "event_seq": c.EventSeq, "event_hash": c.EventHash,
		"guard": c.Guard,
	})
	if res.Error != nil {
		return fmt.Errorf("settle %s: %w", c.Number, res.Error)
	}
	if res.RowsAffected != 1 {
		return Errorf(Stale, "Somebody was faster. Look at the case as it is now.")
	}
	f.events, f.changed = nil, map[int64]bool{}
	return nil
}

// reviewTarget is by when a reviewer should have done a task: a target that ages,
// never a deadline that acts. On a case on hold for a court it is the day of the
// next look, so that it is not forgotten.
func (t *tx) reviewTarget(f *casefile, task ReviewTask) *time.Time {
	code := WindowReview
	switch task {
	case TaskNone:
		return nil
	case TaskCourt:
		look := t.now.Add(holdLook)
		return &look
	case TaskNotice:
		code = WindowIntake
	case TaskLimit:
		return &t.now
	case TaskAppeal, TaskDecide, TaskRightEnded, TaskGuarded, TaskUndelivered, TaskDispute:
	}
	due, err := t.dueOf(f, code, t.now)
	if err != nil {
		return &t.now
	}
	return &due
}

// undelivered says whether a notice that a clock of this case waits for is late
// or came back.
func (t *tx) undelivered(f *casefile) (bool, error) {
	var waiting []int64
	for _, i := range f.Items {
		if i.NoticeID != nil {
			waiting = append(waiting, *i.NoticeID)
		}
	}
	if len(waiting) == 0 {
		return false, nil
	}
	var n int64
	err := t.db.Model(&Notice{}).
		Where("id IN ? AND delivered_at IS NULL AND (late_at <= ? OR failed_at IS NOT NULL)", waiting, t.now).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("late notices of %s: %w", f.Case.Number, err)
	}
	return n > 0, nil
}
