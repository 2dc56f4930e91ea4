package account

import "ipportal/ipcase"

// The mails about who belongs to an organisation.
const (
	MailInvitation  ipcase.MessageKind = letterPrefix + "invitation"
	MailRole        ipcase.MessageKind = letterPrefix + "role"
	MailEnded       ipcase.MessageKind = letterPrefix + "membership_ended"
	MailOffer       ipcase.MessageKind = letterPrefix + "ownership_offer"
	MailTransferred ipcase.MessageKind = letterPrefix + "ownership_transferred"
	MailDisabled    ipcase.MessageKind = letterPrefix + "disabled"
)
