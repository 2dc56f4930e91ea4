package account

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// params is the work that one password costs: OWASP's second setting. Changing
// it changes only hashes made from then on, so noSuchPerson must follow.
var params = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// noSuchPerson is compared with where an account does not exist, so that asking
// for one costs the same work and time as a wrong password. It is the hash of
// random bytes that nobody kept.
const noSuchPerson = "$argon2id$v=19$m=19456,t=2,p=1$iZnZfnQaGBXf663QDJpGQQ$9kWejPlpr2fmqL6rmXcWlK2393JBNhhK3Mj1F8yihis"

const (
	minPassword = 15
	maxPassword = 200
)

// checkPassword refuses what is guessed first. Length is what counts; there are
// no rules about kinds of characters.
func checkPassword(password, email string) error {
	n := utf8.RuneCountInString(password)
	local, _, _ := strings.Cut(email, "@")
	plain, own := bare(password), bare(local)
	switch {
	case n < minPassword:
		return field("password", "Choose a password of at least %d characters. Several words are easier to remember than signs.", minPassword)
	case n > maxPassword:
		return field("password", "Choose a password of at most %d characters.", maxPassword)
	case isCommon(plain) || plain == bare(email) || len(own) > 2 && strings.ReplaceAll(plain, own, "") == "":
		return field("password", "This password is among the first that are tried. Choose another.")
	}
	return nil
}

// bare is a password without what people put between its parts.
func bare(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_.", r) {
			return -1
		}
		return r
	}, s))
}

// common are the long passwords found most often in leaks, and the pieces that
// they repeat.
var common = []string{
	"password", "passw0rd", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1234567890", "12345678", "123456", "1234",
	"abc123", "iloveyou", "letmein", "welcome", "admin", "administrator", "changeme", "football", "baseball", "monkey",
	"dragon", "master", "sunshine", "princess", "qazwsxedc", "1q2w3e4r5t", "1qaz2wsx", "abcdefghijklmnop", "correcthorsebatterystaple",
	"woaini1314", "woaini", "ipportal", "quaylane", "123",
}

// isCommon is true where a password is nothing but common pieces.
func isCommon(plain string) bool {
	for _, c := range common {
		plain = strings.ReplaceAll(plain, c, "\x00")
	}
	left := map[rune]bool{}
	n := 0
	for _, r := range plain {
		if r != 0 {
			left[r] = true
			n++
		}
	}
	return n <= 3 || len(left) <= 2
}

// hash waits for a place, so that many at once cannot take all the memory.
func (s *Service) hash(ctx context.Context, password string) (string, error) {
	release, err := s.place(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	h, err := argon2id.CreateHash(password, params)
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
	if len(password) > 4*maxPassword {
		password = password[:4*maxPassword] // too long to be anybody's: same work, and no more
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
