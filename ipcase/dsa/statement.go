// Package dsa turns a restriction that the portal decided into a statement of
// reasons as the Transparency Database of the European Union takes it (Regulation
// (EU) 2022/2065, Articles 17 and 24(5); its schema in force since 1 July 2025), says
// what the database would refuse of it, and finds personal data that must not leave
// with it. It is pure: values in, values out; package api below it asks the database.
package dsa

import "time"

// Statement is one statement of reasons with the names that the database gives its
// fields. What is not said is left out: some fields take no null.
type Statement struct {
	Puid                        string   `json:"puid"`
	DecisionVisibility          []string `json:"decision_visibility,omitempty"`
	EndDateVisibility           string   `json:"end_date_visibility_restriction,omitempty"`
	DecisionProvision           string   `json:"decision_provision,omitempty"`
	EndDateService              string   `json:"end_date_service_restriction,omitempty"` // of decision_provision
	DecisionAccount             string   `json:"decision_account,omitempty"`
	AccountType                 string   `json:"account_type,omitempty"`
	DecisionGround              string   `json:"decision_ground"`
	IllegalContentLegalGround   string   `json:"illegal_content_legal_ground,omitempty"`
	IllegalContentExplanation   string   `json:"illegal_content_explanation,omitempty"`
	IncompatibleContentGround   string   `json:"incompatible_content_ground,omitempty"`
	IncompatibleContentExplains string   `json:"incompatible_content_explanation,omitempty"`
	Category                    string   `json:"category"`
	CategorySpecification       []string `json:"category_specification,omitempty"`
	ContentType                 []string `json:"content_type"`
	ContentLanguage             string   `json:"content_language,omitempty"`
	ContentDate                 string   `json:"content_date"`
	TerritorialScope            []string `json:"territorial_scope"`
	ApplicationDate             string   `json:"application_date"`
	DecisionFacts               string   `json:"decision_facts"`
	SourceType                  string   `json:"source_type"`
	AutomatedDetection          string   `json:"automated_detection"`
	AutomatedDecision           string   `json:"automated_decision"`
}

// Effect is what a restriction does, in the portal's words.
type Effect string

// The effects.
const (
	ListingRemoved Effect = "listing_removed"
	SellingStopped Effect = "selling_stopped" // nothing new goes on sale
	ListingsDown   Effect = "listings_down"   // everything is offline for a time
	AccountClosed  Effect = "account_closed"
)

// Automation is who decided.
type Automation string

// The degrees.
const (
	Nobody Automation = "fully"     // no person looked before it took effect
	Partly Automation = "partially" // a person decided, and the end of a time let it take effect
	Person Automation = "not"
)

// Restriction is what the portal knows of one restriction when it is decided.
type Restriction struct {
	Puid        string
	Effect      Effect
	Law         bool   // the ground is the law; otherwise the terms
	Ground      string // the section of either
	Explanation string
	Facts       string
	RightType   string    // of the complaint; "" where none stands behind it
	Reason      string    // the complaint's reason: what of a listing is complained of
	Notice      bool      // somebody complained (Article 16); otherwise the platform's own finding
	Trusted     bool      // a trusted flagger did (Article 22)
	Lang        string    // of the listing, as a tag such as zh-CN; "" where it is not known
	Since       time.Time // the day of the listing, or of the account
	On          time.Time // the first day
	Until       *time.Time
	Scope       []string // ISO 3166-1 alpha-2
	Business    bool     // the seller trades as a business
	Automation  Automation
}

// Map is the statement that a restriction makes. It refuses nothing: Faults says
// what the database would.
func Map(r Restriction) Statement {
	s := Statement{
		Puid: r.Puid, Category: CategoryIP, ContentType: contentTypes(r.Reason), ContentLanguage: language(r.Lang),
		ContentDate: r.Since.Format(time.DateOnly), ApplicationDate: r.On.Format(time.DateOnly), TerritorialScope: r.Scope,
		DecisionFacts: r.Facts, SourceType: SourceVoluntary, AutomatedDetection: "No", AutomatedDecision: automation[r.Automation],
	}
	if word, ok := keywords[r.RightType]; ok {
		s.CategorySpecification = []string{word}
	}
	if r.Notice {
		s.SourceType = SourceArticle16
	}
	if r.Notice && r.Trusted {
		s.SourceType = SourceTrustedFlagger
	}
	if r.Business {
		s.AccountType = AccountBusiness
	}
	end := ""
	if r.Until != nil {
		end = r.Until.Format(time.DateOnly)
	}
	switch r.Effect {
	case ListingRemoved:
		s.DecisionVisibility = []string{VisibilityRemoved}
	case SellingStopped:
		s.DecisionProvision, s.EndDateService = ProvisionPartial, end
	case ListingsDown:
		s.DecisionVisibility, s.EndDateVisibility = []string{VisibilityDisabled}, end
		s.DecisionProvision, s.EndDateService = ProvisionTotal, end
	case AccountClosed:
		s.DecisionAccount = AccountTerminated
	}
	s.DecisionGround = GroundIncompatible
	if r.Law {
		s.DecisionGround = GroundIllegal
	}
	return s.With(Texts{Ground: r.Ground, Explanation: r.Explanation, Facts: r.Facts})
}

// Texts are the words of a statement that people wrote.
type Texts struct {
	Ground      string `json:"ground"`
	Explanation string `json:"explanation"`
	Facts       string `json:"facts"`
}

// Texts are the statement's words, whichever fields the ground puts them into.
func (s Statement) Texts() Texts {
	if s.DecisionGround == GroundIllegal {
		return Texts{Ground: s.IllegalContentLegalGround, Explanation: s.IllegalContentExplanation, Facts: s.DecisionFacts}
	}
	return Texts{Ground: s.IncompatibleContentGround, Explanation: s.IncompatibleContentExplains, Facts: s.DecisionFacts}
}

// With is the statement with other words.
func (s Statement) With(t Texts) Statement {
	if s.DecisionGround == GroundIllegal {
		s.IllegalContentLegalGround, s.IllegalContentExplanation = t.Ground, t.Explanation
	} else {
		s.IncompatibleContentGround, s.IncompatibleContentExplains = t.Ground, t.Explanation
	}
	s.DecisionFacts = t.Facts
	return s
}
