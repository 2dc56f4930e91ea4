package account

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func TestALinkIsMailedAndUsedOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, _ := setUp(t, db)
		ctx := t.Context()
		var delivery ipcase.Delivery
		mailed := func(email string) Letter {
			t.Helper()
			err := db.Gorm.Transaction(func(tx *gorm.DB) error {
				id, err := s.newLink(tx, newLink{Kind: "test", Email: email, PersonID: p.ID, Lang: "en", Data: "x", For: time.Hour})
				if err != nil {
					return err
				}
				return s.post(tx, letter{Kind: "account_test", LinkID: id})
			})
			if err != nil {
				t.Fatal(err)
			}
			delivery = ipcase.Delivery{}
			if err := db.Gorm.Order("id DESC").Take(&delivery).Error; err != nil {
				t.Fatal(err)
			}
			l, err := s.Letter(ctx, delivery)
			if err != nil || !IsLetter(delivery) || l.To != email || l.ToName != "Lin Yue" || l.Lang != "zh-CN" {
				t.Fatalf("%+v, %v", l, err)
			}
			return l
		}
		token := strings.TrimPrefix(mailed("lin@new.example").Path, "/link/test/")
		var rows []map[string]any
		if err := db.Gorm.Table("links").Find(&rows).Error; err != nil || strings.Contains(fmt.Sprint(rows, delivery), token) {
			t.Errorf("the token can be read from the database, or: %v", err)
		}
		if _, err := s.Link(ctx, "other", token); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("for something else it is answered %v", err)
		}
		for range 3 { // looking uses nothing up
			if l, err := s.Link(ctx, "test", token); err != nil || l.Data != `"x"` || *l.PersonID != p.ID {
				t.Errorf("%+v, %v", l, err)
			}
		}
		if n := useAtOnce(t, s, db, token); n != 1 {
			t.Errorf("eight presses at once used it %d times", n)
		}
		if _, err := s.Link(ctx, "test", token); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("after its use it is answered %v", err)
		}
		var permanent *ipcase.PermanentError
		if _, err := s.Letter(ctx, delivery); !errors.As(err, &permanent) {
			t.Errorf("a mail with a used link is still sent: %v", err)
		}
		token = strings.TrimPrefix(mailed("lin@new.example").Path, "/link/test/")
		clock.Advance(time.Hour)
		if _, err := s.Link(ctx, "test", token); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("too late it is answered %v", err)
		}
	})
}

func useAtOnce(t *testing.T, s *Service, db *database.DB, token string) int {
	t.Helper()
	var mu sync.Mutex
	var all sync.WaitGroup
	used := 0
	for range 8 {
		all.Go(func() {
			err := db.Gorm.Transaction(func(tx *gorm.DB) error {
				_, err := s.useLink(tx, "test", token)
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				used++
			} else if ipcase.KindOf(err) != ipcase.NotFound {
				t.Error(err)
			}
		})
	}
	all.Wait()
	return used
}
