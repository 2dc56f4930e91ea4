package database_test

import (
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func TestOpensOnBoth(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		var n int64
		if err := db.Gorm.Table("orgs").Count(&n).Error; err != nil {
			t.Fatal(err)
		}
		if err := db.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
