package ipcase

import "sort"

// readListing is a listing with its words and looks taken apart: each is held
// against hundreds of others.
type readListing struct {
	title title
	mark  string // of a complained listing: the mark that its right protects, folded
	looks []readLook
}

// matchOwn holds each offer against each complained listing and keeps, of those that
// are alike, the one that it is most like: most alike first.
func matchOwn(offers []Offer, complained []ComplainedListing, market, kept map[string]Look) []OwnMatch {
	itself := map[[2]string]bool{}
	against := make([]readListing, len(complained))
	for n, c := range complained {
		itself[[2]string{c.SiteCode, c.Ref}] = true
		against[n] = readComplained(c, kept)
	}
	var found []OwnMatch
	for _, o := range offers {
		if itself[[2]string{o.SiteCode, o.Ref}] {
			continue // the case itself says what to do about it
		}
		mine := readOffer(o, market)
		best, any := OwnMatch{}, false
		for n := range complained {
			if m := mine.holdAgainst(against[n]); m.weight() > 0 && (!any || m.weight() > best.weight()) {
				best, any = m, true
				best.Offer, best.Of = o, complained[n]
			}
		}
		if any {
			found = append(found, best)
		}
	}
	sort.SliceStable(found, func(a, b int) bool { return found[a].weight() > found[b].weight() })
	return found
}

func readOffer(o Offer, market map[string]Look) readListing {
	r := readListing{title: readTitle(o.Title)}
	for _, key := range o.ImageKeys {
		r.looks = append(r.looks, market[key].read())
	}
	return r
}

func readComplained(c ComplainedListing, kept map[string]Look) readListing {
	r := readListing{title: readTitle(c.Title)}
	if c.RightType == Trademark {
		r.mark = foldTitle(c.RightTitle)
	}
	for _, img := range c.Images {
		r.looks = append(r.looks, kept[img.Hash].read())
	}
	return r
}

// holdAgainst says in what a listing is like a complained one.
func (r readListing) holdAgainst(c readListing) OwnMatch {
	m := OwnMatch{Mark: r.title.names(c.mark)}
	for _, a := range r.looks {
		for _, b := range c.looks {
			if p, ok := a.like(b); ok && p >= SamePicture {
				m.Picture = max(m.Picture, p)
			}
		}
	}
	if w := r.title.like(c.title); w >= SameWords {
		m.Words = w
	}
	return m
}

// weight orders matches: a picture says more than a name, and a name more than
// words.
func (m OwnMatch) weight() int {
	w := 3*m.Picture + m.Words
	if m.Mark {
		w += 200
	}
	return w
}
