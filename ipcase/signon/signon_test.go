package signon

import (
	"strings"
	"testing"

	"ipportal/ipcase"
)

func TestSecondFactorAsTheProviderSays(t *testing.T) {
	for name, tc := range map[string]struct {
		claims claims
		want   bool
	}{
		"nothing":                 {claims{}, false},
		"a password":              {claims{"amr": []any{"pwd"}}, false},
		"a password and a code":   {claims{"amr": []any{"pwd", "otp"}}, true},
		"a password and a PIN":    {claims{"amr": []any{"pwd", "pin"}}, false},
		"a key alone":             {claims{"amr": []any{"hwk"}}, false},
		"a key and its PIN":       {claims{"amr": []any{"hwk", "pin"}}, true},
		"several":                 {claims{"amr": []any{"mfa"}}, true},
		"several, as one word":    {claims{"amr": "mfa"}, true},
		"a message to a phone":    {claims{"amr": []any{"pwd", "sms"}}, false},
		"what is no list":         {claims{"amr": map[string]any{"mfa": true}}, false},
		"resistant to phishing":   {claims{"acr": "phr"}, true},
		"a profile of several":    {claims{"acr": "https://refeds.org/profile/mfa"}, true},
		"a level of its own":      {claims{"acr": "urn:example:gold"}, false},
		"a level and a word":      {claims{"acr": "1", "amr": []any{"pwd"}}, false},
		"numbers in place of it":  {claims{"acr": 2.0, "amr": []any{1.0}}, false},
		"a word that looks alike": {claims{"amr": []any{"MFA"}}, false},
	} {
		if got := tc.claims.secondFactor(); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestClaimsAreRead(t *testing.T) {
	c := claims{"shop": 20041.0, "half": 1.5, "list": []any{"x"}, "text": " QLS-1 ", "yes": "true", "no": "yes"}
	for name, want := range map[string]string{"shop": "20041", "half": "", "list": "", "text": "QLS-1", "absent": ""} {
		if got := c.text(name); got != want {
			t.Errorf("%s is read as %q", name, got)
		}
	}
	if !c.yes("yes") || c.yes("no") || c.yes("absent") {
		t.Error("truth is read wrongly")
	}
	for word, want := range map[string]ipcase.Role{"owner": ipcase.RoleOwner, "viewer": ipcase.RoleViewer, "member": ipcase.RoleMember, "": ipcase.RoleMember, "operator": ipcase.RoleMember, "Owner": ipcase.RoleMember} {
		if got := role(word); got != want {
			t.Errorf("%q makes a %s", word, got)
		}
	}
}

func TestSettingsAreChecked(t *testing.T) {
	fine := Config{Issuer: "https://login.example.com/realm", ClientID: "portal", ClientSecret: strings.Repeat("s", 16), Name: "Seller Centre"}
	if wrong := fine.Check(); len(wrong) > 0 {
		t.Errorf("what is fine is refused: %v", wrong)
	}
	for name, change := range map[string]func(*Config){
		"no https":       func(c *Config) { c.Issuer = "http://login.example.com" },
		"a query":        func(c *Config) { c.Issuer += "?x=1" },
		"no host":        func(c *Config) { c.Issuer = "login.example.com" },
		"no client":      func(c *Config) { c.ClientID = "" },
		"a short secret": func(c *Config) { c.ClientSecret = "short" },
		"no name":        func(c *Config) { c.Name = " " },
	} {
		c := fine
		change(&c)
		wrong := c.Check()
		if len(wrong) != 1 || strings.Contains(wrong[0].Error(), "short\"") {
			t.Errorf("%s: %v", name, wrong)
		}
	}
}
