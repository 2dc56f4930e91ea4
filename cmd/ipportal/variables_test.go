package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var variableName = regexp.MustCompile(`^(IPPORTAL_[A-Z_]+|DATABASE_URL|OTEL_[A-Z_]+)$`)

// Every variable that the commands read stands in README, in `ipportal help` and in
// `ipportal config`, and nothing stands there that is not read.
func TestEveryVariableIsTold(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(err, files)
	}
	read := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "variables.go" || name == "show_config.go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && variableName.MatchString(s) {
					read[s] = true
				}
			}
			return true
		})
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	c := &console{}
	if err := run(t.Context(), c.environment(), []string{"help"}); err != nil {
		t.Fatal(err)
	}
	help := c.text()
	var told []string
	for _, v := range variables() {
		told = append(told, v.name)
		if !read[v.name] {
			t.Errorf("nothing reads %s", v.name)
		}
		if !strings.Contains(string(readme), "`"+v.name+"`") {
			t.Errorf("README does not tell of %s", v.name)
		}
		if !strings.Contains(help, v.name) {
			t.Errorf("help does not tell of %s", v.name)
		}
	}
	for name := range read {
		if !slices.Contains(told, name) {
			t.Errorf("`ipportal config` does not tell of %s", name)
		}
	}
	if len(read) < 20 {
		t.Errorf("only %d variables are found", len(read))
	}
}

// What is in force is shown with where it comes from, and nothing secret of it.
func TestConfigShowsNoSecret(t *testing.T) {
	key := "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="
	c := &console{vars: map[string]string{
		"DATABASE_URL": "postgres://portal:hunter2@db.example:5432/ip?sslmode=verify-full&sslpassword=hunter3", "IPPORTAL_KEY": key, "IPPORTAL_LOG_KEY": key,
		"IPPORTAL_SMTP": "smtps://mailer:hunter4@mail.example:465", "IPPORTAL_MAIL_FROM": "IP <ip@quaylane.example>",
		"IPPORTAL_EVIDENCE": "s3://AKIA1:hunter5/x+y@s3.example/bucket/prefix", "IPPORTAL_OIDC_ISSUER": "https://login.example.com",
		"IPPORTAL_OIDC_CLIENT_ID": "portal", "IPPORTAL_OIDC_CLIENT_SECRET": "hunter6-hunter6-hunter6-hunter6", "IPPORTAL_OIDC_NAME": "Seller Centre",
		"IPPORTAL_ZONE": "Asia/Shanghai", "IPPORTAL_DATA": t.TempDir(), "IPPORTAL_DSA": "https://token:17%7Chunter7@transparency.dsa.example",
	}}
	err := run(t.Context(), c.environment(), []string{"config", "-addr", "127.0.0.1:8123"})
	text := c.text()
	if err != nil {
		text += err.Error()
	}
	for _, secret := range []string{"hunter", key, "ABCDEF"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is shown:\n%s", secret, text)
		}
	}
	for _, line := range []string{
		`DATABASE_URL +postgres://portal:\(set\)@db\.example:5432/ip\?sslmode=verify-full&sslpassword=\(set\) +environment`,
		`IPPORTAL_ADDR +127\.0\.0\.1:8123 +flag -addr`, `IPPORTAL_BASE_URL +http://127\.0\.0\.1:8123 +default`, `IPPORTAL_ZONE +Asia/Shanghai +environment`,
		`IPPORTAL_KEY +\(set\) +environment`, `IPPORTAL_TSA +- +default`, `IPPORTAL_DSA +https://\(set\)@transparency\.dsa\.example +environment`, `IPPORTAL_OIDC_SHOP_CLAIM +`,
	} {
		if !regexp.MustCompile(`(?m)^` + line).MatchString(text) {
			t.Errorf("there is no line %s:\n%s", line, text)
		}
	}
}

// All that is wrong is named at once, and none of it with a secret.
func TestConfigNamesAllFaultsAtOnce(t *testing.T) {
	c := &console{vars: map[string]string{
		"IPPORTAL_ADDR": "nowhere", "IPPORTAL_BASE_URL": "ftp://x", "IPPORTAL_ZONE": "Mars", "IPPORTAL_KEY": "short", "IPPORTAL_SMTP": "http://a:hunter2@b",
		"DATABASE_URL": "postgres://portal:hunter2@:x:y/z", "IPPORTAL_MAX_CONNECTIONS": "many", "IPPORTAL_OFFICE": "perhaps", "IPPORTAL_SMPT": "x", "IPPORTAL_COLOUR": "red",
		"IPPORTAL_DATA": t.TempDir(), "IPPORTAL_PROCEDURES": t.TempDir() + "/none", "IPPORTAL_EVIDENCE": "s3://a:hunter2@b", "IPPORTAL_DSA": "https://hunter2@b",
	}}
	err := run(t.Context(), c.environment(), []string{"config"})
	if err == nil {
		t.Fatal("nothing is said to be wrong")
	}
	for _, name := range []string{
		"IPPORTAL_ADDR is", "IPPORTAL_BASE_URL is", "IPPORTAL_ZONE is", "IPPORTAL_KEY cannot", "IPPORTAL_SMTP cannot", "IPPORTAL_SMTP is set", "DATABASE_URL cannot",
		"IPPORTAL_MAX_CONNECTIONS is", "IPPORTAL_OFFICE is", "IPPORTAL_PROCEDURES is", "IPPORTAL_EVIDENCE cannot", "IPPORTAL_DSA cannot",
		"IPPORTAL_SMPT means nothing to the portal; IPPORTAL_SMTP does", "IPPORTAL_COLOUR means nothing to the portal; `ipportal help`",
	} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q is not said:\n%v", name, err)
		}
	}
	if all := err.Error() + c.text(); strings.Contains(all, "hunter2") {
		t.Errorf("a password is shown:\n%s", all)
	}
}
