package ipcase_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// onePage is a document of one page with these words.
func onePage(words string) string {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	content := "BT /F1 24 Tf 72 700 Td (" + words + ") Tj ET"
	var at []int
	for n, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.String()
}

// fileDocument files a complaint with a document whose pages are drawn.
func fileDocument(t *testing.T, w *ipcasetest.World, words string, refs ...string) {
	t.Helper()
	draft := w.Draft(w.Right(ipcase.Trademark), refs...)
	_, err := w.AddEvidence(t.Context(), w.Norrvik, ipcase.AddEvidence{
		FormID: draft, Field: "evidence", Name: "test purchase.pdf", Body: strings.NewReader(onePage(words)),
		Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
	})
	no(t, err)
	_, err = w.FileComplaint(t.Context(), w.Norrvik, draft)
	no(t, err)
	w.Work()
}

// swapFile puts other bytes into the store, as well kept as the others, and lets a
// row name them: an exhibit, what the other side is shown of it, the picture of a
// page, or a snapshot: of what is complained of, or of a fix.
func (m *tamperer) swapFile() string {
	m.t.Helper()
	b, err := m.w.Blobs.Put(m.t.Context(), "evidence", "other.txt", strings.NewReader(fmt.Sprintf("Other words, %d.", m.rnd.Uint64())))
	no(m.t, err)
	pick := func(table, where string) (row struct {
		ID   int64
		Hash string
	},
	) {
		var n int64
		no(m.t, m.db.Table(table).Where(where).Count(&n).Error)
		no(m.t, m.db.Table(table).Select("id, hash").Where(where).Order("id").Offset(int(m.rnd.Int64N(n))).Limit(1).Scan(&row).Error)
		return row
	}
	snapshots := "id IN (SELECT snapshot_id FROM items)"
	switch m.n % 5 {
	case 0:
		m.exec("UPDATE exhibits SET hash = ?, view_hash = ? WHERE id = ?", b.Hash, b.ViewHash, pick("exhibits", "draft_id = ''").ID)
		return b.Hash
	case 1:
		m.exec("UPDATE exhibits SET view_hash = ? WHERE id = ?", b.Hash, pick("exhibits", "draft_id = ''").ID)
		return b.Hash
	case 2:
		var page ipcase.EvidencePage
		no(m.t, m.db.Order("parent_hash, n").Limit(1).Take(&page).Error)
		m.exec("UPDATE evidence_pages SET hash = ? WHERE parent_hash = ? AND n = ?", b.Hash, page.ParentHash, page.N)
		return page.ParentHash
	case 3:
		snapshots = "id NOT IN (SELECT snapshot_id FROM items)"
		fallthrough
	default:
		var s ipcase.Snapshot
		no(m.t, m.db.Where("id = ?", pick("snapshots", snapshots).ID).Take(&s).Error)
		s.Title += " (used)"
		s.Hash = ipcase.HashSnapshot(s)
		m.exec("UPDATE snapshots SET title = ?, hash = ? WHERE id = ?", s.Title, s.Hash, s.ID)
		return s.Hash
	}
}
