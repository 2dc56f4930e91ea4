package ipcase

import "time"

// AccessKind says what a record of access is about.
type AccessKind string

// The kinds. The first five are views of private data; the others are refusals,
// and the alert that many views raise.
const (
	AccessContact   AccessKind = "contact"   // a party's contact was shown to somebody else
	AccessExhibit   AccessKind = "exhibit"   // a file that only reviewers see was opened
	AccessPapers    AccessKind = "papers"    // identity papers were opened
	AccessPeople    AccessKind = "people"    // the operator's pages about people
	AccessExport    AccessKind = "export"    // a file that holds such data was handed out
	AccessAbsent    AccessKind = "absent"    // asked for what is not there, or is not theirs to see
	AccessRefused   AccessKind = "refused"   // asked for what they may not do
	AccessForged    AccessKind = "forged"    // a form that was not sent from a page of ours
	AccessThrottled AccessKind = "throttled" // asked too often
	AccessSignIn    AccessKind = "sign_in"   // a sign-in that failed; the subject is a hash of the account
	AccessAlert     AccessKind = "alert"     // one person was shown unusually much within an hour
)

// AccessKinds is every kind, in the order of choice lists.
var AccessKinds = []AccessKind{
	AccessContact, AccessExhibit, AccessPapers, AccessPeople, AccessExport,
	AccessAbsent, AccessRefused, AccessForged, AccessThrottled, AccessSignIn, AccessAlert,
}

// viewKinds are the kinds that say that private data was shown.
var viewKinds = []AccessKind{AccessContact, AccessExhibit, AccessPapers, AccessPeople, AccessExport}

// IsView says whether private data was shown.
func (k AccessKind) IsView() bool {
	for _, v := range viewKinds {
		if k == v {
			return true
		}
	}
	return false
}

// So many views by one person within that time raise an alert.
const (
	AlertViews  = 100
	AlertWithin = time.Hour
)

// Access is one record: somebody was shown private data, or was refused. It names
// people and things by ids and numbers only, and is never changed.
type Access struct {
	ID          int64
	At          time.Time
	Kind        AccessKind
	PersonID    int64 // 0: nobody signed in
	OrgID       int64
	Party       Party
	Role        Role
	SubjectKind string // "case", "right", "exhibit", "person", "account"; "" where there is none
	Subject     string // the number or public id; of an account its hash
	HolderOrgID *int64 // the rights holder whose data was shown
	SellerOrgID *int64 // the seller whose data was shown
	Method      string
	Route       string // the pattern, never the address
	RequestID   string
	Outcome     string  // "shown", or the status of the refusal
	Times       int     // how many refusals this record stands for: see web/access.go
	AlertKey    *string // unique: an alert is raised once
}

// TableName fixes the table.
func (Access) TableName() string { return "accesses" }
