package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ipportal/ipcase/calendar"
)

// MailData is everything that one message may say to its addressee, and nothing
// else: it is loaded for the organisation that the message goes to, so what that
// side may not see is not in it (promise 5).
type MailData struct {
	Org     Org // the addressee
	Message MessageKind
	Payload MailPayload
	SentAt  time.Time

	Site            Site
	ComplainantName string
	ComplainantFor  string     // the principal, where an agent filed it
	Power           *MailPower // where the message is about a power of attorney
	SellerName      string
	SellerCount     int // of a whole complaint; 0 when the message is about one case
	Right           MailRight
	Reason          Reason // of the complaint
	Refusal         RefusalCode
	Items           []MailItem
	ItemCount       int // all that the message is about; Items holds at most mailItems of them
	Procedure       Procedure
	Window          Window // the one that runs for the addressee; zero when none does
	WindowCode      WindowCode
	DueAt           *time.Time           // its end: recorded, or as it will be with this mail's delivery
	Estimated       bool                 // DueAt counts from now, since the delivery is not recorded yet
	Computation     calendar.Computation // of DueAt, where a clock runs
	CounterGround   CounterGround
	Decision        *Decision // the statement of reasons that it brings, rulings of Items only
	Court           string    // court action: which court
	CourtNumber     string
	Letter          *RelayLetter // what the other side wrote
	Fix             *Fix
	FixReply        *FixReply
	Offer           *SettlementOffer
	Identity        IdentityCheck
	Measure         Measure     // against the addressee's account
	MeasureRule     MeasureRule // what it does
	Abuse           *AbuseMail  // the report of abuse that it is about
	FollowPath      string      // to who filed without an account: their private link
	OpenPath        string      // to a shop that nobody signs in for: where its account is opened
	OpenUntil       time.Time   // and how long that link is good
}

// MailRight is what both sides know of the right.
type MailRight struct {
	Number    string
	Type      RightType
	Office    string
	RegNumber string
	Title     string
	Owner     string
	Reason    string // why it was refused; its owner's only
}

// MailItem is one listing that a message is about.
type MailItem struct {
	Position int
	Ref      string
	Title    string
	Lang     string
	State    State
	Refusal  RefusalCode
	Comment  string // what a ruling says about this listing
	Down     bool   // it was asked to be taken down, or is
}

// mailItems is how many listings a message names before it says how many more.
const mailItems = 20

// MailData loads what a mail to its addressee may say.
func (s *Service) MailData(ctx context.Context, d Delivery) (MailData, error) {
	var p MailPayload
	if err := json.Unmarshal([]byte(d.Payload), &p); err != nil {
		return MailData{}, fmt.Errorf("payload of delivery %d: %w", d.ID, err)
	}
	if d.OrgID == nil && p.PowerNumber != "" && PowerSide(p.Kind) == SidePrincipal {
		return s.mailToPrincipal(ctx, d, p)
	}
	if d.OrgID == nil {
		return MailData{}, fmt.Errorf("delivery %d has no addressee", d.ID)
	}
	return s.messageData(ctx, *d.OrgID, d.CaseID, d.NoticeID, d.Message, p, d.CreatedAt)
}

func (s *Service) messageData(
	ctx context.Context, org int64, caseID, notice *int64, kind MessageKind, p MailPayload, at time.Time,
) (MailData, error) {
	m := MailData{Message: kind, Payload: p, SentAt: at}
	if err := s.read(ctx).Where("id = ?", org).Take(&m.Org).Error; err != nil {
		return m, fmt.Errorf("addressee %d: %w", org, err)
	}
	m.Refusal, _ = s.book.Refusal(p.Reason)
	switch {
	case kind == MsgLimitNear, kind == MsgReappeared: // staff's: all that it says is in the payload
		return m, nil
	case caseID != nil:
		return m, s.mailOfCase(ctx, &m, *caseID, notice)
	case p.ComplaintNumber != "":
		return m, s.mailOfComplaint(ctx, &m)
	case p.PowerNumber != "":
		return m, s.mailOfPower(ctx, &m)
	case p.RightNumber != "":
		var r Right
		if err := one(s.read(ctx).Where("number = ? AND org_id = ?", p.RightNumber, org), &r); err != nil {
			return m, fmt.Errorf("right %s of a message to %d: %w", p.RightNumber, org, err)
		}
		m.Right, m.ComplainantName = mailRight(r), m.Org.Name
		m.Right.Reason = r.Reason
	case p.Abuse != "":
		return m, s.mailOfAbuse(ctx, &m)
	case p.Measure != "":
		if err := one(s.read(ctx).Where("number = ? AND org_id = ?", p.Measure, org), &m.Measure); err != nil {
			return m, fmt.Errorf("measure %s of a message to %d: %w", p.Measure, org, err)
		}
		m.MeasureRule, _ = s.book.Standing.Measure(m.Measure.Kind)
	case p.IdentityNumber != "":
		if err := one(s.read(ctx).Where("number = ? AND org_id = ?", p.IdentityNumber, org), &m.Identity); err != nil {
			return m, fmt.Errorf("identity check %s of a message to %d: %w", p.IdentityNumber, org, err)
		}
	}
	return m, nil
}

func mailRight(r Right) MailRight {
	return MailRight{Number: r.Number, Type: r.Type, Office: r.Office, RegNumber: r.RegNumber, Title: r.Title, Owner: r.Owner}
}

// mailOfCase fills in a message about one seller's case. Only the two parties of
// that case get one.
func (s *Service) mailOfCase(ctx context.Context, m *MailData, caseID int64, notice *int64) error {
	var c Case
	err := one(s.read(ctx).Where("id = ? AND (seller_org_id = ? OR holder_org_id = ?)", caseID, m.Org.ID, m.Org.ID), &c)
	if err != nil {
		return fmt.Errorf("case %d of a message to %d: %w", caseID, m.Org.ID, err)
	}
	if err := s.mailFrame(ctx, m, c.ComplaintID); err != nil {
		return err
	}
	var seller Org
	if err := s.read(ctx).Where("id = ?", c.SellerOrgID).Take(&seller).Error; err != nil {
		return fmt.Errorf("seller of %s: %w", c.Number, err)
	}
	m.SellerName = seller.Name
	if err := s.mailItems(ctx, m, c, notice); err != nil {
		return err
	}
	return s.mailActs(ctx, m, c)
}

// mailFrame fills in the complaint, its right and its rules.
func (s *Service) mailFrame(ctx context.Context, m *MailData, complaintID int64) error {
	var complaint Complaint
	if err := s.read(ctx).Where("id = ?", complaintID).Take(&complaint).Error; err != nil {
		return fmt.Errorf("complaint %d: %w", complaintID, err)
	}
	var r Right
	if err := s.read(ctx).Where("id = ?", complaint.RightID).Take(&r).Error; err != nil {
		return fmt.Errorf("right of %s: %w", complaint.Number, err)
	}
	if err := s.read(ctx).Where("id = ?", complaint.SiteID).Take(&m.Site).Error; err != nil {
		return fmt.Errorf("site of %s: %w", complaint.Number, err)
	}
	var holder Org
	if err := s.read(ctx).Where("id = ?", complaint.OrgID).Take(&holder).Error; err != nil {
		return fmt.Errorf("holder of %s: %w", complaint.Number, err)
	}
	if complaint.PrincipalID != nil {
		var who Principal
		if err := one(s.read(ctx).Where("id = ?", *complaint.PrincipalID), &who); err != nil {
			return fmt.Errorf("principal of %s: %w", complaint.Number, err)
		}
		m.ComplainantFor = who.Name
	}
	m.Payload.ComplaintNumber = complaint.Number
	m.ComplainantName, m.Right = holder.Name, mailRight(r)
	m.Reason, _ = s.book.Reason(complaint.Reason)
	m.Procedure, _ = s.book.Procedure(complaint.Procedure, complaint.ProcedureVersion)
	return nil
}

// mailItem is an item with its listing's words, as read.
type mailItemRow struct {
	Item
	Ref   string
	Title string
	Lang  string
}

func (s *Service) mailItems(ctx context.Context, m *MailData, c Case, notice *int64) error {
	var rows []mailItemRow
	q := s.read(ctx).Table("items").Select("items.*, snapshots.ref, snapshots.title, snapshots.lang").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").Where("items.case_id = ?", c.ID).Order("items.position")
	if err := q.Find(&rows).Error; err != nil {
		return fmt.Errorf("items of %s: %w", c.Number, err)
	}
	seller := m.Org.ID == c.SellerOrgID
	for _, r := range rows {
		if seller && r.AcceptedAt == nil || len(m.Payload.Items) > 0 && !contains(m.Payload.Items, r.Position) {
			continue
		}
		m.ItemCount++
		s.mailClock(m, r.Item, notice)
		if len(m.Items) == mailItems {
			continue
		}
		refusal, _ := s.book.Refusal(r.Refusal)
		m.Items = append(m.Items, MailItem{
			Position: r.Position, Ref: r.Ref, Title: r.Title, Lang: r.Lang, State: r.State, Refusal: refusal, Down: r.TookDown,
		})
	}
	return nil
}

// mailClock takes the earliest deadline that is the addressee's. A window that
// waits for this very mail's delivery is counted from now.
func (s *Service) mailClock(m *MailData, i Item, notice *int64) {
	party := PartySeller
	if m.Org.Kind == PartyHolder {
		party = PartyHolder
	}
	if i.Window == "" || Turn(i.State) != party {
		return
	}
	due, estimated := i.DueAt, false
	w := m.Procedure.Windows[i.Window]
	if due == nil && notice != nil && i.NoticeID != nil && *i.NoticeID == *notice {
		got, err := s.windowEnd(*m, w)
		if i.Rest.Start != nil {
			start := i.takeUpRest(s.clock.Now())
			i.ClockStart = &start
			got, _, err = s.book.Computation(m.Procedure, m.Site, i)
		}
		if err != nil {
			return
		}
		due, estimated = &got.Due, true
	}
	if due == nil || m.DueAt != nil && !due.Before(*m.DueAt) {
		return
	}
	m.DueAt, m.Estimated, m.Window, m.WindowCode = due, estimated, w, i.Window
	m.Computation = calendar.Computation{}
	if got, ok, err := s.book.Computation(m.Procedure, m.Site, i); err == nil && ok && !estimated {
		m.Computation = got
	}
}

func (s *Service) windowEnd(m MailData, w Window) (calendar.Computation, error) {
	cal, ok := s.book.CalendarFor(m.Procedure, m.Site)
	if !ok {
		return calendar.Computation{}, fmt.Errorf("no calendar for %s", m.Procedure.ID)
	}
	return cal.Compute(s.clock.Now(), w.Span())
}

// mailActs fills in the decision, counter-notification or answer that the
// message tells of.
func (s *Service) mailActs(ctx context.Context, m *MailData, c Case) error {
	switch m.Message {
	case MsgCountered, MsgCounterFiled:
		var counters []Counter
		if err := s.read(ctx).Where("case_id = ?", c.ID).Order("id DESC").Limit(1).Find(&counters).Error; err != nil {
			return fmt.Errorf("counter of %s: %w", c.Number, err)
		}
		if len(counters) > 0 {
			m.CounterGround = counters[0].Ground
		}
	case MsgAnswered:
		var answers []Answer
		if err := s.read(ctx).Where("case_id = ?", c.ID).Order("id DESC").Limit(1).Find(&answers).Error; err != nil {
			return fmt.Errorf("answer of %s: %w", c.Number, err)
		}
		if len(answers) > 0 && answers[0].Kind == AnswerCourt {
			m.Court, m.CourtNumber = answers[0].Court, answers[0].CourtNumber
		}
	case MsgLetter:
		var l RelayLetter
		if err := one(s.read(ctx).Where("public_id = ? AND case_id = ? AND to_org_id = ?", m.Payload.Letter, c.ID, m.Org.ID), &l); err != nil {
			return fmt.Errorf("letter of %s: %w", c.Number, err)
		}
		m.Letter = &l
	case MsgFixProposed, MsgFixAnswered, MsgOffered, MsgOfferAnswered, MsgSettled, MsgSellOff:
		return s.mailMoves(ctx, m, c)
	case MsgDecided, MsgRefused, MsgNeedsInfo:
		return s.mailDecision(ctx, m, c, "case_id = ?", c.ID)
	case MsgRemovedFirst, MsgRemovedSilence:
		return s.mailDecision(ctx, m, c, "case_id = ? AND kind = ?", c.ID, DecisionNotice)
	default:
	}
	return nil
}

// mailDecision brings the decision named by the payload, or the last that
// touched one of the message's items.
func (s *Service) mailDecision(ctx context.Context, m *MailData, c Case, where string, args ...any) error {
	var found []Decision
	if err := s.read(ctx).Where(where, args...).Order("id DESC").Find(&found).Error; err != nil {
		return fmt.Errorf("decisions of %s: %w", c.Number, err)
	}
	for n := range found {
		if m.Payload.DecisionID != "" && found[n].PublicID != m.Payload.DecisionID {
			continue
		}
		if m.takeDecision(found[n]) {
			return nil
		}
	}
	return nil
}

// takeDecision keeps the rulings about the message's own listings. It is false
// when the decision touched none of them.
func (m *MailData) takeDecision(d Decision) bool {
	all := d.Rulings
	d.Rulings = nil
	for _, r := range all {
		for n := range m.Items {
			if m.Items[n].Position == r.Item {
				d.Rulings = append(d.Rulings, r)
				m.Items[n].Comment = r.Comment
			}
		}
	}
	if len(d.Rulings) == 0 {
		return false
	}
	m.Decision = &d
	return true
}

// mailOfComplaint fills in a message about a whole filing, for its holder.
func (s *Service) mailOfComplaint(ctx context.Context, m *MailData) error {
	var c Complaint
	if err := one(s.read(ctx).Where("number = ? AND org_id = ?", m.Payload.ComplaintNumber, m.Org.ID), &c); err != nil {
		return fmt.Errorf("complaint %s of a message to %d: %w", m.Payload.ComplaintNumber, m.Org.ID, err)
	}
	if err := s.mailFrame(ctx, m, c.ID); err != nil {
		return err
	}
	var sums struct{ Cases, Items int }
	err := s.read(ctx).Model(&Case{}).Select("COUNT(*) AS cases, COALESCE(SUM(item_count), 0) AS items").
		Where("complaint_id = ?", c.ID).Scan(&sums).Error
	if err != nil {
		return fmt.Errorf("cases of %s: %w", c.Number, err)
	}
	m.SellerCount, m.ItemCount = sums.Cases, sums.Items
	return nil
}
