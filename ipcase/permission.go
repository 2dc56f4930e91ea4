package ipcase

import "slices"

// Permission is what somebody may do in their organisation. Every deed asks
// Actor.May for one; nothing else decides by roles.
type Permission string

// The permissions. The first five exist in a seller's or holder's organisation,
// the last four at the platform.
const (
	PermSee     Permission = "see"
	PermFile    Permission = "file"    // a holder's: rights, drafts, complaints, completing, retracting
	PermAnswer  Permission = "answer"  // counter-notifications, answers to them, appeals
	PermDelete  Permission = "delete"  // a seller's: Delete Now
	PermManage  Permission = "manage"  // people, roles, the organisation itself
	PermReview  Permission = "review"  // claiming, checking, deciding
	PermSevere  Permission = "severe"  // severe measures against accounts
	PermOperate Permission = "operate" // what had to be given up, and the platform's people
)

// Granted is what an owner chose that a member may do, beside seeing.
type Granted struct {
	File   bool
	Answer bool
	Delete bool
}

// GrantedAll is every permission that can be given to a member.
func GrantedAll() Granted { return Granted{File: true, Answer: true, Delete: true} }

// Has says whether a permission is among those given.
func (g Granted) Has(p Permission) bool {
	switch p {
	case PermFile:
		return g.File
	case PermAnswer:
		return g.Answer
	case PermDelete:
		return g.Delete
	case PermSee, PermManage, PermReview, PermSevere, PermOperate:
	}
	return false
}

// Grant is g with one permission more.
func (g Granted) Grant(p Permission) Granted {
	g.File = g.File || p == PermFile
	g.Answer = g.Answer || p == PermAnswer
	g.Delete = g.Delete || p == PermDelete
	return g
}

// For is g without what has no meaning on a side.
func (g Granted) For(by Party) Granted {
	var kept Granted
	for _, p := range Grantable(by) {
		if g.Has(p) {
			kept = kept.Grant(p)
		}
	}
	return kept
}

// Grantable lists what a member can be given on a side: a seller files no
// complaint, a holder deletes no listing.
func Grantable(by Party) []Permission {
	switch by {
	case PartySeller:
		return []Permission{PermAnswer, PermDelete}
	case PartyHolder:
		return []Permission{PermFile, PermAnswer}
	case PartyPlatform, PartySystem, PartyPublic:
	}
	return nil
}

// RolesOf lists the roles that there are in a party's organisation.
func RolesOf(by Party) []Role {
	switch by {
	case PartySeller, PartyHolder:
		return []Role{RoleOwner, RoleMember, RoleViewer}
	case PartyPlatform:
		return []Role{RoleReviewer, RoleSenior, RoleOperator}
	case PartySystem, PartyPublic:
	}
	return nil
}

// Permissions lists what a role may do on a side, for a member with what was
// chosen.
func Permissions(by Party, role Role, g Granted) []Permission {
	if !slices.Contains(RolesOf(by), role) {
		return nil
	}
	may := []Permission{PermSee}
	switch role {
	case RoleOwner:
		may = append(append(may, Grantable(by)...), PermManage)
	case RoleMember:
		for _, p := range Grantable(by) {
			if g.Has(p) {
				may = append(may, p)
			}
		}
	case RoleReviewer:
		may = append(may, PermReview)
	case RoleSenior:
		may = append(may, PermReview, PermSevere)
	case RoleOperator:
		may = append(may, PermOperate, PermManage)
	case RoleViewer:
	}
	return may
}

// May says whether an actor has a permission.
func (a Actor) May(p Permission) bool {
	return slices.Contains(Permissions(a.Party, a.Role, a.Granted), p)
}

// MayAct says whether an actor may do more than look.
func (a Actor) MayAct() bool { return len(Permissions(a.Party, a.Role, a.Granted)) > 1 }

// needs is nil where an actor has a permission, else the refusal that says whom
// to ask. It is given only about things that are theirs to see: what is not, is
// not there (promise 5).
func (a Actor) needs(p Permission) error {
	if a.May(p) {
		return nil
	}
	return a.Lacks(p)
}

// Lacks is the refusal of what needs a permission that an actor does not have:
// a sentence that pages also show in place of a button.
func (a Actor) Lacks(p Permission) *Error {
	whom := a.Owner
	if whom == "" {
		whom = a.OrgName
	}
	if !a.MayAct() {
		return Errorf(Refused, "Your role lets you read. Ask %s (owner) to do this, or for the permission.", whom)
	}
	switch p {
	case PermFile:
		return Errorf(Refused, "Your permissions do not include filing complaints, nor retracting them. Ask %s (owner) to do this, or for the permission.", whom)
	case PermAnswer:
		return Errorf(Refused, "Your permissions do not include answering. Ask %s (owner) to do this, or for the permission.", whom)
	case PermDelete:
		return Errorf(Refused, "Your permissions do not include deleting listings. Ask %s (owner) to do this, or for the permission.", whom)
	case PermManage:
		return Errorf(Refused, "Only an owner can do this. Ask %s (owner).", whom)
	case PermSee, PermReview, PermSevere, PermOperate:
	}
	return Errorf(NotFound, "There is no such page, or it is not yours to see.")
}

// PermissionOf says which permission a party's move needs. A move that is not
// here is made by nobody who has to be given it.
func PermissionOf(by Party, m Move) Permission {
	if by == PartyPlatform {
		return PermReview
	}
	switch m {
	case MoveFile, MoveComplete, MoveRetract:
		return PermFile
	case MoveDelete:
		return PermDelete
	default:
		return PermAnswer
	}
}

// movesOf parts the moves that the rules allow into those that the actor has the
// permission for, and those for which it is missing.
func (a Actor) movesOf(facts []Facts) (may, barred []Move) {
	may = []Move{}
	for _, m := range MovesFor(facts, a.Party) {
		if a.May(PermissionOf(a.Party, m)) {
			may = append(may, m)
		} else {
			barred = append(barred, m)
		}
	}
	return may, barred
}

// lackingFor is what an actor is told about moves that others of their
// organisation may make: each sentence once.
func (a Actor) lackingFor(barred []Move) []*Error {
	var told []*Error
	for _, m := range barred {
		e := a.Lacks(PermissionOf(a.Party, m))
		if !slices.ContainsFunc(told, func(x *Error) bool { return x.Msg == e.Msg }) {
			told = append(told, e)
		}
	}
	return told
}
