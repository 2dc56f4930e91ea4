package ipcase

// Party is the side on which somebody acts.
type Party string

// The parties to a case, and the two that have no person.
const (
	PartyHolder   Party = "holder"
	PartySeller   Party = "seller"
	PartyPlatform Party = "platform"
	PartySystem   Party = "system" // the clock, the worker
	PartyPublic   Party = "public" // nobody signed in
)

// Role is what a person may do inside the organisation that they act for.
type Role string

// The roles. The first three exist in a seller's or holder's organisation, the
// last three at the platform.
const (
	RoleOwner    Role = "owner"
	RoleMember   Role = "member"
	RoleViewer   Role = "viewer"
	RoleReviewer Role = "reviewer"
	RoleSenior   Role = "senior"
	RoleOperator Role = "operator"
)

// Actor is a signed-in person acting for one organisation. Every deed takes one.
type Actor struct {
	PersonID     int64
	OrgID        int64
	Party        Party
	Role         Role
	Granted      Granted // what a member may do; nothing for every other role
	Name         string  // the person's
	OrgName      string
	Owner        string // of their organisation: whom to ask for more
	Lang         string // "en" or "zh-CN"
	Zone         string // IANA name, for showing times
	Unseen       bool   // asks without being shown the answer (HEAD): nothing counts as opened or read by it
	Unregistered bool   // files without an account, from a private link
	Agent        bool   // the organisation acts for others too, under powers of attorney
}

// System is the actor of everything that no person did.
func System() Actor { return Actor{Party: PartySystem} }

// registered is nil for who has an account; without one a notice is filed by the
// public form alone, followed, answered and taken back.
func (a Actor) registered() error {
	if !a.Unregistered {
		return nil
	}
	return Errorf(Refused, "This needs an account. Choose a password on the page for a new one: then what you filed goes on in your account.")
}

func (a Actor) isReviewer() bool { return a.May(PermReview) }
