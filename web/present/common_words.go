package present

import (
	"fmt"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/views"
)

// RightType names a type of right.
func (r Reader) RightType(t ipcase.RightType) string {
	switch t {
	case ipcase.Trademark:
		return r.T("Trademark")
	case ipcase.Copyright:
		return r.T("Copyright")
	case ipcase.Design:
		return r.T("Design right")
	case ipcase.Patent:
		return r.T("Patent")
	case ipcase.UtilityModel:
		return r.T("Utility model")
	default:
		return string(t)
	}
}

// itsRight is a type of right in the middle of a sentence: "its trademark".
func (r Reader) itsRight(t ipcase.RightType) string {
	switch t {
	case ipcase.Trademark:
		return r.T("its trademark")
	case ipcase.Copyright:
		return r.T("its copyright")
	case ipcase.Design:
		return r.T("its design right")
	case ipcase.Patent:
		return r.T("its patent")
	case ipcase.UtilityModel:
		return r.T("its utility model")
	default:
		return string(t)
	}
}

// RightNumber is how a right is called in lists: the office's number, or ours
// where the right was never registered.
func (r Reader) RightNumber(right ipcase.Right) string {
	if right.RegNumber == "" {
		return right.Number
	}
	if right.Office == "" || right.Office == "none" {
		return right.RegNumber
	}
	return right.Office + " " + right.RegNumber
}

// RightTypeOptions is every type for a filter, with "all" first.
func (r Reader) RightTypeOptions(chosen string) []views.Option {
	options := []views.Option{{Value: "", Label: r.T("All types"), Selected: chosen == ""}}
	for _, t := range ipcase.RightTypes() {
		options = append(options, views.Option{Value: string(t), Label: r.RightType(t), Selected: chosen == string(t)})
	}
	return options
}

// Ground is the short name of a counter-notification's ground, in words that
// either side can read.
func (r Reader) Ground(g ipcase.CounterGround) string {
	switch g {
	case ipcase.GroundNotInfringing:
		return r.T("It does not infringe the right")
	case ipcase.GroundAuthorised:
		return r.T("There is permission, or the goods are genuine")
	case ipcase.GroundOwnRight:
		return r.T("The seller has a right of its own")
	case ipcase.GroundMistaken:
		return r.T("It is a mistake")
	default:
		return string(g)
	}
}

// AnswerKind says what the complainant did about a counter-notification.
func (r Reader) AnswerKind(k ipcase.AnswerKind) string {
	switch k {
	case ipcase.AnswerAccept:
		return r.T("Accepts the counter-notification")
	case ipcase.AnswerContest:
		return r.T("Contests the counter-notification")
	case ipcase.AnswerCourt:
		return r.T("Shows court action")
	default:
		return string(k)
	}
}

// DecisionKind is the occasion of a decision.
func (r Reader) DecisionKind(k ipcase.DecisionKind) string {
	switch k {
	case ipcase.DecisionNotice:
		return r.T("Decision on the notice")
	case ipcase.DecisionAdjudication:
		return r.T("Decision on claim and answer")
	case ipcase.DecisionAppeal:
		return r.T("Decision on an appeal")
	case ipcase.DecisionRightEnded:
		return r.T("Decision on a right that ended")
	case ipcase.DecisionGuarded:
		return r.T("Decision in guarded days")
	case ipcase.DecisionCourt:
		return r.T("Outcome of a court recorded")
	case ipcase.DecisionOrder:
		return r.T("Order of a court or an authority")
	case ipcase.DecisionReversal:
		return r.T("The platform’s own mistake reversed")
	case ipcase.DecisionReclassify:
		return r.T("Another reason for the complaint")
	default:
		return string(k)
	}
}

// Span is the length of a window: "3 working days", "10 to 14 working days".
func (r Reader) Span(w ipcase.Window) string {
	if w.Latest > w.Amount {
		switch w.Unit {
		case calendar.BusinessDay:
			return r.T("%d to %d working days", w.Amount, w.Latest)
		case calendar.CalendarDay:
			return r.T("%d to %d days", w.Amount, w.Latest)
		case calendar.Hour:
			return r.T("%d to %d hours", w.Amount, w.Latest)
		}
	}
	switch w.Unit {
	case calendar.BusinessDay:
		return r.N(w.Amount, "%d working day", "%d working days")
	case calendar.CalendarDay:
		return r.N(w.Amount, "%d day", "%d days")
	case calendar.Hour:
		return r.N(w.Amount, "%d hour", "%d hours")
	default:
		return strconv.Itoa(w.Amount)
	}
}

// Months is the length of the time for an appeal.
func (r Reader) Months(n int) string { return r.N(n, "%d month", "%d months") }

// Listings is a count of listings.
func (r Reader) Listings(n int) string { return r.N(n, "%d listing", "%d listings") }

// Citation is where a rule stands: "17 U.S.C. § 512(g)(2)(C)".
func (r Reader) Citation(c ipcase.Citation) string {
	law := c.Law
	if law == "Marketplace terms" {
		law = r.T("Marketplace terms")
	}
	return strings.TrimSpace(law + " " + c.Section)
}

var currencySigns = map[string]string{"USD": "US$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "JPY": "JP¥"}

// Money is a price as the snapshot holds it, in the currency's smallest unit.
func Money(minor int64, currency string) string {
	if currency == "" {
		return ""
	}
	sign, ok := currencySigns[currency]
	if !ok {
		sign = currency + " "
	}
	if currency == "JPY" || currency == "KRW" || currency == "VND" {
		return sign + strconv.FormatInt(minor, 10)
	}
	return fmt.Sprintf("%s%d.%02d", sign, minor/100, minor%100)
}

// Size is a file's size: "640 KB".
func Size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%d KB", bytes>>10)
	default:
		return fmt.Sprintf("%d B", bytes)
	}
}

// fileKind is the short name of a kind of file.
func fileKind(mime string) string {
	switch mime {
	case "application/pdf":
		return "PDF"
	case "image/jpeg":
		return "JPG"
	case "image/png":
		return "PNG"
	case "image/webp":
		return "WebP"
	case "image/gif":
		return "GIF"
	case "video/mp4":
		return "MP4"
	case "message/rfc822":
		return "EML"
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return "DOCX"
	case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		return "XLSX"
	case "text/plain", "text/plain; charset=utf-8":
		return "TXT"
	default:
		return mime
	}
}

// ShortHash is the beginning and end of a hash, enough to compare by eye.
func ShortHash(hash string) string {
	if len(hash) < 12 {
		return hash
	}
	return hash[:4] + "…" + hash[len(hash)-4:]
}

func itoa(n int) string { return strconv.Itoa(n) }

// Territory names a place where a right is in force. A code that is not known
// here is shown as it is.
func (r Reader) Territory(code string) string {
	names := map[string]string{
		"WW": views.Key("Worldwide"), "EU": views.Key("European Union"), "US": views.Key("United States"), "CN": views.Key("China"),
		"GB": views.Key("United Kingdom"), "DE": views.Key("Germany"), "FR": views.Key("France"), "IT": views.Key("Italy"),
		"ES": views.Key("Spain"), "SE": views.Key("Sweden"), "JP": views.Key("Japan"), "KR": views.Key("South Korea"),
		"IN": views.Key("India"), "CA": views.Key("Canada"), "AU": views.Key("Australia"), "BR": views.Key("Brazil"),
		"MX": views.Key("Mexico"), "CH": views.Key("Switzerland"), "HK": views.Key("Hong Kong"), "TW": views.Key("Taiwan"),
		"SG": views.Key("Singapore"), "NL": views.Key("Netherlands"), "NO": views.Key("Norway"), "DK": views.Key("Denmark"),
		"FI": views.Key("Finland"), "AT": views.Key("Austria"), "BE": views.Key("Belgium"), "IE": views.Key("Ireland"),
		"PL": views.Key("Poland"), "PT": views.Key("Portugal"), "CZ": views.Key("Czechia"), "NZ": views.Key("New Zealand"),
		"TH": views.Key("Thailand"), "VN": views.Key("Vietnam"), "MY": views.Key("Malaysia"), "ID": views.Key("Indonesia"),
		"PH": views.Key("Philippines"), "AE": views.Key("United Arab Emirates"), "TR": views.Key("Türkiye"), "ZA": views.Key("South Africa"),
		"IL": views.Key("Israel"),
	}
	if name, ok := names[code]; ok {
		return r.T(name)
	}
	return code
}

// Territories lists places.
func (r Reader) Territories(codes []string) string {
	names := make([]string, len(codes))
	for n, c := range codes {
		names[n] = r.Territory(c)
	}
	return r.Join(names)
}
