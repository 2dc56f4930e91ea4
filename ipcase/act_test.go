package ipcase_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// What somebody may do is taken from them while they are doing it. A deed that
// comes after is refused, whatever they were when they asked, and one that comes
// before counts: nothing of theirs is written once they were disabled.
func TestRightsTakenWhileADeedIsUnderWay(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		takings := map[string]func(a ipcase.Actor) error{
			"disabled": func(a ipcase.Actor) error {
				return w.DB.Gorm.Exec("UPDATE people SET disabled_at = ? WHERE id = ?", w.Clock.Now(), a.PersonID).Error
			},
			"sent away": func(a ipcase.Actor) error {
				return w.DB.Gorm.Exec("UPDATE memberships SET ended_at = ? WHERE person_id = ? AND org_id = ?", w.Clock.Now(), a.PersonID, a.OrgID).Error
			},
			"may only look": func(a ipcase.Actor) error {
				return w.DB.Gorm.Exec("UPDATE memberships SET role = 'viewer' WHERE person_id = ? AND org_id = ?", a.PersonID, a.OrgID).Error
			},
			"may not delete": func(a ipcase.Actor) error {
				return w.DB.Gorm.Exec("UPDATE memberships SET may_delete = ? WHERE person_id = ? AND org_id = ?", false, a.PersonID, a.OrgID).Error
			},
		}
		right := w.Right(ipcase.Copyright)
		member := w.Haiyun
		member.Role, member.Granted = ipcase.RoleMember, ipcase.GrantedAll().For(ipcase.PartySeller)
		refs := []string{"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"}
		id := int64(8000)
		came := map[bool]int{}
		for name, take := range takings {
			for range 2 { // at once, and in turn
				_, cases := w.File(right, refs[0])
				refs = refs[1:]
				number := cases[w.Haiyun.OrgID]
				no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
				w.Work()
				id++
				mei := w.Colleague(member, id, "Mei")
				in := ipcase.DeleteListings{Case: number, Items: w.All(number)}
				var did, took error
				if inTurn := len(refs)%2 == 0; inTurn {
					took, did = take(mei), w.DeleteListings(t.Context(), mei, in)
					if did == nil {
						t.Errorf("%s: deleted afterwards", name)
					}
				} else {
					var both sync.WaitGroup
					both.Go(func() { did = w.DeleteListings(t.Context(), mei, in) })
					both.Go(func() { took = take(mei) })
					both.Wait()
				}
				no(t, took)
				if did != nil && ipcase.KindOf(did) != ipcase.Refused {
					t.Errorf("%s: %v", name, did)
				}
				deleted := w.States(number)[0] == ipcase.DeletedBySeller
				if deleted != (did == nil) {
					t.Errorf("%s: the answer is %v, the state %s", name, did, w.States(number)[0])
				}
				came[deleted]++
			}
		}
		if came[false] < len(takings) {
			t.Errorf("deleted: %v", came)
		}
		t.Logf("%d deeds came first, %d too late", came[true], came[false])
	})
}

// Whoever has seen that somebody is disabled sees nothing of theirs come after: a
// filing that began before either was written first, or is not written.
func TestNothingIsFiledByWhoeverWasDisabled(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		filed := 0
		for n := 1; n <= 9; n++ {
			a := w.Norrvik
			a.Role, a.Granted = ipcase.RoleMember, ipcase.GrantedAll().For(ipcase.PartyHolder)
			a = w.Colleague(a, int64(9000+n), "Finn")
			draft := w.DraftOf(a, right, fmt.Sprintf("T%d", n))
			complaints := func() (all int64) {
				no(t, w.DB.Gorm.Model(&ipcase.Complaint{}).Count(&all).Error)
				return all
			}
			var both sync.WaitGroup
			var err, took error
			var then int64
			both.Go(func() { _, err = w.FileComplaint(t.Context(), a, draft) })
			both.Go(func() {
				for range n * n * 2 { // some earlier, some later
					complaints()
				}
				took = w.DB.Gorm.Exec("UPDATE people SET disabled_at = ? WHERE id = ?", w.Clock.Now(), a.PersonID).Error
				then = complaints()
			})
			both.Wait()
			no(t, took)
			if err == nil {
				filed++
			} else {
				refused(t, err, ipcase.Refused)
			}
			if now := complaints(); now != then || now != int64(filed) {
				t.Errorf("%d complaints when they had been disabled, %d now, %d answers", then, now, filed)
			}
			_, err = w.StartComplaint(t.Context(), a)
			refused(t, err, ipcase.Refused)
		}
		t.Logf("%d of 9 were filed first", filed)
	})
}

// No deed of somebody's leaves out the second look.
func TestEveryDeedOfSomebodyLooksAgain(t *testing.T) {
	files, err := filepath.Glob("*.go")
	no(t, err)
	deeds := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		no(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil || f.Name.Name == "act" || !slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool {
				typ, ok := p.Type.(*ast.Ident)
				return ok && typ.Name == "Actor"
			}) {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				called, ok := n.(*ast.SelectorExpr)
				if ok && called.Sel.Name == "inTx" {
					t.Errorf("%s: %s does not look again at who acts: call act", name, f.Name.Name)
				}
				if ok && called.Sel.Name == "act" {
					deeds++
				}
				return true
			})
		}
	}
	if deeds < 30 {
		t.Errorf("only %d deeds were found", deeds)
	}
}
