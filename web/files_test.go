package web_test

import (
	"bytes"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

func TestTakenDownListing(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		path := webtest.ListingPath("QL-1001")
		b := site.Stranger().Open(path).Status(200).Sees("Norrvik style headlamp")
		r := ipcase.Removal{
			Key: "1", SiteCode: webtest.SiteCN, Ref: "QL-1001", CaseNumber: "IP-2026-000001-7K", Complainant: "Norrvik Optics AB",
			Right: string(ipcase.Trademark), At: site.Clock.Now(),
		}
		if err := site.Catalogue.Remove(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		b.Open(path).Status(451).Sees("Norrvik Optics AB", "Trademark", "IP-2026-000001-7K", "8 June 2026").SeesNot("Norrvik style headlamp")
		if got, want := b.Header("Link"), "<"+site.URL+`/>; rel="blocked-by"`; got != want {
			t.Errorf("Link is %q, and not %q", got, want)
		}
		b.Open("/catalogue/" + webtest.SiteCN).Sees("Not available")
		site.As("mei").Open(path).Status(451)
		r.Key, r.At = "2", site.Clock.Now()
		if err := site.Catalogue.Restore(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		b.Open(path).Status(200).Sees("Norrvik style headlamp")
		if err := site.Catalogue.SellerDeletes(t.Context(), webtest.SiteCN, "QL-1001", site.Clock.Now()); err != nil {
			t.Fatal(err)
		}
		b.Open(path).Status(410).Sees("This listing has ended")
	})
}

// An exhibit is a page for whoever may see it, a picture in place, a file to
// save, and for everybody else it is not there.
func TestExhibits(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	elin := site.Person("elin").Actor()
	add := func(name string, content []byte) string {
		t.Helper()
		e, err := site.Service.AddEvidence(t.Context(), elin, ipcase.AddEvidence{
			FormID: ipcase.NewID(), Field: "evidence", Name: name, Body: bytes.NewReader(content), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
		})
		if err != nil {
			t.Fatal(err)
		}
		return "/evidence/" + e.PublicID
	}
	picture, words := webtest.Picture(t, 60, 40), "A letter.\n<script>alert(1)</script>"
	image, letter := add("样品.png", picture), add("letter.txt", []byte(words))

	b := site.As("elin").Open(image).Status(200).Sees("样品.png", "You")
	b.Open(image + "/view").Status(200)
	if got := b.Header("Content-Disposition"); !strings.HasPrefix(got, "inline; ") || b.Header("Content-Type") != "image/png" {
		t.Errorf("the picture is sent as %q, %q", got, b.Header("Content-Type"))
	}
	b.Open(image + "/file").Status(200)
	if !bytes.Equal(b.Body(), picture) {
		t.Error("the owner does not get the original")
	}
	if got := b.Header("Content-Disposition"); got != `attachment; filename="__.png"; filename*=UTF-8''%E6%A0%B7%E5%93%81.png` {
		t.Errorf("the file is sent as %q", got)
	}
	b.Open(letter).Status(200).Sees("letter.txt")
	b.Open(letter + "/view").Status(404)
	b.Open(letter + "/file").Status(200)
	if string(b.Body()) != words || !strings.HasPrefix(b.Header("Content-Disposition"), "attachment; ") {
		t.Errorf("the letter is sent as %q: %q", b.Header("Content-Disposition"), b.Body())
	}
	if got := b.Header("Content-Security-Policy"); got != "sandbox; default-src 'none'" {
		t.Errorf("the letter's policy is %q", got)
	}
	for _, who := range []string{"lin", "zhao", "operator"} {
		for _, path := range []string{image, image + "/view", image + "/file"} {
			site.As(who).Open(path).Status(404)
		}
	}
	site.Stranger().Open(image).At("/sign-in")
}
