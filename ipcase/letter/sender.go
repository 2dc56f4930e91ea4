package letter

import (
	"net/mail"
	"regexp"
	"strings"
)

var (
	iAm      = regexp.MustCompile(`(?:\bI am|\bMy name is|\bI, |\bI'm) ((?:[A-Z][\p{L}'.-]+ ){1,3}[A-Z][\p{L}'.-]+)`)
	woShi    = regexp.MustCompile(`(?:本人|我是|我叫)[：: ]?(\p{Han}{2,4})[，,（( ]`)
	onBehalf = regexp.MustCompile(`(?:on behalf of|[Ww]e represent|I represent|counsel for|attorneys for|agent for|agent of) (?:the )?((?:[A-Z0-9][\p{L}0-9&.'-]*[ ,]{0,2}(?:of |and |de |for )?){1,7})`)
	daiBiao  = regexp.MustCompile(`(?:受|代表|代理)[ “"]?([\p{Han}A-Za-z0-9（）()&. ]{2,40}?)[”" ]?(?:（以下|\(以下|委托|授权|，|,|。)`)
)

// sender completes who writes: from the mail's head, from "I am …", and from what
// stands below the greeting at the end.
func (l *layouter) sender(raw Raw) {
	o := l.out
	if a, err := mail.ParseAddress(raw.From); err == nil {
		if o.Email.Sure < Found {
			o.Email = Value{Text: a.Address, Sure: Found}
		}
		if person, company, _ := nameLike(a.Name); person {
			keep(&o.Name, Value{Text: a.Name, Sure: Perhaps})
		} else if company {
			keep(&o.Company, Value{Text: a.Name, Sure: Perhaps})
		}
	}
	own := l.ownText()
	for _, re := range []*regexp.Regexp{iAm, woShi} {
		if m := re.FindStringSubmatchIndex(own); m != nil {
			keep(&o.Name, Value{Text: own[m[2]:m[3]], Sure: Perhaps, At: Span{m[2], m[3]}})
		}
	}
	for _, re := range []*regexp.Regexp{onBehalf, daiBiao} {
		if m := re.FindStringSubmatchIndex(own); m != nil {
			text := strings.TrimRight(oneLine(own[m[2]:m[3]]), ".,、 ")
			if text = strings.TrimSuffix(text, " and"); len(text) > 2 {
				keep(&o.OnBehalf, Value{Text: text, Sure: Perhaps, At: Span{m[2], m[3]}})
				break
			}
		}
	}
	if l.closing < 0 {
		return
	}
	for n := l.closing + 1; n < len(l.lines) && n < l.closing+8; n++ {
		x := l.lines[n]
		person, company, hidden := nameLike(x.text)
		switch {
		case x.empty() || hidden || x.quoted:
		case person:
			keep(&o.Name, Value{Text: oneLine(x.text), Sure: Perhaps, At: x.Span})
		case company:
			keep(&o.Company, Value{Text: oneLine(x.text), Sure: Perhaps, At: x.Span})
		}
	}
}

// ownText is the letter up to one that it answers.
func (l *layouter) ownText() string {
	for _, x := range l.lines {
		if x.quoted && !x.empty() && !strings.HasPrefix(l.text[x.Start:], ">") {
			return l.text[:x.Start]
		}
	}
	return l.text
}

// signature finds who signed: beside or below a label, after "/s/", or below the
// greeting. A name that is typed is an electronic signature (15 U.S.C. 7006(5)).
func (l *layouter) signature() {
	o := l.out
	for n, x := range l.lines {
		if x.prompt && x.about == "signature" && !x.quoted {
			for _, a := range l.answerTo(n)[:min(2, len(l.answerTo(n)))] {
				person, company, hidden := nameLike(afterLabel(a.text))
				switch {
				case person || hidden:
					keep(&o.Signature, Value{Text: oneLine(afterLabel(a.text)), Sure: Found, Redacted: hidden, At: a.Span})
				case company:
					keep(&o.Signature, Value{Text: oneLine(a.text), Sure: Perhaps, At: a.Span})
				}
			}
		}
		if i := strings.Index(x.text, "/s/"); i >= 0 && len(x.text) > i+5 && !x.quoted {
			keep(&o.Signature, Value{Text: oneLine(x.text[i+3:]), Sure: Found, At: x.Span})
		}
	}
	if o.Signature.Sure < Found && l.closing >= 0 {
		l.signedBelow()
	}
	if o.Signature.Sure == NotFound {
		l.signedAtEnd()
	}
	if v := o.Signature; v.Sure > NotFound {
		f := Finding{Sure: v.Sure, At: []Span{v.At}}
		if v.Sure == Perhaps {
			f.Doubt = DoubtWords
		}
		o.Found[MarkSignature] = f
		if person, _, _ := nameLike(v.Text); person && !v.Redacted {
			keep(&o.Name, Value{Text: v.Text, Sure: Perhaps, At: v.At})
		}
	}
}

// afterLabel is what stands after a label on the same line.
func afterLabel(s string) string {
	if i := strings.IndexAny(s, ":："); i >= 0 && i < 40 {
		if after := strings.TrimLeft(s[i:], ":： "); after != "" {
			return after
		}
	}
	return s
}

func (l *layouter) signedBelow() {
	for n := l.closing + 1; n < len(l.lines) && n < l.closing+7; n++ {
		x := l.lines[n]
		if x.empty() || x.quoted {
			continue
		}
		person, company, hidden := nameLike(x.text)
		switch {
		case person:
			keep(&l.out.Signature, Value{Text: oneLine(x.text), Sure: Found, Redacted: hidden, At: x.Span})
			return
		case company:
			keep(&l.out.Signature, Value{Text: oneLine(x.text), Sure: Perhaps, At: x.Span})
		}
	}
}

// signedAtEnd is for letters that end with a name and no greeting.
func (l *layouter) signedAtEnd() {
	seen := 0
	first := Span{}
	hidden := false
	for n := len(l.lines) - 1; n >= 0 && seen < 9; n-- {
		x := l.lines[n]
		if x.quoted || x.empty() && seen == 0 {
			continue
		}
		if x.empty() || x.End-x.Start > 90 {
			break
		}
		seen++
		if person, _, h := nameLike(x.text); person {
			first, hidden = x.Span, h
		}
	}
	if first.End > 0 && seen < 9 {
		l.out.Signature = Value{Text: oneLine(l.text[first.Start:first.End]), Sure: Perhaps, Redacted: hidden, At: first}
	}
}
