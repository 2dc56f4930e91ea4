package views

import "github.com/a-h/templ"

// Sample is one page in one state, with invented content. The gallery is what
// tests render, screenshots show and the accessibility check reads. Its pictures
// have addresses such as /gallery/headlamp-1.svg.
type Sample struct {
	Page  string // "seller-case": lower-case, words joined by "-"
	State string // "your-turn": lower-case, words joined by "-"
	Body  templ.Component
}

// Gallery is every page in every state.
func Gallery() []Sample {
	var all []Sample
	all = append(all, publicSamples()...)
	all = append(all, sellerSamples()...)
	all = append(all, holderSamples()...)
	all = append(all, reviewerSamples()...)
	all = append(all, passkeySamples()...)
	all = append(all, clockSamples()...)
	all = append(all, connectionSamples()...)
	all = append(all, caseFileSamples()...)
	all = append(all, laneSamples()...)
	all = append(all, teamSamples()...)
	all = append(all, joinSamples()...)
	all = append(all, privacySamples()...)
	all = append(all, powerSamples()...)
	all = append(all, accountSamples()...)
	all = append(all, letterSamples()...)
	all = append(all, standingSamples()...)
	all = append(all, abuseSamples()...)
	all = append(all, listingCheckSamples()...)
	all = append(all, statementSamples()...)
	all = append(all, bulkSamples()...)
	all = append(all, apiSamples()...)
	all = append(all, noticeSamples()...)
	all = append(all, flaggerSamples()...)
	all = append(all, receivedSamples()...)
	return all
}
