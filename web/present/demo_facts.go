package present

import "ipportal/views"

// DemoCounts is what somebody of the demonstration can do right now.
type DemoCounts struct {
	Respond, Records             int  // seller
	Answer, Open, Drafts, Rights int  // rights holder
	Today                        int  // of Respond or Answer, what ends today where the person is
	Tasks, Late, Mine, Check     int  // reviewer
	Identities                   int  // likewise, to check
	GivenUp                      int  // operator
	Asked                        int  // seller: who asks to be let in
	Unproven                     bool // rights holder: the identity is not verified yet
}

// DemoFacts says it, the most pressing first.
func DemoFacts(t views.Translator, n DemoCounts) []string {
	var said []string
	say := func(count int, one, many string) {
		switch {
		case count == 1:
			said = append(said, t.T(one))
		case count > 1:
			said = append(said, t.T(many, count))
		}
	}
	say(n.Today, views.Key("1 ends today"), views.Key("%d end today"))
	say(n.Respond, views.Key("1 complaint to respond to"), views.Key("%d complaints to respond to"))
	say(n.Answer, views.Key("1 case waits for an answer"), views.Key("%d cases wait for an answer"))
	say(n.Late, views.Key("1 task is late"), views.Key("%d tasks are late"))
	say(n.Tasks, views.Key("1 task in the queue"), views.Key("%d tasks in the queue"))
	say(n.Mine, views.Key("1 case in hand"), views.Key("%d cases in hand"))
	say(n.Check, views.Key("1 right to verify"), views.Key("%d rights to verify"))
	say(n.Identities, views.Key("1 identity to check"), views.Key("%d identities to check"))
	say(n.Asked, views.Key("1 person asks to be let in"), views.Key("%d people ask to be let in"))
	if n.Unproven {
		said = append(said, t.T(views.Key("identity paper waits for a reviewer")))
	}
	say(n.Open, views.Key("1 open complaint"), views.Key("%d open complaints"))
	say(n.Records, views.Key("1 complaint record"), views.Key("%d complaint records"))
	say(n.Drafts, views.Key("1 draft"), views.Key("%d drafts"))
	say(n.Rights, views.Key("1 right registered"), views.Key("%d rights registered"))
	say(n.GivenUp, views.Key("1 mail or removal given up"), views.Key("%d mails or removals given up"))
	return said
}
