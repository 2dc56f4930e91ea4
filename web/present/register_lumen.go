package present

import (
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
)

// lumenSubmission is a notice as the Lumen database (lumendatabase.org) takes it: the
// body of its documented request "create notice", POST /notices, without the token of
// whoever sends it. Mapped are:
//
//   - title, type (DMCA for copyright, Trademark, or Other), subject, source
//   - body: what the entry's reader is shown of the notice's explanation, of the
//     counter-notifications and of the decisions. Lumen has no notice of its own for these
//   - date_received, and date_sent, which is the same day: notices are handed in here
//   - action_taken: Yes where every listing is removed, Partial where some are, or No
//   - jurisdiction_list and language
//   - works_attributes: one work, the right, with kind and the addresses of the listings
//     where the reader is shown them
//   - entity_notice_roles_attributes: sender and principal (the complainant, its agent),
//     recipient and submitter (the platform), as organisations, with their country. A
//     private person's name is Lumen's "REDACTED"
//
// Not mapped, since the register has or shows no such thing: addresses of people,
// copyrighted_urls, file uploads, topics.
type lumenSubmission struct {
	Notice lumenNotice `json:"notice"`
}

type lumenNotice struct {
	Title         string      `json:"title"`
	Type          string      `json:"type"`
	Subject       string      `json:"subject"`
	Source        string      `json:"source"`
	Body          string      `json:"body"`
	DateSent      string      `json:"date_sent,omitempty"`
	DateReceived  string      `json:"date_received,omitempty"`
	ActionTaken   string      `json:"action_taken"`
	Language      string      `json:"language"`
	TagList       string      `json:"tag_list"`
	Jurisdictions string      `json:"jurisdiction_list,omitempty"`
	Works         []lumenWork `json:"works_attributes"`
	Entities      []lumenRole `json:"entity_notice_roles_attributes"`
}

type lumenWork struct {
	Description string     `json:"description"`
	Kind        string     `json:"kind"`
	URLs        []lumenURL `json:"infringing_urls_attributes"`
}

type lumenURL struct {
	URL string `json:"url"`
}

type lumenRole struct {
	Name   string      `json:"name"`
	Entity lumenEntity `json:"entity_attributes"`
}

type lumenEntity struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Country string `json:"country_code,omitempty"`
}

const lumenRedacted = "REDACTED"

// Lumen is an entry of the register as the Lumen database takes it.
func Lumen(base, platform string, book ipcase.Rulebook, x ipcase.RegisterCase) any {
	r := Reader{Lang: "en"}
	n := lumenNotice{
		Title: lumenTitle(r, platform, x), Type: lumenType(x.RightType), Subject: x.Number, Source: base + RegisterHref(x.Number),
		Body: lumenBody(r, book, x), ActionTaken: lumenAction(x.Listings), Language: "en", TagList: lumenTags(x),
		Works: []lumenWork{{Description: lumenDescription(x), Kind: string(x.RightType), URLs: []lumenURL{}}},
	}
	if !x.Received.IsZero() {
		n.DateReceived = x.Received.UTC().Format(time.DateOnly)
		n.DateSent = n.DateReceived
	}
	if x.Territory != "WW" {
		n.Jurisdictions = x.Territory
	}
	for _, l := range x.Listings {
		if l.URL != "" {
			n.Works[0].URLs = append(n.Works[0].URLs, lumenURL{l.URL})
		}
	}
	holder := lumenEntity{Name: x.Holder, Kind: "organization", Country: x.HolderCountry}
	if x.HolderWithheld {
		holder.Name, holder.Kind = lumenRedacted, "individual"
	}
	sender := holder
	if x.Agent != "" {
		sender = lumenEntity{Name: x.Agent, Kind: "organization"}
	}
	us := lumenEntity{Name: platform, Kind: "organization"}
	n.Entities = []lumenRole{{"sender", sender}, {"principal", holder}, {"recipient", us}, {"submitter", us}}
	return lumenSubmission{Notice: n}
}

func lumenTitle(r Reader, platform string, x ipcase.RegisterCase) string {
	return r.RightType(x.RightType) + " notice to " + platform
}

func lumenType(t ipcase.RightType) string {
	switch t {
	case ipcase.Copyright:
		return "DMCA"
	case ipcase.Trademark:
		return "Trademark"
	default:
		return "Other"
	}
}

func lumenAction(list []ipcase.RegisterListing) string {
	gone := 0
	for _, l := range list {
		switch l.State {
		case ipcase.Removed, ipcase.Upheld, ipcase.DeletedBySeller, ipcase.StatutoryWait:
			gone++
		default:
		}
	}
	switch {
	case gone == 0:
		return "No"
	case gone == len(list):
		return "Yes"
	default:
		return "Partial"
	}
}

func lumenTags(x ipcase.RegisterCase) string {
	tags := []string{"marketplace", string(x.RightType)}
	if x.Procedure != "" {
		tags = append(tags, x.Procedure)
	}
	return strings.Join(tags, ", ")
}

func lumenDescription(x ipcase.RegisterCase) string {
	words := []string{}
	for _, w := range []string{x.Mark, strings.TrimSpace(x.Office + " " + x.RegNumber)} {
		if w != "" && w != "none" {
			words = append(words, w)
		}
	}
	return strings.Join(words, ", ")
}

func lumenBody(r Reader, book ipcase.Rulebook, x ipcase.RegisterCase) string {
	var lines []string
	if reason, ok := book.Reason(x.Reason); ok {
		lines = append(lines, "Reason: "+reason.Label.In("en"))
	}
	if x.Said != "" {
		lines = append(lines, x.Said)
	}
	for _, n := range x.Counters {
		lines = append(lines, "Counter-notification of "+n.FiledAt.UTC().Format(time.DateOnly)+": "+r.Ground(n.Ground))
		if n.Said != "" {
			lines = append(lines, n.Said)
		}
	}
	for _, d := range x.Decisions {
		lines = append(lines, "Decision of "+d.DecidedAt.UTC().Format(time.DateOnly)+" on "+strconv.Itoa(len(d.Rulings))+" listings: "+d.Reference)
		if d.Facts+d.Explanation != "" {
			lines = append(lines, d.Facts, d.Explanation)
		}
	}
	for _, l := range x.Listings {
		lines = append(lines, l.Ref+": "+r.neutralBadge(l.State).Text)
	}
	return strings.Join(lines, "\n")
}
