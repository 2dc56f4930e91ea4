package notify_test

import (
	"errors"
	"strings"
	"testing"

	"ipportal/ipcase/notify"
)

// report is a report as RFC 3464 shows it.
func report(status, original string) string {
	return strings.ReplaceAll(`From: MAILER-DAEMON@mx.example
To: notices@quaylane.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

`+status+`
--b1
`+original+`
--b1--
`, "\n", "\r\n")
}

const (
	failedFor = "Final-Recipient: rfc822; lin@haiyun.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 mailbox unknown\n"
	delayed   = "Final-Recipient: rfc822; lin@haiyun.example\nAction: delayed\nStatus: 4.4.1\n"
	whole     = "Content-Type: message/rfc822\n\nFrom: notices@quaylane.example\nMessage-ID: <ipportal.d-42@quaylane.example>\nSubject: Complaint\n\nDear shop\n"
	headOnly  = "Content-Type: text/rfc822-headers\n\nFrom: notices@quaylane.example\nMessage-Id: <ipportal.d-42@quaylane.example>\n"
)

func TestABounceIsRead(t *testing.T) {
	for name, c := range map[string]struct{ mail, id, says string }{
		"the whole mail":      {report(failedFor, whole), "d-42", "550 5.1.1 mailbox unknown"},
		"its head":            {report(failedFor, headOnly), "d-42", "550 5.1.1 mailbox unknown"},
		"a code alone":        {report("Action: failed\nStatus: 5.7.1\n", headOnly), "d-42", "5.7.1"},
		"the second of two":   {report(delayed+"\n"+failedFor, headOnly), "d-42", "550 5.1.1 mailbox unknown"},
		"cut off in the mail": {report(failedFor, whole)[:len(report(failedFor, whole))-40], "d-42", "550 5.1.1 mailbox unknown"},
		"a delay":             {report(delayed, whole), "", ""},
		"somebody else's":     {report(failedFor, "Content-Type: message/rfc822\n\nMessage-ID: <abc@other.example>\n\nx\n"), "", ""},
		"no id":               {report(failedFor, "Content-Type: message/rfc822\n\nSubject: x\n\nx\n"), "", ""},
		"a strange id":        {report(failedFor, "Content-Type: message/rfc822\n\nMessage-ID: <ipportal.a b@quaylane.example>\n\nx\n"), "", ""},
		"an ordinary mail":    {"From: a@b.example\r\nSubject: hello\r\n\r\nAction: failed\r\n", "", ""},
		"nothing":             {"", "", ""},
		"no mail at all":      {"\x00\xff\x00 ---", "", ""},
	} {
		got, err := notify.ParseBounce(strings.NewReader(c.mail))
		if c.id == "" {
			if !errors.Is(err, notify.ErrNoBounce) {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
			continue
		}
		if err != nil || got.ID != c.id || got.Diagnosis != c.says {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func FuzzParseBounce(f *testing.F) {
	f.Add(report(failedFor, whole))
	f.Add(report(delayed, headOnly))
	f.Fuzz(func(t *testing.T, mail string) {
		if got, err := notify.ParseBounce(strings.NewReader(mail)); (err == nil) != (got.ID != "") || len(got.Diagnosis) > 500 {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
