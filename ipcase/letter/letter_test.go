package letter_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
)

// lay reads and lays out a letter.
func layOut(t *testing.T, text string) letter.Layout {
	t.Helper()
	raw, err := letter.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return letter.Lay(raw, "")
}

// says fails unless exactly these marks are found, of those of a form.
func says(t *testing.T, l letter.Layout, want map[string]letter.Sureness) {
	t.Helper()
	for mark, sure := range want {
		if got := l.Found[mark]; got.Sure != sure {
			t.Errorf("%s is %d, want %d (%s)", mark, got.Sure, sure, got.Doubt)
		}
	}
}

const chineseNotice = `尊敬的埠里平台：

本人王海，受宁波清禾文化有限公司委托，就以下侵权商品发出通知。

权利名称：清禾插画集
登记号：国作登字-2024-F-00012345
侵权链接：
https://www.quaylane.example/item/QL-88420116
商品编号：QL-88420117

上述商品未经许可使用了我司享有著作权的插画作品。
本人善意地相信，上述使用未经著作权人、其代理人或法律的许可。
本人保证本通知所述信息真实、准确，并愿承担由此产生的法律责任。

联系人：王海
通讯地址：浙江省宁波市海曙区中山西路 18 号
联系电话：+86 574 5550 0143
电子邮箱：wang@qinghe.example

此致
敬礼
王海`

func TestChineseNotice(t *testing.T) {
	l := layOut(t, chineseNotice)
	says(t, l, map[string]letter.Sureness{
		letter.MarkGoodFaith: letter.Found, letter.MarkAccuracy: letter.Found, letter.MarkAuthority: letter.Found, letter.MarkUndertaking: letter.Found,
		letter.MarkSignature: letter.Found, letter.MarkContact: letter.Found, letter.MarkListings: letter.Found, letter.MarkWork: letter.Found,
	})
	if l.Found[letter.MarkPerjury].Sure == letter.Found {
		t.Error("liability in general is taken for the penalty of perjury")
	}
	want := ipcase.Contact{Name: "王海", Address: "浙江省宁波市海曙区中山西路 18 号", Phone: "+86 574 5550 0143", Email: "wang@qinghe.example"}
	if l.Contact() != want || l.Lang != "zh-CN" || l.Kind != letter.Notice || l.Right != "copyright" || len(l.Locations) != 2 {
		t.Errorf("%+v %s %s %s %+v", l.Contact(), l.Lang, l.Kind, l.Right, l.Locations)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(chineseNotice)
	if err != nil {
		t.Fatal(err)
	}
	if again := layOut(t, gb); again.Text != l.Text {
		t.Error("the same letter in GB 18030 is read otherwise")
	}
}

const trademarkNotice = `Subject: Counterfeit goods

We act as attorneys for Norrvik Optics AB, owner of the trademark NORRVIK
(registration no. 099442907, EUIPO).

Infringing listings:
 - item no. QL-77120045
 - https://www.quaylane.example/item/QL-77120046

The genuine goods are shown at https://norrvik.example/lamps.
We believe in good faith that the use is not authorised by the owner, its agent or the law.
Under no circumstances do we declare anything under penalty of perjury; the claimant's
rival says that the information is accurate.

Yours faithfully,
Ann-Marie Lindqvist
Lindqvist & Partners LLP`

func TestTrademarkNotice(t *testing.T) {
	l := layOut(t, trademarkNotice)
	says(t, l, map[string]letter.Sureness{
		letter.MarkGoodFaith: letter.Found, letter.MarkAuthority: letter.Found, letter.MarkWork: letter.Found, letter.MarkSignature: letter.Found,
		letter.MarkListings: letter.Found,
	})
	if l.Right != "trademark" || len(l.Originals) != 1 || len(l.Locations) != 2 {
		t.Errorf("%s, own %v, complained of %v", l.Right, l.Originals, l.Locations)
	}
}

const counterLetter = `To whom it may concern

This is a counter-notification about https://www.quaylane.example/item/QL-1001, which was
removed. The claimant swore under penalty of perjury that the pictures are its own; they lie.

I swear, under penalty of perjury, that I have a good faith belief that the
material was removed as a result of mistake or misidentification.
I do not consent to the jurisdiction of any court.

Phone: +1 202 555 0143
Address: 12 Harbour Street, Norfolk VA 23510

Sincerely,
/s/ Lin Haiyun`

func TestCounterNotification(t *testing.T) {
	l := layOut(t, counterLetter)
	if l.Kind != letter.Counter {
		t.Fatalf("a counter-notification is taken for %s", l.Kind)
	}
	says(t, l, map[string]letter.Sureness{
		letter.MarkMistake: letter.Found, letter.MarkPerjury: letter.Found, letter.MarkJurisdiction: letter.Perhaps, letter.MarkService: letter.NotFound,
		letter.MarkContact: letter.Found, letter.MarkSignature: letter.Found, letter.MarkListings: letter.Found,
	})
	if d := l.Found[letter.MarkJurisdiction].Doubt; d != letter.DoubtNegated {
		t.Errorf("a refusal of jurisdiction is doubted because %q", d)
	}
}

// What another letter says that this one answers is not said by its sender.
func TestQuotedLetterIsNotItsSenders(t *testing.T) {
	l := layOut(t, "Dear all,\n\nthe listing QL-10012 uses my photograph.\n\nKind regards\nWang Hai\n\nOn Monday Elin wrote:\n> I have a good faith belief that the use is not authorized by the owner.\n> Under penalty of perjury, the information is accurate.\n")
	for _, m := range []string{letter.MarkGoodFaith, letter.MarkPerjury} {
		if f := l.Found[m]; f.Sure != letter.Perhaps || f.Doubt != letter.DoubtQuoted {
			t.Errorf("%s: %+v", m, f)
		}
	}
}

// A question of a form is not its answer.
func TestPromptsSayNothing(t *testing.T) {
	l := layOut(t, "Please state that you have a good faith belief that the use is not authorized:\n\nNo.\n\nDo you swear, under penalty of perjury, that the information is accurate?\n\nNo.\n\nPlease type your full name for your signature.\n\n")
	for m, f := range l.Found {
		if f.Sure == letter.Found {
			t.Errorf("%s is found in a form that nobody filled in: %+v", m, f)
		}
	}
}

func TestMails(t *testing.T) {
	head := "From: =?utf-8?b?546L5rW3?= <wang@qinghe.example>\r\nTo: ip@quaylane.example\r\nSubject: =?gb2312?b?x9bIqM2o1qo=?=\r\nDate: Mon, 1 Jun 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
	html := "<html><head><style>.x{}</style></head><body><p>I have a <b>good faith belief</b> that the use is not authorized.</p><p>See <a href=\"https://www.quaylane.example/item/QL-5005\">this listing</a>, it infringes.</p></body></html>"
	for name, mail := range map[string]string{
		"plain": head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + chineseNotice,
		"base64": head + "Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString(func() []byte { b, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(chineseNotice)); return b }()),
		"html only":   head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html,
		"alternative": head + "Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/html\r\n\r\n" + html + "\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + chineseNotice + "\r\n--b1--\r\n",
		"forwarded":   head + "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n" + head + "Content-Type: text/plain\r\n\r\n" + chineseNotice + "\r\n--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b1--\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			l := layOut(t, mail)
			if l.Subject != "侵权通知" || l.Email.Text != "wang@qinghe.example" {
				t.Errorf("subject %q, from %q", l.Subject, l.Email.Text)
			}
			if l.Found[letter.MarkGoodFaith].Sure != letter.Found || len(l.Locations) == 0 || strings.Contains(l.Text, "<") {
				t.Errorf("%+v in %q", l.Found, l.Text)
			}
		})
	}
}

// What is no letter, or too much, is refused by its reason.
func TestWhatIsNoLetter(t *testing.T) {
	nested := "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n"
	deep := nested
	for range 12 {
		deep += "Content-Type: message/rfc822\r\n\r\n" + nested
	}
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"empty": {" \n ", letter.ErrEmpty}, "picture": {"\x89PNG\r\n\x1a\n\x00\x00\x00", letter.ErrNotText}, "pdf": {"%PDF-1.7\nabc", letter.ErrNotText},
		"too long": {strings.Repeat("word ", letter.MaxText/4), letter.ErrTooLarge}, "too large": {strings.Repeat("x", letter.MaxBytes+1), letter.ErrTooLarge},
		"mail in mail": {deep + "\r\nhello", letter.ErrTooNested}, "only marks": {"\u202e\u200b\u2066", letter.ErrEmpty},
	} {
		if _, err := letter.Read([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// hostile are letters made to cost: each is within the limits.
func hostile() map[string]string {
	fill := func(s string, n int) string { return strings.Repeat(s, n/len(s)) }
	return map[string]string{
		"nested quotes": fill("> ", 90_000), "quoted lines": fill("> > > > a good faith belief that\n", 90_000), "prompts": fill("Signature:\n", 90_000),
		"half a phrase": fill("information information ", 90_000), "good faith": fill("good faith belief ", 90_000), "colons": fill("a:b:", 90_000),
		"addresses": fill("https://a.example/item/QL-10001?x=1 ", 90_000), "at signs": fill("a@", 90_000), "dots": fill("a.", 90_000), "digits": fill("1 (2) ", 90_000),
		"bidi": fill("\u202egood\u202c faith ", 90_000), "tags": fill("<b><i>x", 90_000), "han": fill("善意相信未经", 90_000), "one word": fill("x", 90_000),
		"redacted": fill("[private]\n", 90_000), "labels": fill("phone: +46 31 555 0143 ", 90_000), "closings": fill("Kind regards\nAnn Lee\n", 90_000), "empty lines": "a" + fill("\n \n", 90_000) + "b",
	}
}

// A hostile letter costs no more than its length allows, is never made larger, and
// every place named is one of its text.
func TestHostileLetters(t *testing.T) {
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			raw, err := letter.Read([]byte(text))
			if err != nil {
				t.Skipf("refused: %v", err)
			}
			began := time.Now()
			l := letter.Lay(raw, "")
			if took := time.Since(began); took > 30*time.Second { // some tens of milliseconds where the machine is free
				t.Errorf("%d bytes took %s", len(text), took)
			}
			sound(t, l)
		})
	}
}

// sound fails where a layout names a place outside its text, or within a character.
func sound(t *testing.T, l letter.Layout) {
	t.Helper()
	check := func(what string, at letter.Span) {
		if at.Start < 0 || at.End < at.Start || at.End > len(l.Text) || at.Start < len(l.Text) && !utf8.RuneStart(l.Text[at.Start]) || at.End < len(l.Text) && !utf8.RuneStart(l.Text[at.End]) {
			t.Fatalf("%s is at %v of %d", what, at, len(l.Text))
		}
	}
	for m, f := range l.Found {
		for _, at := range f.At {
			check(m, at)
		}
	}
	for _, v := range []letter.Value{l.Name, l.Company, l.OnBehalf, l.Address, l.Phone, l.Email, l.Signature} {
		check(v.Text, v.At)
	}
	for _, p := range append(l.Locations, l.Originals...) {
		check(p.Text, p.At)
	}
	if len(l.Explanation) > 2*len(l.Text) || len(l.Locations) > 1000 {
		t.Fatal("more came out than was put in")
	}
}

// Whatever is sent is read or refused, never more.
func FuzzLetter(f *testing.F) {
	for _, s := range []string{chineseNotice, trademarkNotice, counterLetter} {
		f.Add([]byte(s))
		f.Add([]byte("From: a@example.com\nTo: b@example.com\nSubject: x\nContent-Type: text/html\n\n<p>" + s))
	}
	for _, s := range hostile() {
		f.Add([]byte(s[:min(len(s), 2000)]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		raw, err := letter.Read(data)
		if err != nil {
			return
		}
		l := letter.Lay(raw, "")
		sound(t, l)
		if again := letter.Lay(raw, ""); len(again.Found) != len(l.Found) || again.Kind != l.Kind || again.Explanation != l.Explanation {
			t.Fatal("the same letter is laid out otherwise the second time")
		}
	})
}
