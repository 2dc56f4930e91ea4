package account

import (
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func TestPasswords(t *testing.T) {
	context := []string{"lin.yue@haiyun.example", "Lin Yue", "Haiyun Outdoor", "Quaylane", "Quaylane US", "灯塔户外专营店"}
	for _, bad := range []string{
		"short", "fourteen chars", "password1234567", "Password-Password", "qwertyuiopqwerty", "aaaaaaaaaaaaaaaaaaaa", "abababababababab",
		"123456789012345", "correct horse battery staple", "lin.yue@haiyun.example", "lin.yuelin.yuelin.yue", "ILoveYou1234567890", strings.Repeat("长", 201),
		"quaylane-2026-quaylane", "Haiyun Outdoor 2026!", "ipportal-ipportal", "superman.starwars", "灯塔户外专营店灯塔户外专营店2026",
	} {
		if err := checkPassword(bad, false, context...); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("%q is accepted", bad)
		}
	}
	for _, fine := range []string{
		good, "窗前明月光疑是地上霜举头望明月", "xq3-vhz-9rm-kpt-2", "my password is a heron", strings.Repeat("heron ", 11), "only lower case letters",
		"the lin yue of the old harbour",
	} {
		if err := checkPassword(fine, false, context...); err != nil {
			t.Errorf("%q: %v", fine, err)
		}
	}
	for password, fine := range map[string]bool{
		"heron-42": true, "seven77": false, "password": false, "sunshine1": false, "P@ssw0rd": false, "Quaylane1": false, "linyue88": false, "haiyun2026": false,
	} {
		if err := checkPassword(password, true, context...); (err == nil) != fine {
			t.Errorf("%q beside a second factor: %v", password, err)
		}
	}
}

// Of the list's own passwords none is accepted, whichever way they are written.
func TestTheWholeListIsRefused(t *testing.T) {
	list := commonPasswords()
	if len(list) < 3000 {
		t.Fatalf("the list holds %d passwords only", len(list))
	}
	for p := range list {
		if len(p) < MinPasswordSecond {
			t.Errorf("%q is in the list and too short anyway", p)
		}
		for _, written := range []string{p, strings.ToUpper(p), p + "1!"} {
			if err := checkPassword(written, true); ipcase.KindOf(err) != ipcase.Invalid {
				t.Errorf("%q is accepted", written)
			}
		}
	}
}

// Every character of a long password counts, and the case of each.
func TestPasswordsAreTakenAsTyped(t *testing.T) {
	s, _, p, _ := setUp(t, ipcasetest.SQLite(t))
	long := strings.Repeat("grey heron, ", 16) + "End  " // 197 characters, and two spaces at the end
	hash, err := s.acceptable(t.Context(), p, long)
	if err != nil {
		t.Fatal(err)
	}
	for try, want := range map[string]bool{
		long: true, long[:len(long)-1]: false, strings.ToLower(long): false, strings.TrimSpace(long): false, long[:72]: false, " " + long: false,
	} {
		if ok, err := s.matches(t.Context(), try, hash); err != nil || ok != want {
			t.Errorf("%q: %v, %v", try, ok, err)
		}
	}
}
