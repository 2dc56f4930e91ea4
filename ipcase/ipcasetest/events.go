package ipcasetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase"
)

// What a field of an event may hold. An event stands for ever: it holds numbers of
// ours, words of fixed lists, instants and hashes, and nothing that says who
// somebody is or that somebody wrote.
var eventFields = map[string]*regexp.Regexp{
	"number":            regexp.MustCompile(`^(IPR|IP|POA|IDC|LH|AM|ER|AB|CS|OD|TF|AO)-\d{4}-\d{6}$`),
	"power":             regexp.MustCompile(`^POA-\d{4}-\d{6}$`),
	"exhibit":           regexp.MustCompile(`^[ESR]\d{1,4}$`),
	"code":              regexp.MustCompile(`^[a-z0-9]+([_-][a-z0-9]+)*$`),
	"how":               regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`),
	"to":                regexp.MustCompile(`^(holder|seller|platform|public|system)$`),
	"window":            regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`),
	"address":           regexp.MustCompile(`^https?://[^\s"<>]{1,1000}$`), // of a public page
	"ref":               regexp.MustCompile(`^[A-Za-z0-9-]{1,40}$`),
	"hashes":            hash256,
	"erased_files":      hash256,
	"facts_hash":        hash256,
	"views":             hash256, // with keys that are hashes too
	"texts":             hash256, // of a salt and the words, by the column
	"erased":            regexp.MustCompile(`^([0-9a-f]{64}|[a-z]+:[A-Z0-9-]+)$`),
	"moves":             regexp.MustCompile(`^([a-z_]+|\d{4}-\d\d-\d\dT[0-9:.]+Z)?$`),
	"due_at":            moment,
	"since":             moment,
	"count":             number,
	"attempt":           number,
	"procedure_version": number,
	"kept_down":         regexp.MustCompile(`^true$`),
}

var (
	hash256 = regexp.MustCompile(`^[0-9a-f]{64}$`)
	moment  = regexp.MustCompile(`^\d{4}-\d\d-\d\dT[0-9:.]+Z$`)
	number  = regexp.MustCompile(`^\d+$`)
	// What scanners call viruses.
	virusName = regexp.MustCompile(`^[\w.:/-]{1,120}$`)
)

// EventWords says, for each kind of event, which of the fields that hold letters
// it fills, beside hashes, instants, windows and counts. Whoever adds a kind decides
// here what it says in plain, and that it is nobody's name, address or words.
var EventWords = map[ipcase.EventKind]string{
	ipcase.EventFiled: "number power code", ipcase.EventCaseOpened: "number code", ipcase.EventNoticeAccepted: "", ipcase.EventInfoAsked: "code",
	ipcase.EventCompleted: "", ipcase.EventNoticeRefused: "code", ipcase.EventDelivered: "to how code", ipcase.EventDeleted: "", ipcase.EventCountered: "code",
	ipcase.EventCounterAccepted: "code", ipcase.EventContested: "code", ipcase.EventCourtShown: "code", ipcase.EventDecided: "code", ipcase.EventWithdrawn: "code",
	ipcase.EventCourtOutcome: "code", ipcase.EventFixProposed: "", ipcase.EventFixAccepted: "", ipcase.EventFixRefused: "", ipcase.EventOffered: "",
	ipcase.EventOfferDeclined: "", ipcase.EventOfferTakenBack: "", ipcase.EventSettled: "", ipcase.EventJoined: "number", ipcase.EventAppealed: "",
	ipcase.EventAppealDecided: "code", ipcase.EventSilence: "", ipcase.EventRightBlocked: "", ipcase.EventLetGoOn: "", ipcase.EventStaysDown: "",
	ipcase.EventListingDown: "", ipcase.EventListingBack: "", ipcase.EventOutsideFailed: "code", ipcase.EventOutsideAgain: "code", ipcase.EventReappeared: "ref", ipcase.EventPageCaptured: "code address", ipcase.EventRelistingLetGo: "ref", ipcase.EventPageNotCaptured: "code address",
	ipcase.EventRightRegistered: "number power", ipcase.EventRightVerified: "number", ipcase.EventRightRefused: "number",
	ipcase.EventClockExtended: "", ipcase.EventClockPaused: "number code", ipcase.EventClockResumed: "number code",
	ipcase.EventDeliveryDisputed: "code", ipcase.EventDisputeAnswered: "code", ipcase.EventBounced: "to code", ipcase.EventReminded: "code to",
	ipcase.EventLimitNear: "", ipcase.EventClocksStopped: "number ref code", ipcase.EventFlaggerRecorded: "number", ipcase.EventOrderReceived: "number code", ipcase.EventOrderAnswered: "number code", ipcase.EventOrderUntold: "number code", ipcase.EventOrderDown: "number ref", ipcase.EventOrderTelling: "number", ipcase.EventOrderTold: "number", ipcase.EventFlaggerEnded: "number", ipcase.EventFlaggerReported: "number", ipcase.EventFlaggerSent: "number", ipcase.EventClocksStarted: "number", ipcase.EventWritten: "to",
	ipcase.EventHoldSet: "number code", ipcase.EventHoldEnded: "number",
	ipcase.EventErasureAsked: "number", ipcase.EventErasureLeft: "number", ipcase.EventErasureRefused: "number", ipcase.EventErased: "number",
	ipcase.EventIdentityHandedIn: "number code", ipcase.EventIdentityOpened: "number", ipcase.EventIdentityVerified: "number",
	ipcase.EventIdentityRefused: "number", ipcase.EventIdentityDropped: "number", ipcase.EventIdentitySealed: "number code",
	ipcase.EventGuarded: "code", ipcase.EventGuardBlocked: "code", ipcase.EventFirstAccepted: "code", ipcase.EventRemovalConfirmed: "code",
	ipcase.EventExhibitAsked: "exhibit", ipcase.EventExhibitOpened: "exhibit", ipcase.EventExhibitSealed: "number exhibit code",
	ipcase.EventPagesDrawn: "", ipcase.EventPagesDropped: "",
	ipcase.EventMeasureProposed: "number code ref", ipcase.EventMeasureDropped: "number code", ipcase.EventMeasureImposed: "number code",
	ipcase.EventMeasureDeclined: "number code", ipcase.EventMeasureAppealed: "number code", ipcase.EventMeasureAffirmed: "number code",
	ipcase.EventMeasureLifted: "number code ref", ipcase.EventMeasureEnded: "number code",
	ipcase.EventAbuseReported: "number ref", ipcase.EventAbuseTold: "number to how", ipcase.EventAbuseBounced: "number to", ipcase.EventAbuseAnswered: "number",
	ipcase.EventAbuseLate: "number", ipcase.EventAbuseDecided: "number code", ipcase.EventAbuseAppealed: "number", ipcase.EventAbuseAppealDecided: "number code to",
	ipcase.EventPowerHandedIn: "number", ipcase.EventPowerVerified: "number", ipcase.EventPowerRefused: "number", ipcase.EventPowerConfirmed: "number",
	ipcase.EventPowerRevoked: "number code", ipcase.EventPowerEnded: "number", ipcase.EventPowerBlocked: "",
	ipcase.EventReclassified: "code", ipcase.EventOwnReversed: "code", ipcase.EventOrder: "code", ipcase.EventHoldLooked: "", ipcase.EventOwnDeleted: "number ref",
}

// EventFieldIsJudged says whether somebody has decided what a field may hold.
func EventFieldIsJudged(field string) bool { return eventFields[field] != nil }

// JudgeEvent says what is wrong with an event's words: a kind that nobody judged,
// a field that its kind does not fill, or something in a field that is none of what
// it may hold.
func JudgeEvent(e ipcase.Event) error {
	words, judged := EventWords[e.Kind]
	if !judged {
		return fmt.Errorf("nobody has judged what events of kind %s say (ipcasetest.EventWords)", e.Kind)
	}
	var data map[string]any
	read := json.NewDecoder(bytes.NewReader([]byte(e.Data)))
	read.UseNumber()
	if err := read.Decode(&data); err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(data)) {
		may, known := eventFields[field]
		switch lettered := slices.Contains([]string{"number", "power", "exhibit", "code", "how", "to", "ref", "address"}, field); {
		case !known:
			return fmt.Errorf("nobody has judged the field %s of events (ipcasetest.eventFields)", field)
		case lettered && !slices.Contains(strings.Fields(words), field):
			return fmt.Errorf("an event of kind %s says %s: %v, which is not judged for it (ipcasetest.EventWords)", e.Kind, field, data[field])
		}
		if field == "code" && (e.Kind == ipcase.EventExhibitSealed || e.Kind == ipcase.EventIdentitySealed) {
			may = virusName
		}
		if bad, found := without(data[field], field == "views", may); found {
			return fmt.Errorf("an event of kind %s says in %s: %q, which may be somebody's words", e.Kind, field, bad)
		}
	}
	return nil
}

// without finds the first thing inside a value that is not of the form.
func without(value any, keys bool, may *regexp.Regexp) (string, bool) {
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			if bad, found := without(x, keys, may); found {
				return bad, true
			}
		}
		return "", false
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if keys && !may.MatchString(k) || !columnName.MatchString(k) && !keys {
				return k, true
			}
			if bad, found := without(v[k], keys, may); found {
				return bad, true
			}
		}
		return "", false
	case json.Number:
		return v.String(), false
	default:
		s := fmt.Sprint(v)
		return s, !may.MatchString(s)
	}
}

var columnName = regexp.MustCompile(`^[a-z_]+$`)

// judgeEvents looks at what a test's events say, at its end.
func (w *World) judgeEvents(t *testing.T) {
	var events []ipcase.Event
	if err := w.DB.Gorm.Order("id").Limit(2000).Find(&events).Error; err != nil {
		return // the test took its tables away
	}
	for _, e := range events {
		if err := JudgeEvent(e); err != nil {
			t.Errorf("event %d of %s: %v", e.Seq, e.Chain, err)
			return
		}
	}
}
