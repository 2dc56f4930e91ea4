package present

import (
	"encoding/json"
	"io"
	"time"

	"ipportal/ipcase"
)

// The case as data: what CaseFilePDF says in words, for programs. Codes are the
// portal's own, times are in UTC, listings are named by their ids. Nobody is named
// by a number of the portal's.
type (
	caseData struct {
		Version    int            `json:"version"`
		Case       string         `json:"case"`
		For        ipcase.Party   `json:"for"`
		MadeAt     time.Time      `json:"made_at"`
		Parties    []partyData    `json:"parties"`
		Right      rightData      `json:"right"`
		Procedure  procedureData  `json:"procedure"`
		Complaint  paperData      `json:"complaint"`
		Listings   []listingData  `json:"listings"`
		Counters   []paperData    `json:"counter_notifications,omitempty"`
		Answers    []paperData    `json:"answers,omitempty"`
		Fixes      []fixData      `json:"fixes,omitempty"`
		FixAnswers []paperData    `json:"fix_answers,omitempty"`
		Offers     []offerData    `json:"settlement_offers,omitempty"`
		Letters    []paperData    `json:"letters,omitempty"`
		Decisions  []decisionData `json:"decisions,omitempty"`
		Orders     []orderData    `json:"orders,omitempty"`
		Appeals    []paperData    `json:"appeals,omitempty"`
		Time       []paperData    `json:"time,omitempty"`
		Notices    []noticeData   `json:"notices,omitempty"`
		Abuse      []abuseData    `json:"abuse_reports,omitempty"`
		Files      []exhibitData  `json:"files,omitempty"`
		Timeline   []timelineData `json:"timeline"`
	}
	partyData struct {
		Side  ipcase.Party      `json:"side"`
		Shown map[string]string `json:"shown"`
	}
	rightData struct {
		Number       string           `json:"number"`
		Type         ipcase.RightType `json:"type"`
		Title        string           `json:"title"`
		Office       string           `json:"office,omitempty"`
		Registration string           `json:"registration,omitempty"`
	}
	procedureData struct {
		ID      string `json:"id"`
		Version int    `json:"version"`
		Name    string `json:"name"`
		Site    string `json:"site"`
	}
	// paperData is what somebody said.
	paperData struct {
		By         ipcase.Party `json:"by"`
		At         time.Time    `json:"at"`
		Code       string       `json:"code,omitempty"` // reason, ground, kind of answer
		Attempt    int          `json:"attempt,omitempty"`
		Listings   []string     `json:"listings,omitempty"`
		Words      string       `json:"words,omitempty"`
		Lang       string       `json:"lang,omitempty"`
		Court      string       `json:"court,omitempty"`
		Number     string       `json:"court_number,omitempty"`
		Answers    []saidData   `json:"answers,omitempty"`
		Statements []saidData   `json:"statements,omitempty"`
		Signature  string       `json:"signature,omitempty"`
	}
	saidData struct {
		ID   string `json:"id"`
		Text string `json:"text"`
		Lang string `json:"lang,omitempty"`
	}
	listingData struct {
		Position    int               `json:"position"`
		Ref         string            `json:"listing"`
		URL         string            `json:"url"`
		Title       string            `json:"title"`
		Description string            `json:"description,omitempty"`
		Category    string            `json:"category,omitempty"`
		Price       string            `json:"price"`
		Shop        string            `json:"shop"`
		Pictures    []string          `json:"pictures_sha256,omitempty"`
		TakenAt     time.Time         `json:"snapshot_at"`
		Hash        string            `json:"snapshot_sha256,omitempty"`
		Note        string            `json:"complained_of,omitempty"`
		State       ipcase.State      `json:"state,omitempty"`
		Visible     ipcase.Visibility `json:"visibility,omitempty"`
		Refusal     string            `json:"refusal,omitempty"`
		Due         *time.Time        `json:"due_at,omitempty"`
		Window      ipcase.WindowCode `json:"window,omitempty"`
		Start       *time.Time        `json:"window_start,omitempty"`
		Extra       int               `json:"window_extra,omitempty"`
		Pause       ipcase.PauseKind  `json:"paused,omitempty"`
		Attempts    int               `json:"attempts_used,omitempty"`
		Page        *pageData         `json:"page,omitempty"`
	}
	// pageData is the listing's page as a browser showed it, or why it is not there.
	pageData struct {
		URL    string            `json:"url"`
		At     time.Time         `json:"at"`
		SHA256 string            `json:"sha256,omitempty"`
		Cut    bool              `json:"cut,omitempty"`
		Why    ipcase.CaptureWhy `json:"not_captured,omitempty"`
	}
	fixData struct {
		paperData
		After []listingData `json:"listings_with_the_fix,omitempty"`
	}
	offerData struct {
		paperData
		State      ipcase.OfferState `json:"state"`
		SellOff    string            `json:"sell_off_until,omitempty"`
		Licence    string            `json:"licence,omitempty"`
		AnsweredAt *time.Time        `json:"answered_at,omitempty"`
		Reply      string            `json:"reply,omitempty"`
	}
	decisionData struct {
		Kind        ipcase.DecisionKind `json:"kind"`
		At          time.Time           `json:"at"`
		Rulings     []rulingData        `json:"rulings"`
		Facts       string              `json:"facts,omitempty"`
		Ground      ipcase.GroundKind   `json:"ground"`
		Reference   string              `json:"reference"`
		Explanation string              `json:"explanation,omitempty"`
		Restriction ipcase.Restriction  `json:"restriction,omitempty"`
		Territory   string              `json:"territory,omitempty"`
		Automated   bool                `json:"automated"`
		Redress     string              `json:"redress,omitempty"`
		Lang        string              `json:"lang,omitempty"`
	}
	rulingData struct {
		Listing string       `json:"listing"`
		Move    ipcase.Move  `json:"move"`
		From    ipcase.State `json:"from"`
		To      ipcase.State `json:"to"`
		Code    string       `json:"code,omitempty"`
		Comment string       `json:"comment,omitempty"`
	}
	orderData struct {
		Kind      ipcase.OrderKind `json:"kind"`
		Authority string           `json:"authority"`
		Number    string           `json:"number"`
		DatedOn   string           `json:"dated_on"`
		At        time.Time        `json:"recorded_at"`
		Listings  []string         `json:"listings,omitempty"`
		Documents []string         `json:"documents,omitempty"`
	}
	noticeData struct {
		To        ipcase.Party       `json:"to"`
		Kind      ipcase.MessageKind `json:"kind"`
		At        time.Time          `json:"sent_at"`
		Delivered *time.Time         `json:"delivered_at,omitempty"`
		How       string             `json:"delivered_by,omitempty"`
	}
	exhibitData struct {
		File     string `json:"file"`
		SHA256   string `json:"sha256"`
		Original string `json:"original_sha256,omitempty"`
		Kind     string `json:"kind"`
	}
	timelineData struct {
		Seq  int       `json:"seq,omitempty"`
		At   time.Time `json:"at"`
		Text string    `json:"text"`
		Hash string    `json:"hash"`
	}
)

// CaseFileData writes the case as data, as its reader is shown it.
func (r Reader) CaseFileData(w io.Writer, in CaseFile) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	lines.SetIndent("", " ")
	return lines.Encode(r.dataOf(in)) //nolint:wrapcheck // the writer's
}
