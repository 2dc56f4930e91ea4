package present

import "ipportal/views/mail"

func (w *writer) exhibitAsked(l *mail.Letter) {
	p := w.d.Payload
	l.Title = w.T("Show exhibit %s in %s to the other side?", p.Exhibit, p.CaseNumber)
	l.Lead = w.T("You filed “%s” for reviewers only. A reviewer asks whether you show it to the other side.", p.ExhibitName)
	l.Body = []string{
		w.T("A decision cannot rely on what the other side has not seen. If you leave it as it is, the case is decided without it."),
		w.T("You show it on the exhibit’s own page. That cannot be taken back. No deadline starts or stops by it."),
	}
}

func (w *writer) exhibitOpened(l *mail.Letter) {
	p := w.d.Payload
	l.Title = w.T("%s shows you exhibit %s in %s", w.other(), p.Exhibit, p.CaseNumber)
	l.Lead = w.T("Until now only reviewers had seen it. You find it with the other exhibits on the page of the case.")
	l.Body = []string{w.T("No deadline starts or stops by it.")}
}

func (w *writer) exhibitSealed(l *mail.Letter) {
	p := w.d.Payload
	l.Title = w.T("A virus was found in “%s”", p.ExhibitName)
	l.Lead = w.T("The file was looked through after you filed it. It is sealed now: nobody is given it, and no decision can rely on it.")
	l.Body = []string{
		w.T("Look through your machine. If the evidence matters, make it anew on a clean one and file it with your next statement in the case."),
		w.T("The case goes on, and every deadline runs on."),
	}
}
