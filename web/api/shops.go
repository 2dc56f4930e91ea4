package api

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"ipportal/ipcase"
)

// RetractionCheck says which listings of a complaint the lines name.
type RetractionCheck struct {
	Lines []RetractionLine `json:"lines" nullable:"false" doc:"Each line, in its order."`
}

// RetractionLine is what one line names.
type RetractionLine struct {
	Line     int    `json:"line" doc:"1, 2, 3 … as sent."`
	Status   string `json:"status" doc:"found, unknown, ended or duplicate." example:"found"`
	Case     string `json:"case,omitempty" doc:"The case that the listing is in." example:"IP-2026-000123-7K"`
	Position int    `json:"position,omitempty" doc:"Its place there."`
	Version  int    `json:"version,omitempty" doc:"Send it back to retract it."`
}

// LinesInput is listings as a person writes them down.
type LinesInput struct {
	Lines []string `json:"lines" minItems:"1" maxItems:"300" nullable:"false" doc:"For each listing its address or id." example:"QL-1001"`
}

// ChosenIn is listings of one case.
type ChosenIn struct {
	Case  string   `json:"case" maxLength:"40" doc:"The case." example:"IP-2026-000123-7K"`
	Items []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
}

// RetractInput is listings of several cases of one complaint.
type RetractInput struct {
	Cases []ChosenIn `json:"cases" minItems:"1" maxItems:"300" nullable:"false" doc:"From which cases."`
}

// Relistings is a page of listings that look like others that were taken down.
type Relistings struct {
	Relistings []Relisting `json:"relistings" nullable:"false" doc:"A page of them, newest first."`
}

// Relisting is a listing that looks like one that was taken down.
type Relisting struct {
	ID      string    `json:"id" doc:"Name it to answer." example:"42"`
	Case    string    `json:"case" doc:"In which the other was taken down." example:"IP-2026-000123-7K"`
	Listing string    `json:"listing" doc:"The marketplace's id." example:"QL-2002"`
	URL     string    `json:"url" doc:"Where it is offered." example:"https://shop.example/items/QL-2002"`
	Title   string    `json:"title" doc:"As it is offered." example:"Desk lamp, brass, new"`
	Shop    string    `json:"shop" doc:"Who sells it." example:"Ningbo Lamps"`
	Was     string    `json:"was" doc:"The listing that it looks like." example:"QL-1001"`
	FoundAt time.Time `json:"found_at" doc:"When it was found."`
}

// OwnListings is what a shop sells that looks like what was complained of.
type OwnListings struct {
	Listings  int        `json:"listings" doc:"How many were looked through."`
	More      bool       `json:"more" doc:"The shop sells more than were looked through."`
	CanDelete bool       `json:"can_delete" doc:"The marketplace takes listings off for the shop."`
	Matches   []OwnMatch `json:"matches" nullable:"false" doc:"Those that look like a complained listing."`
}

// OwnMatch is a shop's own listing that looks like a complained one.
type OwnMatch struct {
	Site    string `json:"site" doc:"The marketplace's site." example:"quaylane"`
	Listing string `json:"listing" doc:"The marketplace's id." example:"QL-2002"`
	Title   string `json:"title" doc:"As it is offered." example:"Desk lamp, brass, new"`
	Picture int    `json:"picture" doc:"Likeness of the pictures in percent; 0 where they are not the same."`
	Words   int    `json:"words" doc:"Likeness of the titles in percent; 0 where they are not the same."`
	Mark    bool   `json:"mark" doc:"Its title holds the mark."`
}

type (
	linesAsked struct {
		Numbered
		Body LinesInput
	}
	retractAsked struct {
		Numbered
		Body RetractInput
	}
	relistingAsked struct {
		ID int64 `path:"id" minimum:"1" doc:"The relisting's id."`
	}
	ownAsked struct {
		Site    string `path:"site" maxLength:"40" doc:"The marketplace's site."`
		Listing string `path:"listing" maxLength:"100" doc:"The marketplace's id."`
	}
)

// shops is retracting by list, what was put up again, and what a shop has on sale.
func (a *API) shops() {
	on(a, operation{
		id: "check-retraction", method: http.MethodPost, path: "/complaints/{number}/retract-listings/check", tag: tagHolder, scope: ipcase.PermFile, of: holders,
		says: "Which listings of a complaint a list names", more: "Nothing is retracted.",
	}, func(q *ask, in *linesAsked) (*answer[RetractionCheck], error) {
		lines, err := q.CheckRetraction(q.ctx, q.Actor, in.Number, in.Body.Lines)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		out := RetractionCheck{Lines: []RetractionLine{}}
		for _, l := range lines {
			out.Lines = append(out.Lines, RetractionLine{Line: l.N, Status: string(l.Status), Case: l.Case, Position: l.Item.Position, Version: l.Item.Version})
		}
		return say(out)
	})
	on(a, operation{
		id: "retract-listed", method: http.MethodPost, path: "/complaints/{number}/retract-listings", tag: tagHolder, scope: ipcase.PermFile, of: holders, deed: true, says: "Retract chosen listings of a complaint, across its cases",
	}, func(q *ask, in *retractAsked) (*answer[Complaint], error) {
		var of []ipcase.ChosenOf
		for _, c := range in.Body.Cases {
			of = append(of, ipcase.ChosenOf{Case: c.Case, Items: chosen(c.Items)})
		}
		if _, err := q.RetractListed(q.ctx, q.Actor, in.Number, of); err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		return readComplaint(q, &in.Numbered)
	})
	both := []ipcase.Party{ipcase.PartyHolder, ipcase.PartyPlatform}
	on(a, operation{id: "list-relistings", method: http.MethodGet, path: "/relistings", tag: tagHolder, scope: ipcase.PermSee, staff: ipcase.PermReview, of: both, says: "Listings that look like others that were taken down"}, listRelistings)
	on(a, operation{
		id: "dismiss-relisting", method: http.MethodPost, path: "/relistings/{id}/dismiss", tag: tagHolder, scope: ipcase.PermFile, of: holders, deed: true, says: "Say that a listing is not the same",
		more: "Where it is the same, file a complaint about it.",
	}, func(q *ask, in *relistingAsked) (*answer[Done], error) {
		return &answer[Done]{Body: Done{strconv.FormatInt(in.ID, 10), true}}, q.DismissRelisting(q.ctx, q.Actor, in.ID)
	})
	on(a, operation{id: "check-own-listings", method: http.MethodGet, path: "/own-listings", tag: tagSeller, scope: ipcase.PermSee, of: sellers, says: "What you sell that looks like a complained listing"}, checkOwnListings)
	on(a, operation{
		id: "delete-own-listing", method: http.MethodPost, path: "/own-listings/{site}/{listing}/delete", tag: tagSeller, scope: ipcase.PermDelete, of: sellers, deed: true,
		says: "Take an own listing off the marketplace, before anybody complains of it",
	}, func(q *ask, in *ownAsked) (*answer[Done], error) {
		return &answer[Done]{Body: Done{in.Listing, true}}, q.DeleteOwn(q.ctx, q.Actor, in.Site, in.Listing)
	})
}

func listRelistings(q *ask, in *Paged) (*answer[Relistings], error) {
	var after int64
	if err := readCursor(in.Cursor, &after); err != nil {
		return nil, err
	}
	page, err := q.Relistings(q.ctx, q.Actor, after)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Relistings]{Body: Relistings{Relistings: []Relisting{}}}
	for _, l := range page.Lines {
		out.Body.Relistings = append(out.Body.Relistings, Relisting{
			ID: strconv.FormatInt(l.ID, 10), Case: l.CaseNumber, Listing: l.Ref, URL: l.URL, Title: l.Title, Shop: l.SellerName, Was: l.WasRef, FoundAt: at(l.FoundAt),
		})
	}
	if page.Next != 0 {
		out.Link = q.api.next("/relistings", url.Values{}, cursorOf(page.Next))
	}
	return out, nil
}

func checkOwnListings(q *ask, _ *none) (*answer[OwnListings], error) {
	v, err := q.CheckOwnListings(q.ctx, q.Actor)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := OwnListings{Listings: v.Listings, More: v.More, CanDelete: v.CanDelete, Matches: []OwnMatch{}}
	for _, m := range v.Matches {
		out.Matches = append(out.Matches, OwnMatch{Site: m.Offer.SiteCode, Listing: m.Offer.Ref, Title: m.Offer.Title, Picture: m.Picture, Words: m.Words, Mark: m.Mark})
	}
	return say(out)
}
