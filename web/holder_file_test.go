package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

const lookAlike = "Look-alike mark"

// A complaint against one listing, from the first step to its receipt, and back
// again by every way: the number is the same, however often the button is pressed.
func TestHolderFilesOne(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		fileUpTo(b, right, "QL-1001 the mark on the first picture").Sees("How do they infringe your trademark?")
		draft := strings.Split(b.Path(), "/")[3]
		b.Choose(lookAlike).Press("Save and continue")
		b.Sees(lookAlike, "Say what you saw, in which picture or text, and why it infringes.")
		state(t, b)
		b.Sees("Check your answers", "NORRVIK", "QL-1001", "The first picture shows our mark", "report.pdf", "Elin Strand", "2 of 2 made",
			"One complaint with 1 case is made", "3 working days")
		b.Press("Send complaint about 1 listing (1 seller)").Sees("Complaint sent", "Your reference number", "Haiyun Outdoor", "Being checked", "What happens next")
		number := complaintNo.FindString(b.Path())

		b.Open("/holder/file/" + draft + "/send").At("/holder/complaints/" + number + "/filed")
		b.Open("/holder/file/" + draft).At("/holder/complaints/" + number + "/filed")
		b.Press("Open the complaint").Sees(number, "1 listing of 1 seller", "Norrvik style headlamp 900 lumen", "Being checked", "Haiyun Outdoor",
			"What the sellers see of you", "Elin Strand", "report.pdf").SeesNot("Hamngatan 4")
		b.Press("View Now").Sees("Your note: the mark on the first picture", "We check your complaint by", "A reviewer looks whether the notice is complete.")
		b.Open("/holder").Sees("open complaints", number, "We check it by")

		for _, path := range []string{"/holder/complaints/" + number, "/holder/complaints/" + number + "/filed", "/holder/complaints/" + number + "/retract", "/holder/file/" + draft + "/facts"} {
			for _, who := range []string{"zhao", "lin", "ada"} {
				site.As(who).Open(path).Status(404).SeesNot("NORRVIK", "Norrvik style headlamp")
			}
		}
		site.As("nils").Open("/holder/complaints/"+number).Status(200).SeesNot("/retract", "File a complaint")
	})
}

// Lines of every sort: each that is not used says why and what can be done; each
// seller gets a case of its own.
func TestHolderFilesSeveralSellers(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		old, _ := file(t, b, right, lookAlike, "QL-1004")
		b.Open("/holder/file?right=" + right).Press("Save and continue")
		lines := []string{
			site.URL + webtest.ListingPath("QL-1001"), "QL-1002 strap", "QL-1001", "QL-2001", "QL-3001", "QL-9999", "some shop", "QL-1004", "US-3001",
			"https://elsewhere.example/p/1",
		}
		b.Fill("Listing addresses or IDs, one on each line", strings.Join(lines, "\n")).Press("Look up these listings")
		b.Status(200).Sees("10 lines: 4 listings of 3 sellers found, 6 lines not used.", "The same listing as line 1.", "Not found", "Not a listing",
			"Already complained of", old, "Elsewhere", "Haiyun Outdoor", "灯塔户外专营店", "Brightpath Supply", "Your note: strap")
		b.Fill("Line 6", "QL-1003").Press("Look up again").Sees("5 listings of 3 sellers found", "Camping lantern with hook")
		b.Untick("Include QL-1002").Press("Continue with the ticked listings").Choose(lookAlike).Press("Save and continue")
		state(t, b)
		b.Sees("Haiyun Outdoor (2)", "灯塔户外专营店 (1)", "Brightpath Supply (1)").SeesNot("QL-1002").
			Press("Send complaint about 4 listings (3 sellers)").Sees("Complaint sent", "4 listings of 3 sellers")
		b.Press("Open the complaint").Sees("4 listings of 3 sellers", "诺维克同款头灯 强光充电", "Norrvik N3 headlamp, boxed")
		b.Open("/holder/complaints?q=lantern").Sees(complaintNo.FindString(b.Text())).SeesNot(old)
		b.Open("/holder/complaints?q=" + old).Sees(old)
		b.Open("/holder/complaints?state=ended").Sees("No complaint fits")
		b.Open("/holder/complaints?state=review&right=" + right).Sees(old)
		b.Open("/holder/complaints?q=%25").Sees("No complaint fits")
	})
}

// Three hundred listings of thirty sellers are one filing; one more is refused
// with what was typed kept.
func TestHolderFiles300(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		shops := []string{"Haiyun Outdoor", "灯塔户外专营店", "Brightpath Supply"}
		var listings []marketplace.CatalogueListing
		var lines []string
		for n := range 301 {
			ref := fmt.Sprintf("QL-8%05d", n)
			lines = append(lines, ref)
			listings = append(listings, marketplace.CatalogueListing{
				SiteCode: webtest.SiteCN, Ref: ref, SellerOrgID: site.Org(shops[n%3]), SellerName: shops[n%3], Title: "Lamp " + ref, Lang: "en",
				Description: "A lamp.", Category: "Lighting", PriceMinor: 900, Currency: "USD", Visibility: marketplace.Live, UpdatedAt: site.Clock.Now(),
			})
		}
		if err := site.Catalogue.Add(t.Context(), listings...); err != nil {
			t.Fatal(err)
		}
		b.Open("/holder/file?right=" + right).Press("Save and continue")
		b.Fill("Listing addresses or IDs, one on each line", strings.Join(lines, "\n")).Press("Look up these listings").Status(422)
		b.Sees("A complaint holds 300 listings at most; you have 301. Take some out and file them in a second complaint.", "QL-800000", "QL-800300")
		b.Open("/holder").Press("Complaint under " + right).Sees("QL-800300")
		b.Fill("Listing addresses or IDs, one on each line", strings.Join(lines[:300], "\n")).Press("Look up these listings").Status(200)
		b.Sees("300 lines: 300 listings of 3 sellers found, 0 lines not used.").Press("Continue with the ticked listings")
		b.Choose(lookAlike).Press("Save and continue")
		state(t, b)
		b.Press("Send complaint about 300 listings (3 sellers)").Sees("Complaint sent", "300 listings of 3 sellers")
	})
}

// A CSV keeps its good lines and names the bad ones; a file that is none is
// refused; nothing that was typed is lost.
func TestHolderFilesCSV(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		b.Open("/holder/file?right=" + right).Press("Save and continue")
		b.Press("Look up these listings").Status(422).Sees("Enter the address or ID of at least one listing, or choose a file.")
		b.Fill("Listing addresses or IDs, one on each line", "QL-1001").Upload("CSV file", "list.csv", []byte("\xff\xfe\x00l\x00i")).Press("Look up these listings")
		b.Status(422).Sees("This is not a CSV file in UTF-8.", "QL-1001")
		csv := "\ufefflisting,note\r\nQL-1002,\"strap, black\"\r\n\"QL-10\"03,broken\r\n,nothing\r\nQL-2001,头灯\r\n"
		b.Upload("CSV file", "list.csv", []byte(csv)).Press("Look up these listings")
		b.Status(422).Sees("2 lines of the file were left out. The others were kept.", "Line 3 is not valid CSV", "Line 4 has no listing address or id in column 1.",
			"QL-1001", "QL-1002 strap, black", "QL-2001 头灯")
		b.Press("Look up these listings").Status(200).Sees("3 lines: 3 listings of 2 sellers found", "Your note: strap, black", "Your note: 头灯")
		b.Open("/holder/file/example.csv").Status(200)
		if !strings.Contains(string(b.Body()), "listing,note") {
			t.Error("the example is no CSV")
		}
	})
}

// Every step keeps what was entered, right or wrong; leaving and coming back
// finds it; a step cannot be passed by its address.
func TestHolderDraftSurvives(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		other := verified(t, site, "elin", ipcase.Design, "Headlamp housing")
		b := site.As("elin")
		b.Open("/holder/file").Press("Save and continue").Status(422).Sees("Choose the right that you complain under.")
		b.Choose("NORRVIK").Press("Save and continue")
		draft := strings.Split(b.Path(), "/")[3]
		b.Open("/holder/file/" + draft + "/send").At("/holder/file/" + draft + "/listings")
		b.Fill("Listing addresses or IDs, one on each line", "QL-1001\nQL-1003").Press("Save and leave").At("/holder").Sees("The draft is saved.", "Complaint under "+right, "2 lines")
		b.Press("Complaint under " + right).Sees("Check what we found").Press("Continue with the ticked listings")
		b.Press("Save and continue").Status(422).Sees("Choose what the listings do.")
		b.Choose("Counterfeit goods, shown by a test purchase").Press("Save and continue")
		b.Sees("Order number of the test purchase", "Signed report on the goods bought").Fill("What should the seller and the reviewer know?", "测试购买\r\nline two")
		b.Press("Save and continue").Status(422).Sees("Enter what this asks for.", "Add at least one file that shows what you say.", "测试购买")
		b.Fill("Order number of the test purchase", "T-2026-77").Upload("Add files", "report.pdf", pdf("a")).Press("Upload").Status(200).Sees("report.pdf", "Both sides can see it")
		b.Choose("The reviewer only").Upload("Add files", "private.pdf", pdf("b")).Press("Upload").Sees("Reviewer only", "private.pdf")
		b.In("private.pdf").Press("Remove").SeesNot("private.pdf").Sees("report.pdf", "T-2026-77", "测试购买")
		b.Upload("Add files", "virus.exe", []byte("MZ\x90\x00 not a document")).Press("Save and continue").Status(422).Sees("virus.exe", "report.pdf")
		b.Press("Save and continue").Sees("Contact and statements", "Exactly this is shown to each seller", "Norrvik Optics AB", "Contact through this portal", "Not shown to the other side under", "Phone and Address")
		b.Choose("My own contact").Fill("Full name", "Maja Ek").Fill("E-mail address", "no address").Press("Show what sellers will see").Sees("Maja Ek")
		b.Press("Save and continue").Status(422).Sees("Enter an e-mail address, like name@example.com.", "Read this statement and tick it. It cannot be sent without.", "Type your full name as your signature.")
		b.Tick("Good faith").Fill("E-mail address", "maja@norrvik.example").Fill("Sign by typing your full name", "Maja Ek").Press("Save and continue").Status(422).Sees("Read this statement and tick it.")
		b.Tick("True and authorised").Press("Save and continue").Status(200).Sees("Check your answers", "2 of 2 made", "T-2026-77", "maja@norrvik.example")
		site.Clock.Advance(2 * time.Hour)
		b.Open("/holder/file/"+draft).At("/holder/file/"+draft+"/send").Sees("Maja Ek", "测试购买")
		b.Open("/holder/file/" + draft + "/right").Choose("Headlamp housing").Press("Save and continue").Open("/holder/file/" + draft + "/send")
		b.At("/holder/file/" + draft + "/reason").Sees("How do they infringe your design?")
		_ = other
	})
}
