package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// What a complaint took off and its shop puts on sale again is a suggestion to the
// holder and the reviewers: nothing is filed, the shop is not told, and the holder can
// say once that it is not the same.
func TestRelistings(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		site.Work()
		elin := site.As("elin")
		elin.Open("/holder/relistings").Status(200).Sees("Nothing was found")

		site.Clock.Advance(2 * time.Hour)
		was, err := site.Catalogue.Listing(t.Context(), webtest.SiteCN, "QL-1001")
		no(t, err)
		for _, ref := range []string{"QL-1078", "QL-1079"} {
			again := was
			again.Ref, again.Title, again.UpdatedAt = ref, "Lamp for the head "+ref, site.Clock.Now()
			no(t, site.Catalogue.Add(t.Context(), again))
		}
		other := was
		other.Ref, other.Title, other.UpdatedAt, other.Images = "QL-1080", "Quiet fan", site.Clock.Now(), nil
		no(t, site.Catalogue.Add(t.Context(), other))
		site.Work() // asks for the pictures
		site.Clock.Advance(2 * time.Hour)
		site.Work()

		elin.Open("/holder").Sees("This may be the same thing again", "2 listings look like ones that your complaints took off")
		elin.Open("/holder/cases/" + number).Sees("This may be the same thing again")
		elin.Open("/holder/relistings").Sees("QL-1078", "QL-1079", "The picture, 100 of 100.", number).SeesNot("QL-1080")
		site.As("ada").Open("/review/relistings").Sees("QL-1078").SeesNot("Begin a complaint")
		site.As("lin").Open("/holder/relistings").Status(404)
		site.As("lin").Open("/seller/cases/" + number).Status(200).SeesNot("QL-1078")
		var rows []ipcase.Relisting
		no(t, db.Gorm.Order("id").Find(&rows).Error)
		if len(rows) != 2 {
			t.Fatalf("%d relistings", len(rows))
		}

		// Not another's, and once.
		elin.In("QL-1079").Press("Not the same").At("/holder/relistings").Sees("is not suggested again", "QL-1078").SeesNot("QL-1079")
		site.Clock.Advance(2 * time.Hour)
		site.Work()
		elin.Open("/holder/relistings").SeesNot("QL-1079")
		var told []ipcase.Event
		no(t, db.Gorm.Where("kind = ?", ipcase.EventRelistingLetGo).Find(&told).Error)
		if len(told) != 1 || told[0].Public || !strings.Contains(told[0].Data, "QL-1079") {
			t.Errorf("letting a suggestion go is told as %+v", told)
		}
		elin.Open("/holder/cases/" + number).Sees("said that listing QL-1079 is not the same as QL-1001")
		site.As("lin").Open("/seller/cases/" + number).SeesNot("QL-1079")
		site.As("zhao").Send("/holder/relistings", url.Values{"relisting": {"1"}, "do": {"complain"}}).Status(404)

		// It begins a complaint with the listing filled in; once complained of, it is done with.
		elin.Open("/holder/relistings").In("Lamp for the head QL-1078").Press("Begin a complaint").Status(200).Sees("QL-1078")
		_, later := w.File(w.Right(ipcase.Trademark), "QL-1078")
		site.As("ada").Open("/review/cases/"+later[w.Haiyun.OrgID]).Sees("This may be the same thing again", number)
		if l, err := site.Catalogue.Listing(t.Context(), webtest.SiteCN, "QL-1079"); err != nil || l.Visibility != marketplace.Live {
			t.Errorf("a suggestion did something: %s, %v", l.Visibility, err)
		}
	})
}
