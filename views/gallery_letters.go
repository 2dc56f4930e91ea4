package views

// sampleCompleteness has an element in each state.
func sampleCompleteness() CompletenessCard {
	return CompletenessCard{Note: "2 elements are missing", Elements: []ReviewElement{
		{Label: "Signature", Given: true, Cite: "17 U.S.C. § 512(c)(3)(A)(i)"},
		{Label: "Good faith", Cure: "Tick the statement of good faith, or do not file the notice.", Cite: "17 U.S.C. § 512(c)(3)(A)(v)", Links: []Link{{Text: "Go to where it is entered", Href: "/holder/file/x/statements"}}},
		{Label: "Accuracy and authority", Unsure: true, Cure: "Tick the statement of accuracy and authority, or do not file the notice.", Cite: "17 U.S.C. § 512(c)(3)(A)(vi)"},
		{Label: "What the seller and the reviewer should know", Optional: true},
	}}
}
