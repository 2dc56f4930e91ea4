package present

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"ipportal/ipcase"
	"ipportal/views"
)

// keptField is what people call a personal field, and whose it can be: "" is
// anybody's.
type keptField struct {
	called string
	party  ipcase.Party
}

// keptFields are the words for the fields that package ipcase lists, by table and
// column. They say nothing of who sees a field or for how long it is kept: that is
// said there alone. A field without words of its own stands under the name of its
// class.
var keptFields = map[string]keptField{
	"people.email":                     {views.Key("your mail address"), ""},
	"people.name":                      {views.Key("your name"), ""},
	"people.password_hash":             {views.Key("your password, as a hash"), ""},
	"people.passkey_handle":            {views.Key("passkeys"), ""},
	"orgs.name":                        {views.Key("the organisation’s name"), ""},
	"orgs.contact_name":                {views.Key("the organisation’s contact, address and telephone"), ""},
	"orgs.address":                     {views.Key("the organisation’s contact, address and telephone"), ""},
	"orgs.phone":                       {views.Key("the organisation’s contact, address and telephone"), ""},
	"orgs.email":                       {views.Key("the organisation’s contact, address and telephone"), ""},
	"orgs.reg_number":                  {views.Key("the registration number"), ""},
	"orgs.shop_ref":                    {views.Key("the shop’s reference at the marketplace"), ipcase.PartySeller},
	"sessions.device":                  {views.Key("where you are signed in"), ""},
	"sessions.address":                 {views.Key("where you are signed in"), ""},
	"sessions.data":                    {views.Key("where you are signed in"), ""},
	"sessions.hash":                    {views.Key("keys of sessions, links and codes"), ""},
	"sessions.provider_hint":           {views.Key("keys of sessions, links and codes"), ""},
	"totp.secret":                      {views.Key("the key of your authenticator app, and recovery codes"), ""},
	"recovery_codes.hash":              {views.Key("the key of your authenticator app, and recovery codes"), ""},
	"known_devices.hash":               {views.Key("browsers that your account knows"), ""},
	"factor_removals.proof":            {views.Key("how you showed who you are when second factors were removed"), ""},
	"factor_removals.reason":           {views.Key("why your second factors were removed"), ""},
	"links.email":                      {views.Key("addresses to which links and invitations went"), ""},
	"links.data":                       {views.Key("what a link or invitation says"), ""},
	"links.sealed":                     {views.Key("keys of sessions, links and codes"), ""},
	"links.hash":                       {views.Key("keys of sessions, links and codes"), ""},
	"passkeys.name":                    {views.Key("the names of your passkeys"), ""},
	"passkeys.credential_id":           {views.Key("passkeys"), ""},
	"passkeys.public_key":              {views.Key("passkeys"), ""},
	"provider_identities.subject":      {views.Key("your number at the marketplace’s single sign-on"), ipcase.PartySeller},
	"shop_subjects.subject":            {views.Key("your number at the marketplace’s single sign-on"), ipcase.PartySeller},
	"ceremonies.sealed":                {views.Key("keys of sessions, links and codes"), ""},
	"account_events.data":              {views.Key("changes of accounts and roles"), ""},
	"accesses.subject":                 {views.Key("which private data you looked at, and what was refused to you"), ""},
	"identity_checks.paper_number":     {views.Key("the number of an identity paper"), ipcase.PartyHolder},
	"identity_checks.reason":           {views.Key("why an identity paper was not accepted"), ipcase.PartyHolder},
	"identity_papers.name":             {views.Key("the identity papers themselves"), ipcase.PartyHolder},
	"identity_papers.hash":             {views.Key("the identity papers themselves"), ipcase.PartyHolder},
	"identity_papers.view_hash":        {views.Key("the identity papers themselves"), ipcase.PartyHolder},
	"shop_claims.email":                {views.Key("your question to be let into a shop"), ipcase.PartySeller},
	"shop_claims.name":                 {views.Key("your question to be let into a shop"), ipcase.PartySeller},
	"shop_claims.mail_code_hash":       {views.Key("keys of sessions, links and codes"), ""},
	"shop_claims.mail_code_sealed":     {views.Key("keys of sessions, links and codes"), ""},
	"principals.name":                  {views.Key("the names of principals"), ipcase.PartyHolder},
	"principals.registration":          {views.Key("the registration numbers of principals"), ipcase.PartyHolder},
	"powers_of_attorney.contact_name":  {views.Key("who at a principal is to be asked"), ipcase.PartyHolder},
	"powers_of_attorney.contact_email": {views.Key("who at a principal is to be asked"), ipcase.PartyHolder},
	"powers_of_attorney.reason":        {views.Key("why a power of attorney was not accepted"), ipcase.PartyHolder},
	"rights.owner":                     {views.Key("the owners of rights"), ipcase.PartyHolder},
	"rights.description":               {views.Key("descriptions of rights"), ipcase.PartyHolder},
	"rights.reason":                    {views.Key("why a right was not accepted"), ipcase.PartyHolder},
	"drafts.data":                      {views.Key("drafts"), ""},
	"complaints.signature":             {views.Key("the signature of a complaint"), ipcase.PartyHolder},
	"complaints.contact":               {views.Key("the contact that stands in a complaint"), ipcase.PartyHolder},
	"complaints.explanation":           {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"complaints.answers":               {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"counters.signature":               {views.Key("signature and contact in a counter-notification"), ipcase.PartySeller},
	"counters.contact":                 {views.Key("signature and contact in a counter-notification"), ipcase.PartySeller},
	"counters.explanation":             {views.Key("explanations and answers in cases"), ipcase.PartySeller},
	"answers.explanation":              {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"answers.court":                    {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"answers.court_number":             {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"appeals.explanation":              {views.Key("explanations and answers in cases"), ""},
	"complaints.again_reason":          {views.Key("why a listing was complained of again"), ipcase.PartyHolder},
	"fixes.words":                      {views.Key("what you say of a fix"), ipcase.PartySeller},
	"fix_replies.words":                {views.Key("what you say of a fix"), ipcase.PartyHolder},
	"settlement_offers.licence":        {views.Key("offers to settle, and answers to them"), ""},
	"settlement_offers.words":          {views.Key("offers to settle, and answers to them"), ""},
	"settlement_offers.reply":          {views.Key("offers to settle, and answers to them"), ""},
	"items.note":                       {views.Key("explanations and answers in cases"), ipcase.PartyHolder},
	"measures.facts":                   {views.Key("reasons of measures against your account"), ""},
	"measures.explanation":             {views.Key("reasons of measures against your account"), ""},
	"measures.answer":                  {views.Key("reasons of measures against your account"), ""},
	"measures.appeal":                  {views.Key("your appeals against measures"), ""},
	"abuse_reports.other":              {views.Key("your reports of abuse and answers to them"), ""},
	"abuse_reports.account":            {views.Key("your reports of abuse and answers to them"), ""},
	"abuse_answers.words":              {views.Key("your reports of abuse and answers to them"), ""},
	"abuse_appeals.grounds":            {views.Key("your reports of abuse and answers to them"), ""},
	"abuse_decisions.facts":            {views.Key("reasons of decisions"), ""},
	"abuse_decisions.explanation":      {views.Key("reasons of decisions"), ""},
	"abuse_notes.words":                {views.Key("notes of reviewers on reports of abuse about you"), ""},
	"decisions.facts":                  {views.Key("reasons of decisions"), ""},
	"decisions.explanation":            {views.Key("reasons of decisions"), ""},
	"decisions.rulings":                {views.Key("reasons of decisions"), ""},
	"exhibits.name":                    {views.Key("files that you put forward"), ""},
	"exhibits.hash":                    {views.Key("files that you put forward"), ""},
	"exhibits.view_hash":               {views.Key("files that you put forward"), ""},
	"notices.proof":                    {views.Key("how a notice was delivered to you"), ""},
	"deliveries.payload":               {views.Key("mails to you, and why one did not arrive"), ""},
	"deliveries.last_error":            {views.Key("mails to you, and why one did not arrive"), ""},
	"messages.payload":                 {views.Key("the messages on your page"), ""},
	"cases.search_text":                {views.Key("the words by which a case is found"), ""},
	"snapshots.seller_name":            {views.Key("the shop’s name in listings"), ipcase.PartySeller},
	"catalogue_listings.seller_name":   {views.Key("the shop’s name in listings"), ipcase.PartySeller},
	"catalogue_listings.complainant":   {views.Key("the name on the page of a listing that was taken down"), ipcase.PartyHolder},
	"events.data":                      {views.Key("the history of cases"), ""},
	"relay_letters.words":              {views.Key("letters through the portal"), ""},
	"api_keys.name":                    {views.Key("the names of your keys for programs"), ""},
	"api_keys.hash":                    {views.Key("your keys for programs, as a hash"), ""},
	"api_keys.prefix":                  {views.Key("your keys for programs, as a hash"), ""},
	"api_requests.body":                {views.Key("answers to your programs, to be given again"), ""},
	"api_requests.idempotency_hash":    {views.Key("which request of a program was answered"), ""},
	"bulk_filings.name":                {views.Key("files with lines that became complaints"), ipcase.PartyHolder},
	"bulk_lines.words":                 {views.Key("files with lines that became complaints"), ipcase.PartyHolder},
	"answer_files.name":                {views.Key("files with lines that answered or withdrew"), ""},
	"answer_lines.words":               {views.Key("files with lines that answered or withdrew"), ""},
	"reason_statements.fields":         {views.Key("statements of reasons for the European Union’s public database"), ""},
	"reason_exports.edited":            {views.Key("statements of reasons for the European Union’s public database"), ""},
	"reason_exports.why":               {views.Key("statements of reasons for the European Union’s public database"), ""},
	"reason_exports.findings":          {views.Key("what in such a statement could be personal"), ""},
	"legal_holds.reason":               {views.Key("why data about you must be kept"), ""},
	"erasures.answer":                  {views.Key("answers to requests for erasure"), ""},
}

// keptLine is fields that the same people see, for the same time.
type keptLine struct{ names, seen, kept string }

// keptOf is a row for each class of data: what, and for each sort of field who
// sees it and how long it is kept, as the list of personal fields says.
func (r Reader) keptOf(owner bool) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, class := range ipcase.DataClasses() {
		name, what := r.classWords(class)
		var lines []string
		for _, l := range r.keptLines(class, name, owner) {
			lines = append(lines, r.sentences(r.T("%s: seen by %s.", l.names, l.seen), r.T("Kept: %s.", l.kept)))
		}
		if len(lines) > 0 {
			rows = append(rows, views.SummaryRow{Key: name, Text: what, List: lines})
		}
	}
	return rows
}

func (r Reader) keptLines(class ipcase.DataClass, otherwise string, owner bool) []keptLine {
	names := map[keptLine][]string{}
	var order []keptLine
	for _, t := range ipcase.PersonalData() {
		for _, f := range t.Fields {
			words := keptFields[t.Table+"."+f.Column]
			if f.Class != class || f.OrgOnly && !owner || words.party != "" && words.party != r.Party || t.OfPerson == "" && t.OfOrg == "" && f.Secret {
				continue
			}
			called := otherwise
			if words.called != "" {
				called = r.T(words.called)
			}
			l := keptLine{seen: r.onlookers(f), kept: r.keeping(f.Kept)}
			if names[l] == nil {
				order = append(order, l)
			}
			if !slices.Contains(names[l], called) {
				names[l] = append(names[l], called)
			}
		}
	}
	for n, l := range order {
		order[n].names = r.sentenceCase(r.Join(names[l]))
	}
	return order
}

// sentenceCase begins with a capital letter, where the script has any.
func (r Reader) sentenceCase(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

func (r Reader) classWords(c ipcase.DataClass) (name, what string) {
	switch c {
	case ipcase.ClassContact:
		return r.T("Contact"), r.T("Names, mail and postal addresses and telephone numbers, to reach you and because a notice must say who gives it.")
	case ipcase.ClassIdentity:
		return r.T("Identity"), r.T("What an identity paper says, so that nobody complains in another’s name.")
	case ipcase.ClassWords:
		return r.T("What you wrote"), r.T("Explanations, answers, letters and drafts, because the case is decided on them.")
	case ipcase.ClassEvidence:
		return r.T("Evidence"), r.T("Files that you put forward, with what cameras and programs left in them. Others are shown a copy without that.")
	case ipcase.ClassCredential:
		return r.T("Sign-in"), r.T("What you sign in with, only as far as it is needed to know you again.")
	default:
		return r.T("Records"), r.T("That something was done, by whom and when, because both sides and a court must be able to check it.")
	}
}

// onlookers are who is shown a field, to whoever it is about.
func (r Reader) onlookers(f ipcase.PersonalField) string {
	if f.Secret {
		return r.T("nobody; it is only compared")
	}
	words := []string{r.T("you")}
	if f.HandedIn {
		words = nil
	}
	for _, o := range []struct {
		who  ipcase.Onlooker
		word string
	}{
		{ipcase.OwnSide, r.T("your organisation")},
		{ipcase.OtherSide, r.T("the other side of a case, as far as its procedure says")},
		{ipcase.Reviewers, r.T("reviewers")},
		{ipcase.Operators, r.T("operators")},
		{ipcase.Everybody, r.T("everybody")},
	} {
		if slices.Contains(f.Seen, o.who) {
			words = append(words, o.word)
		}
	}
	return r.Join(words)
}

func (r Reader) keeping(k ipcase.Keeping) string {
	switch k {
	case ipcase.WhileAccount:
		return r.T("while your account exists")
	case ipcase.WhileClaims:
		return r.T("until a case has ended and can no longer be appealed")
	case ipcase.ForLaw:
		return r.T("as the record that the law asks for, without your name")
	default:
		return r.T("hours or days, then it ends by itself")
	}
}
