package dsa

import "strings"

// The constants of the database that this portal says.
const (
	VisibilityRemoved  = "DECISION_VISIBILITY_CONTENT_REMOVED"
	VisibilityDisabled = "DECISION_VISIBILITY_CONTENT_DISABLED"

	ProvisionPartial = "DECISION_PROVISION_PARTIAL_SUSPENSION"
	ProvisionTotal   = "DECISION_PROVISION_TOTAL_SUSPENSION"

	AccountTerminated = "DECISION_ACCOUNT_TERMINATED"
	AccountBusiness   = "ACCOUNT_TYPE_BUSINESS"

	GroundIllegal      = "DECISION_GROUND_ILLEGAL_CONTENT"
	GroundIncompatible = "DECISION_GROUND_INCOMPATIBLE_CONTENT"

	CategoryIP = "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"

	ContentImage   = "CONTENT_TYPE_IMAGE"
	ContentProduct = "CONTENT_TYPE_PRODUCT"
	ContentText    = "CONTENT_TYPE_TEXT"

	SourceArticle16      = "SOURCE_ARTICLE_16"
	SourceTrustedFlagger = "SOURCE_TRUSTED_FLAGGER"
	SourceVoluntary      = "SOURCE_VOLUNTARY"
)

var automation = map[Automation]string{
	Nobody: "AUTOMATED_DECISION_FULLY", Partly: "AUTOMATED_DECISION_PARTIALLY", Person: "AUTOMATED_DECISION_NOT_AUTOMATED",
}

// keywords by type of right; the database has one word for both sorts of patent.
var keywords = map[string]string{
	"trademark": "KEYWORD_TRADEMARK_INFRINGEMENT", "copyright": "KEYWORD_COPYRIGHT_INFRINGEMENT", "design": "KEYWORD_DESIGN_INFRINGEMENT",
	"patent": "KEYWORD_PATENT_INFRINGEMENT", "utility_model": "KEYWORD_PATENT_INFRINGEMENT",
}

// contentTypes: a listing is a product; where its pictures or its words are what is
// complained of, they are named too. In the order in which the database sorts them.
func contentTypes(reason string) []string {
	switch reason {
	case "copyright_images":
		return []string{ContentImage, ContentProduct}
	case "copyright_text", "trademark_in_title":
		return []string{ContentProduct, ContentText}
	}
	return []string{ContentProduct}
}

// EU are the member states.
func EU() []string {
	return strings.Fields("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")
}

// Scope is where in the Union a restriction on a site of this territory holds; nil
// where the Regulation has nothing to say. A site for the whole world is one for
// the Union too.
func Scope(territory string) []string {
	if territory == "EU" || territory == "WW" {
		return EU()
	}
	for _, member := range EU() {
		if territory == member {
			return []string{member}
		}
	}
	return nil
}

// language is the two letters of a tag, in capitals; "" where the database knows no
// such language.
func language(tag string) string {
	two, _, _ := strings.Cut(strings.ToUpper(tag), "-")
	for _, known := range strings.Fields(languages) {
		if two == known {
			return two
		}
	}
	return ""
}

const languages = "AB AA AF AK SQ AM AR AN HY AS AV AE AY AZ BM BA EU BE BN BH BI BS BR BG MY CA KM CH CE NY ZH CU CV KW CO CR HR CS DA DV NL DZ EN EO ET EE " +
	"FO FJ FI FR FF GD GL LG KA DE KI EL KL GN GU HT HA HE HZ HI HO HU IS IO IG ID IA IE IU IK GA IT JA JV KN KR KS KK RW KV KG KO KJ KU KY LO LA LV LB LI LN LT " +
	"LU MK MG MS ML MT GV MI MR MH RO MN NA NV ND NG NE SE NO NB NN II OC OJ OR OM OS PI PA PS FA PL PT QU RM RN RU SM SG SA SC SR SN SD SI SK SL SO ST NR ES SU " +
	"SW SS SV TL TY TG TA TT TE TH BO TI TO TS TN TR TK TW UG UK UR UZ VE VI VO WA CY FY WO XH YI YO ZA ZU"
