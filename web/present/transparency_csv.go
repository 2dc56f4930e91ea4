package present

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"ipportal/ipcase"
)

// plainCell is a cell that no spreadsheet takes for a formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func writeCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range rows {
		for n := range row {
			row[n] = plainCell(row[n])
		}
		if err := w.Write(row); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	return b.Bytes(), nil
}

// FiguresCSV is every figure by itself.
func FiguresCSV(_ string, f ipcase.TransparencyFigures) ([]byte, error) {
	rows := [][]string{{"month", "kind", "detail", "procedure", "right_type", "territory", "count"}}
	for _, x := range f.Rows {
		rows = append(rows, []string{x.Month, string(x.Kind), x.Detail, x.Procedure, string(x.RightType), x.Territory, strconv.FormatInt(x.Count, 10)})
	}
	return writeCSV(rows)
}

// inUnion says whether a figure is of a site that is open in the European Union, on which
// Regulation (EU) 2022/2065 asks for a report.
func inUnion(x ipcase.Figure) bool {
	switch x.Territory {
	case "WW", "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT",
		"RO", "SE", "SI", "SK":
		return true
	default:
		return false
	}
}

// unionPeriod is a reporting period as the templates write it.
func unionPeriod(f ipcase.TransparencyFigures) string {
	return f.From.Format("2006-01-02") + "/" + f.To.AddDate(0, 1, -1).Format("2006-01-02")
}

// unionCategories are the lines of the templates that an intellectual property portal
// fills, by the right. Utility models stand among patents, as in the Commission's list.
var unionCategories = []struct {
	code  string
	types []ipcase.RightType
}{
	{"TOTAL", ipcase.RightTypes()},
	{"STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS", ipcase.RightTypes()},
	{"KEYWORD_COPYRIGHT_INFRINGEMENT", []ipcase.RightType{ipcase.Copyright}},
	{"KEYWORD_DESIGN_INFRINGEMENT", []ipcase.RightType{ipcase.Design}},
	{"KEYWORD_GEOGRAPHIC_INDICATIONS_INFRINGEMENT", nil},
	{"KEYWORD_PATENT_INFRINGEMENT", []ipcase.RightType{ipcase.Patent, ipcase.UtilityModel}},
	{"KEYWORD_TRADE_SECRET_INFRINGEMENT", nil},
	{"KEYWORD_TRADEMARK_INFRINGEMENT", []ipcase.RightType{ipcase.Trademark}},
}

// noticesColumns are those of the Commission's template "4 notices" (Implementing
// Regulation (EU) 2024/2835, Annex I, Part II, 1.3), letter by letter, spaces too.
var noticesColumns = []string{
	"Number of notices received ", "Number of notices received from Trusted flaggers",
	"Number of specific items of information included in the total number of notices",
	"Number of specific items of information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices)",
	"Median time to take action", "Median time to take action (Trusted Flagger notices)",
	"Number of actions taken on the basis of the law", "Number of actions taken on the basis of the law (Trusted Flagger notices)",
	"Number of actions taken on the basis of the terms and conditions of the service",
	"Number of actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices)",
}

// NoticesCSV is the template's table of notices, of sites that are open in the Union.
// Median times are in hours. Lines of other categories are left out: nothing of them is
// received here.
func NoticesCSV(service string, f ipcase.TransparencyFigures) ([]byte, error) {
	head := []string{"Applicability", "Service", "Reporting period", "Category of illegal content", `Description of the sub-category "Other"`}
	head = append(head, noticesColumns...)
	for _, c := range noticesColumns {
		head = append(head, "Contextual information on "+c)
	}
	rows := [][]string{head}
	for _, category := range unionCategories {
		of := f.Of(func(x ipcase.Figure) bool { return inUnion(x) && hasType(category.types, x.RightType) })
		number := func(kind ipcase.FigureKind, detail string) string {
			return strconv.FormatInt(of.Sum(kind, func(x ipcase.Figure) bool { return detail == "" || x.Detail == detail }), 10)
		}
		middle := func(kind ipcase.FigureKind) string {
			if h, ok := of.MedianHours(kind); ok {
				return strconv.Itoa(h)
			}
			return ""
		}
		row := []string{
			"Only for providers of hosting services, including online platforms", service, unionPeriod(f), category.code, "",
			number(ipcase.FigComplaints, ""), number(ipcase.FigTrustedComplaints, ""), number(ipcase.FigListings, ""), number(ipcase.FigTrustedListings, ""),
			middle(ipcase.FigHoursNotice), middle(ipcase.FigTrustedHours),
			number(ipcase.FigGrounds, string(ipcase.GroundLaw)), number(ipcase.FigTrustedGrounds, string(ipcase.GroundLaw)),
			number(ipcase.FigGrounds, string(ipcase.GroundTerms)), number(ipcase.FigTrustedGrounds, string(ipcase.GroundTerms)),
		}
		context := make([]string, len(noticesColumns))
		context[4] = "in hours, from receipt to the decision on the notice"
		context[5] = context[4]
		rows = append(rows, append(row, context...))
	}
	return writeCSV(rows)
}

// OtherPartsCSV is what the portal knows for the other parts of Implementing Regulation
// (EU) 2024/2835, Annex I, Part II: orders (1.2), own-initiative measures (1.4),
// suspensions (1.5) and automated means (1.6). Its columns are plain ones and not those
// of the Commission's templates for these parts; whoever fills these in copies the values.
func OtherPartsCSV(service string, f ipcase.TransparencyFigures) ([]byte, error) {
	rows := [][]string{{"Part", "Service", "Reporting period", "Indicator", "Scope", "Value", "Contextual information"}}
	add := func(part, indicator, scope string, value int64, context string) {
		rows = append(rows, []string{part, service, unionPeriod(f), indicator, scope, strconv.FormatInt(value, 10), context})
	}
	of := func(kind ipcase.FigureKind, detail string) int64 {
		return f.Sum(kind, func(x ipcase.Figure) bool { return x.Detail == detail })
	}
	for _, x := range []struct {
		part   string
		demand ipcase.OrderDemand
	}{{"1.2.1 orders to act against illegal content", ipcase.DemandAct}, {"1.2.2 orders to provide information", ipcase.DemandInformation}} {
		add(x.part, "Orders received", "Total number", of(ipcase.FigOrders, string(x.demand)), "of courts and authorities")
		var places []string
		for _, r := range f.Rows {
			if r.Kind == ipcase.FigOrders && r.Detail == string(x.demand) && !contains(places, r.Territory) {
				places = append(places, r.Territory)
			}
		}
		for _, place := range places {
			n := f.Sum(ipcase.FigOrders, func(r ipcase.Figure) bool { return r.Detail == string(x.demand) && r.Territory == place })
			add(x.part, "Orders received", place, n, "country of the court or authority")
		}
	}
	if h, ok := f.MedianHours(ipcase.FigHoursOrder); ok {
		add("1.2 orders", "Median time to inform the authority of the effect given", "Total number", int64(h), "in hours, from recording the order")
	}
	for _, kind := range ipcase.MeasureKinds() {
		if kind.Party() == ipcase.PartySeller {
			add("1.4 own initiative", "Measures imposed on accounts of sellers", string(kind), of(ipcase.FigMeasures, string(kind)), "proposed by figures of earlier decisions, decided by a person")
		}
	}
	for _, kind := range []ipcase.MeasureKind{ipcase.MeasureRestriction, ipcase.MeasureListingsDown, ipcase.MeasureClosure, ipcase.MeasureSuspension, ipcase.MeasureBan} {
		about := "provision of illegal content"
		if kind.Party() == ipcase.PartyHolder {
			about = "unfounded notices"
		}
		add("1.5 suspensions (Article 23)", about, string(kind), of(ipcase.FigMeasures, string(kind)), "")
	}
	add("1.6 automated means", "Illegal content detected by automated means", "Total number", 0, "nothing is looked for by automated means")
	add("1.6 automated means", "Notices accepted solely by automated means", "Listings", of(ipcase.FigNotices, ipcase.NoticeAutomatic),
		"notices of rights holders whose earlier ones were found accurate, taken in without a person")
	return writeCSV(rows)
}

// AppealsCSV is the template "7 appeals and recidivism" (1.5: Articles 15(1)(d), 24(1)),
// as far as the portal knows: internal complaints are its appeals, of sites that are open
// in the Union; suspensions are of accounts, wherever they trade. What out-of-court bodies
// decided is not known here, and its lines stay empty.
func AppealsCSV(service string, f ipcase.TransparencyFigures) ([]byte, error) {
	const all, platforms = "All", "Only for providers of online platforms"
	rows := [][]string{{"Applicability", "Service", "Reporting period", "Section", "Indicator", "Scope", "Value", "Contextual Information"}}
	add := func(applies, section, indicator, scope, value, context string) {
		rows = append(rows, []string{applies, service, unionPeriod(f), section, indicator, scope, value, context})
	}
	union := f.Of(inUnion)
	number := func(fits ...string) string {
		return strconv.FormatInt(union.Sum(ipcase.FigAppealEnd, func(x ipcase.Figure) bool { return contains(fits, x.Detail) }), 10)
	}
	appeals := func(party ipcase.Party) string {
		return strconv.FormatInt(union.Sum(ipcase.FigAppeals, func(x ipcase.Figure) bool { return party == "" || x.Detail == string(party) }), 10)
	}
	middle := ""
	if h, ok := union.MedianHours(ipcase.FigHoursAppeal); ok {
		middle = strconv.Itoa(h)
	}
	const mechanism = "Internal complaints mechanism"
	for _, x := range []struct {
		indicator, about, total, median string
	}{
		{"Number of complaints submitted to the internal-complaints mechanism", "", appeals(""), middle},
		{"Complaint regarding a decision to remove or disable access to or restrict visibility of information", "removal", appeals(ipcase.PartySeller), ""},
		{"Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16", "no_action", appeals(ipcase.PartyHolder), ""},
	} {
		ended := func(how string) string {
			if x.about != "" {
				return number(x.about + how)
			}
			return number("removal"+how, "no_action"+how)
		}
		applies := platforms
		if x.about == "" {
			applies = all
		}
		add(applies, mechanism, x.indicator, "Total number", x.total, "")
		add(platforms, mechanism, x.indicator, "Decisions upheld", ended("_upheld"), "")
		add(platforms, mechanism, x.indicator, "Decisions partially reversed", ended("_partially"), "")
		add(platforms, mechanism, x.indicator, "Decisions reversed", ended("_reversed"), "")
		if x.about == "" {
			add(platforms, mechanism, x.indicator, "Median time", x.median, "in hours")
		}
	}
	const disputes = "Number of disputes submitted to out-of-court dispute settlement bodies"
	for _, scope := range []string{"Total number", "Decisions upheld", "Decisions partially reversed", "Decisions reversed", "Median time", "Decision omitted", "Percentage of outcomes implemented"} {
		add(platforms, "Out-of-court dispute settlement bodies", disputes, scope, "", "")
	}
	measures := func(kinds ...ipcase.MeasureKind) string {
		return strconv.FormatInt(f.Sum(ipcase.FigMeasures, func(x ipcase.Figure) bool {
			for _, k := range kinds {
				if x.Detail == string(k) {
					return true
				}
			}
			return false
		}), 10)
	}
	const repeated = "Suspensions imposed on repeated offenders"
	add(platforms, repeated, "Number of suspensions enacted for the provision of manifestly illegal content ", "Total number",
		measures(ipcase.MeasureRestriction, ipcase.MeasureListingsDown, ipcase.MeasureClosure), "restrictions and closures of shops")
	add(platforms, repeated, "Number of suspensions enacted for the provision of manifestly unfounded notices", "Total number",
		measures(ipcase.MeasureSuspension, ipcase.MeasureBan), "")
	add(platforms, repeated, "Number of suspensions enacted for the provision of manifestly unfounded complaints", "Total number", "", "")
	return writeCSV(rows)
}
