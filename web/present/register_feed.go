package present

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"ipportal/ipcase"
)

// atomFeed is a feed as RFC 4287 has it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Updated   string       `xml:"updated"`
	Published string       `xml:"published"`
	Link      atomLink     `xml:"link"`
	Category  atomCategory `xml:"category"`
	Summary   string       `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// feedSince is the day of the tag: addresses (RFC 4151). An id never changes, whatever
// becomes of the portal's address, so this day does not either.
const feedSince = "2026-01-01"

// RegisterFeed is what changed last in the register, as an Atom feed.
func (r Reader) RegisterFeed(base, product string, list ipcase.RegisterList) ([]byte, error) {
	host := "localhost"
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	tag := "tag:" + host + "," + feedSince + ":register"
	feed := atomFeed{
		Lang: r.Lang, ID: tag, Title: product + " – " + r.T("Public register"), Author: atomAuthor{product},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), // of an empty one: a feed must say when
		Links: []atomLink{
			{"self", "application/atom+xml", base + RegisterPath + ".atom"}, {"alternate", "text/html", base + RegisterPath},
		},
	}
	for n, l := range list.Lines {
		updated := l.Changed.UTC().Format(time.RFC3339Nano)
		if n == 0 {
			feed.Updated = updated
		}
		feed.Entries = append(feed.Entries, atomEntry{
			ID: tag + ":" + l.Number, Title: l.Number + ": " + r.registerOutcome(l.Outcome), Updated: updated, Published: l.Public.UTC().Format(time.RFC3339Nano),
			Link: atomLink{"alternate", "text/html", base + RegisterHref(l.Number)}, Category: atomCategory{string(l.RightType)},
			Summary: r.joinNonEmpty(r.RightType(l.RightType), l.Mark, registrationOf(l.RegisterCase), r.registerHolder(l.RegisterCase), r.registerShop(l.RegisterCase), r.Listings(l.ListingCount)),
		})
	}
	out, err := xml.MarshalIndent(feed, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the feed: %w", err)
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}
