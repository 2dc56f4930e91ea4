package account

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"gorm.io/gorm"

	"ipportal/ipcase"
)

// params is the work that one password costs: OWASP's second setting. Changing
// it changes only hashes made from then on, so noSuchPerson must follow.
var params = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// noSuchPerson is compared with where an account does not exist, so that asking
// for one costs the same work and time as a wrong password. It is the hash of
// random bytes that nobody kept.
const noSuchPerson = "$argon2id$v=19$m=19456,t=2,p=1$iZnZfnQaGBXf663QDJpGQQ$9kWejPlpr2fmqL6rmXcWlK2393JBNhhK3Mj1F8yihis"

// How long a password is, in characters: alone, and beside a second factor. None
// is cut off, and there are no rules about kinds of characters.
const (
	MinPassword       = 15
	MinPasswordSecond = 8
	MaxPassword       = 200
)

// checkPassword refuses what is guessed first. context is what an attacker knows
// of the account: addresses, names.
func checkPassword(password string, secondFactor bool, context ...string) error {
	n := utf8.RuneCountInString(password)
	least := MinPassword
	if secondFactor {
		least = MinPasswordSecond
	}
	switch {
	case n < least:
		return field("password", "Choose a password of at least %d characters. Several words are easier to remember than signs.", least)
	case n > MaxPassword:
		return field("password", "Choose a password of at most %d characters.", MaxPassword)
	case isCommon(bare(password)):
		return field("password", "This password is among the first that are tried. Choose another.")
	case madeOf(bare(password), contextWords(context)):
		return field("password", "This password is made of names that belong to the account or the portal, which are tried first. Choose another.")
	}
	return nil
}

// isShort says that a password is enough only beside a second factor.
func isShort(password string) bool { return utf8.RuneCountInString(password) < MinPassword }

// bare is a password in the form in which it is compared with lists: without
// what people put between its parts. It is hashed as it was typed.
func bare(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_.", r) {
			return -1
		}
		return r
	}, s))
}

//go:embed data/common_passwords.txt
var commonFile string

// commonPasswords are the passwords found most often in leaks. The file names
// its source.
var commonPasswords = sync.OnceValue(func() map[string]bool {
	list := map[string]bool{}
	for line := range strings.Lines(commonFile) {
		if !strings.HasPrefix(line, "#") {
			list[strings.TrimSpace(line)] = true
		}
	}
	return list
})

// commonPieces are what long common passwords repeat.
var commonPieces = []string{
	"password", "passw0rd", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1234567890", "12345678", "123456", "1234",
	"abc123", "iloveyou", "letmein", "welcome", "administrator", "admin", "changeme", "football", "baseball", "monkey",
	"dragon", "master", "sunshine", "princess", "qazwsxedc", "1q2w3e4r5t", "1qaz2wsx", "abcdefghijklmnop", "correcthorsebatterystaple",
	"woaini1314", "woaini", "123",
}

// isCommon is true for a password of the list, for two of them in a row or with
// little beside them, and for what is nothing but common pieces.
func isCommon(plain string) bool {
	list := commonPasswords()
	listed := func(s string) bool { return len(s) <= 3 || list[s] }
	for n := range plain {
		if listed(plain[:n]) && listed(plain[n:]) {
			return true
		}
	}
	return madeOf(plain, commonPieces) || fewKinds(plain)
}

// madeOf is true where a password holds one of the words, and beside all of them
// only figures and signs, or hardly a letter.
func madeOf(plain string, words []string) bool {
	rest := plain
	for _, w := range words {
		rest = strings.ReplaceAll(rest, w, "\x00")
	}
	if rest == plain {
		return false
	}
	rest = strings.ReplaceAll(rest, "\x00", "")
	letters := 0
	for _, r := range rest {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 3 && utf8.RuneCountInString(rest) <= 8 || fewKinds(rest)
}

// fewKinds is true for what repeats one or two characters.
func fewKinds(s string) bool {
	kinds := map[rune]bool{}
	for _, r := range s {
		kinds[r] = true
	}
	return len(kinds) <= 2
}

// ownWords are the portal's, whoever runs it.
var ownWords = []string{"ipportal", "ipprotection", "intellectualproperty", "marketplace", "知识产权", "投诉"}

// contextWords are the words that the given names and addresses hold, the longest
// first: of lin.yue@haiyun.example these are "linyue", "haiyun", "lin", "yue".
func contextWords(context []string) []string {
	words := slices.Clone(ownWords)
	for _, c := range context {
		whole := bare(strings.SplitN(c, "@", 2)[0])
		words = append(words, bare(c), whole)
		words = append(words, strings.FieldsFunc(strings.ToLower(c), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 3 && len(w) < 6 })
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(words)
}

// context is what an attacker knows of an account: the person, their
// organisations, the platform and its sites.
func (s *Service) context(db *gorm.DB, p Person) ([]string, error) {
	known := []string{p.Email, p.Name}
	for _, ask := range []*gorm.DB{
		db.Table("orgs").Select("orgs.name").Joins("JOIN memberships ON memberships.org_id = orgs.id").Where("memberships.person_id = ?", p.ID),
		db.Table("orgs").Select("orgs.name").Where("orgs.kind = ?", ipcase.PartyPlatform),
		db.Table("sites").Select("sites.name"),
	} {
		var names []string
		if err := ask.Limit(listLimit).Find(&names).Error; err != nil {
			return nil, fmt.Errorf("names that no password may be made of: %w", err)
		}
		known = append(known, names...)
	}
	return known, nil
}

// checkFirstPassword is for somebody who has no account yet.
func (s *Service) checkFirstPassword(ctx context.Context, password, email, name string) error {
	known, err := s.context(s.db.WithContext(ctx), Person{Email: email, Name: name})
	if err != nil {
		return err
	}
	return checkPassword(password, false, known...)
}

// hash waits for a place, so that many at once cannot take all the memory.
func (s *Service) hash(ctx context.Context, password string) (string, error) {
	release, err := s.place(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	h, err := argon2id.CreateHash(password, s.work)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return h, nil
}

func (s *Service) matches(ctx context.Context, password, hash string) (bool, error) {
	release, err := s.place(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	if len(password) > 4*MaxPassword {
		password = password[:4*MaxPassword] // too long to be anybody's: same work, and no more
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare a password: %w", err)
	}
	return ok, nil
}

func (s *Service) place(ctx context.Context) (release func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a place to hash: %w", ctx.Err())
	}
}
