package views

import "github.com/a-h/templ"

// Power is one power of attorney, for its agent or for its principal.
type Power struct {
	Page       Page
	Eyebrow    string
	Title      string
	Lang       string
	Badge      Badge
	Standing   string
	Acts       []templ.Component
	Notice     *Notice
	Confirm    *PowerConfirm
	Facts      SummaryList
	Files      EvidenceList
	Rights     *Table
	Complaints *Table
	UseNote    string // why nothing is listed
	Others     *Table
	Timeline   Timeline
}

// PowerConfirm asks an owner whether the agent acts for their organisation.
type PowerConfirm struct {
	Text string
	Yes  PostButton
	No   LinkButton
}
