package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// ExhibitView is a file as one reader may see it.
type ExhibitView struct {
	Exhibit
	Mine    bool   // the reader's side put it forward
	Owner   bool   // so, or a reviewer: may have the original
	MayOpen bool   // may show it to the other side
	Prev    string // public ids of the neighbours in the same bundle
	Next    string
}

// Exhibit finds a file that the reader may see: their own, one of a case of
// theirs that both sides may see, or any for a reviewer.
func (s *Service) Exhibit(ctx context.Context, a Actor, publicID string) (ExhibitView, error) {
	var e Exhibit
	q := s.read(ctx).Where("public_id = ?", publicID)
	switch {
	case a.isReviewer():
		q = q.Where("draft_id = ''")
	case a.Party == PartyHolder:
		// Their own; what both sides of a case see; and what an agent put forward for them,
		// or they for an agent.
		q = q.Where(`org_id = ? OR (draft_id = '' AND (visibility = ? AND EXISTS (SELECT 1 FROM cases c
				WHERE (c.id = exhibits.case_id OR c.complaint_id = exhibits.complaint_id OR c.right_id = exhibits.right_id)
				AND (c.holder_org_id = ? OR c.principal_id IN (SELECT id FROM principals WHERE org_id = ?)))
			OR visibility = ? AND EXISTS (SELECT 1 FROM rights r WHERE r.id = exhibits.right_id AND
				(r.principal_id IN (SELECT id FROM principals WHERE org_id = ?) OR r.org_id IN (SELECT org_id FROM principals WHERE agent_org_id = ?)))
			OR visibility = ? AND EXISTS (SELECT 1 FROM abuse_reports b WHERE b.id = exhibits.abuse_id AND (b.org_id = ? OR b.against_org_id = ?))
			OR EXISTS (SELECT 1 FROM powers_of_attorney p JOIN principals w ON w.id = p.principal_id
				WHERE p.id = exhibits.power_id AND (w.org_id = ? OR w.org_id IS NULL AND p.agent_org_id <> ? AND ? AND p.status <> 'refused' AND
				p.contact_email = (SELECT email FROM people WHERE id = ?)))))`,
			a.OrgID, BothSides, a.OrgID, a.OrgID, BothSides, a.OrgID, a.OrgID, BothSides, a.OrgID, a.OrgID, a.OrgID, a.OrgID, a.May(PermManage), a.PersonID)
	case a.Party == PartySeller:
		q = q.Where(`org_id = ? OR (visibility = ? AND draft_id = '' AND (EXISTS (SELECT 1 FROM cases c
			WHERE c.seller_org_id = ? AND c.seller_list <> '' AND
			(c.id = exhibits.case_id OR c.complaint_id = exhibits.complaint_id OR c.right_id = exhibits.right_id))
			OR EXISTS (SELECT 1 FROM abuse_reports b WHERE b.id = exhibits.abuse_id AND (b.org_id = ? OR b.against_org_id = ?))))`,
			a.OrgID, BothSides, a.OrgID, a.OrgID, a.OrgID)
	default:
		return ExhibitView{}, errNotFound()
	}
	if err := one(q, &e); err != nil {
		return ExhibitView{}, err
	}
	if e.ErasedAt != nil {
		return ExhibitView{}, Errorf(NotFound, "This file was erased with the data of who put it forward.")
	}
	if e.Sealed() && e.OrgID != a.OrgID && !a.isReviewer() { // as if it were not there, until it has been looked through
		return ExhibitView{}, errNotFound()
	}
	v := ExhibitView{Exhibit: e, Mine: e.OrgID == a.OrgID, Owner: e.OrgID == a.OrgID || a.isReviewer()}
	v.MayOpen = v.Mine && e.CanBeOpened() && e.Scan != ScanFound && (a.May(PermAnswer) || a.Party == PartyHolder && e.CaseID == nil && a.May(PermFile))
	return v, s.neighbours(ctx, a, &v)
}

// ExhibitFile says whether the reader may be given the file itself, and why not.
func (v ExhibitView) ExhibitFile() error {
	switch {
	case v.Scan == ScanFound:
		return Errorf(Refused, "A virus was found in this file. It is sealed, and nobody is given it.")
	case v.Scan == ScanChecking && !v.Mine:
		return Errorf(Refused, "This file is being checked for viruses. Nobody but who put it forward is given it until then.")
	default:
		return nil
	}
}

// Given says that the reader may be given the file itself.
func (v ExhibitView) Given() bool { return v.ExhibitFile() == nil }

// ExhibitPage finds the picture of one page of a document that the reader may see.
func (s *Service) ExhibitPage(ctx context.Context, v ExhibitView, n int) (EvidencePage, error) {
	var p EvidencePage
	if v.Drawing != DrawDone || v.Sealed() {
		return p, errNotFound()
	}
	return p, one(s.read(ctx).Where("parent_hash = ? AND n = ?", v.Hash, n), &p)
}

// neighbours finds the exhibits before and after, in the same bundle.
func (s *Service) neighbours(ctx context.Context, a Actor, v *ExhibitView) error {
	bundle := s.read(ctx).Model(&Exhibit{}).Select("public_id").Where("draft_id = ?", v.DraftID)
	switch {
	case v.RightID != nil:
		bundle = bundle.Where("right_id = ?", *v.RightID)
	case v.PowerID != nil:
		return s.inBundle(v, bundle.Where("power_id = ?", *v.PowerID))
	case v.AbuseID != nil:
		bundle = bundle.Where("abuse_id = ?", *v.AbuseID)
	case v.ComplaintID != nil:
		bundle = bundle.Where("complaint_id = ?", *v.ComplaintID)
	case v.CaseID != nil:
		bundle = bundle.Where("case_id = ?", *v.CaseID)
	default:
		bundle = bundle.Where("org_id = ?", v.OrgID)
	}
	if !a.isReviewer() {
		bundle = bundle.Where("visibility = ? OR org_id = ?", BothSides, a.OrgID)
	}
	return s.inBundle(v, bundle)
}

// inBundle finds the exhibit's place in its bundle.
func (s *Service) inBundle(v *ExhibitView, bundle *gorm.DB) error {
	var ids []string
	if err := bundle.Order("id").Limit(500).Scan(&ids).Error; err != nil {
		return fmt.Errorf("neighbours of an exhibit: %w", err)
	}
	for n, id := range ids {
		if id != v.PublicID {
			continue
		}
		if n > 0 {
			v.Prev = ids[n-1]
		}
		if n+1 < len(ids) {
			v.Next = ids[n+1]
		}
	}
	return nil
}

// SnapshotImage finds a picture of a complained listing as it was: its blob and
// its type. n counts from 1.
func (s *Service) SnapshotImage(ctx context.Context, a Actor, caseNumber string, position, n int) (hash, mime string, err error) {
	q, err := s.snapshotsOf(ctx, a, caseNumber, position)
	if err != nil {
		return "", "", err
	}
	var sn Snapshot
	if err := one(q.Select("snapshots.*"), &sn); err != nil {
		return "", "", err
	}
	if n < 1 || n > len(sn.Images) {
		return "", "", errNotFound()
	}
	return sn.Images[n-1].Hash, sn.Images[n-1].MIME, nil
}

// snapshotsOf looks for the snapshot of one listing of a case, where the actor may see
// it.
func (s *Service) snapshotsOf(ctx context.Context, a Actor, caseNumber string, position int) (*gorm.DB, error) {
	q := s.read(ctx).Table("snapshots").
		Joins("JOIN items ON items.snapshot_id = snapshots.id").
		Joins("JOIN cases ON cases.id = items.case_id").
		Where("cases.number = ? AND items.position = ?", caseNumber, position)
	switch {
	case a.isReviewer():
		return q, nil
	case a.Party == PartyHolder:
		return q.Where("cases.holder_org_id = ?", a.OrgID), nil
	case a.Party == PartySeller:
		return q.Where("cases.seller_org_id = ? AND items.accepted_at IS NOT NULL", a.OrgID), nil
	default:
		return nil, errNotFound()
	}
}
