package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/web"
)

// newcomer is somebody to be added from the command line.
type newcomer struct {
	party, org, role    string
	shop                string
	email, name         string
	lang, zone, country string
	passwordFromStdin   bool
}

// operator adds somebody who runs the portal: the first account of all.
func operator(ctx context.Context, env environment, args []string) error {
	n := newcomer{party: string(ipcase.PartyPlatform), role: string(ipcase.RoleOperator)}
	return addPerson(ctx, env, "operator", n, args, func(*flag.FlagSet, *newcomer) {})
}

// person adds somebody of any side, and their organisation where it is new.
func person(ctx context.Context, env environment, args []string) error {
	return addPerson(ctx, env, "person", newcomer{}, args, func(set *flag.FlagSet, n *newcomer) {
		set.StringVar(&n.party, "party", "", "seller, holder or platform")
		set.StringVar(&n.org, "org", "", "the organisation's name; made where it is new")
		set.StringVar(&n.role, "role", "owner", "owner, member, viewer; at the platform reviewer, senior, operator")
		set.StringVar(&n.shop, "shop", "", "of a new seller: its reference at the marketplace, by which single sign-on finds it")
		set.StringVar(&n.country, "country", "", "of a new organisation, such as CN")
	})
}

func addPerson(ctx context.Context, env environment, command string, n newcomer, args []string, more func(*flag.FlagSet, *newcomer)) error {
	c := defaults(env)
	set := flags(env, command+" add")
	c.dataFlag(set)
	set.StringVar(&n.email, "email", "", "the address with which they sign in")
	set.StringVar(&n.name, "name", "", "their name")
	set.StringVar(&n.lang, "lang", "en", "en or zh-CN")
	set.BoolVar(&n.passwordFromStdin, "password-stdin", false, "read the password from standard input instead of making one")
	more(set, &n)
	if len(args) == 0 || args[0] != "add" {
		_, _ = fmt.Fprintf(env.stderr, "Write: ipportal %s add -email ADDRESS -name NAME\n", command)
		return errUsage
	}
	if err := parse(set, args[1:]); err != nil {
		return err
	}
	n.zone = c.zone
	if err := errors.Join(c.check(), n.check()); err != nil {
		return err
	}
	password, made, err := n.password(env)
	if err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.add(ctx, n, password); err != nil {
		return plain(err)
	}
	_, _ = fmt.Fprintf(env.stdout, "%s can sign in as %s at %s/sign-in\n", n.name, strings.ToLower(n.email), p.baseURL)
	if n.party == string(ipcase.PartyHolder) {
		_, _ = fmt.Fprintf(env.stdout, "What %s files waits until its owner hands in an identity paper at %s/account/identity and a reviewer verifies it.\n", n.org, p.baseURL)
	}
	if made {
		_, _ = fmt.Fprintf(env.stdout, "Password, shown only now: %s\n", password)
	}
	return nil
}

var rolesOf = map[ipcase.Party][]ipcase.Role{
	ipcase.PartySeller:   {ipcase.RoleOwner, ipcase.RoleMember, ipcase.RoleViewer},
	ipcase.PartyHolder:   {ipcase.RoleOwner, ipcase.RoleMember, ipcase.RoleViewer},
	ipcase.PartyPlatform: {ipcase.RoleReviewer, ipcase.RoleSenior, ipcase.RoleOperator},
}

func (n newcomer) check() error {
	var wrong []error
	roles, ok := rolesOf[ipcase.Party(n.party)]
	switch {
	case !ok:
		wrong = append(wrong, fmt.Errorf("-party is %q; write seller, holder or platform", n.party))
	case !slices.Contains(roles, ipcase.Role(n.role)):
		wrong = append(wrong, fmt.Errorf("-role is %q; at a %s it is one of %v", n.role, n.party, roles))
	case n.org == "" && n.party != string(ipcase.PartyPlatform):
		wrong = append(wrong, errors.New("-org is missing; write the organisation's name"))
	case n.shop != "" && n.party != string(ipcase.PartySeller):
		wrong = append(wrong, errors.New("-shop is a seller's; leave it out"))
	}
	if n.lang != "en" && n.lang != "zh-CN" {
		wrong = append(wrong, fmt.Errorf("-lang is %q; write en or zh-CN", n.lang))
	}
	if n.email == "" {
		wrong = append(wrong, errors.New("-email is missing; write the address with which they sign in"))
	}
	if n.name == "" {
		wrong = append(wrong, errors.New("-name is missing; write their name"))
	}
	return errors.Join(wrong...)
}

// password is what stdin gives, or a new one of 120 random bits.
func (n newcomer) password(env environment) (password string, made bool, err error) {
	if !n.passwordFromStdin {
		text := strings.ToLower(rand.Text())
		return strings.Join([]string{text[:6], text[6:12], text[12:18], text[18:24]}, "-"), true, nil
	}
	line, err := bufio.NewReader(env.stdin).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", false, errors.Join(errors.New("standard input holds no password"), err)
	}
	return line, false, nil
}

func (p *portal) add(ctx context.Context, n newcomer, password string) error {
	org, err := p.organisation(ctx, n)
	if err != nil {
		return err
	}
	who, err := p.accounts.AddPerson(ctx, account.NewPerson{Email: n.email, Name: n.name, Password: password, Lang: n.lang, Zone: n.zone})
	if err != nil {
		return err
	}
	return p.accounts.AddMembership(ctx, who.ID, org.ID, ipcase.Role(n.role))
}

func (p *portal) organisation(ctx context.Context, n newcomer) (ipcase.Org, error) {
	if n.party == string(ipcase.PartyPlatform) {
		return p.accounts.Platform(ctx, p.brand(), p.zone)
	}
	return p.accounts.Organisation(ctx, ipcase.Org{
		Kind: ipcase.Party(n.party), Name: n.org, Lang: n.lang, Zone: n.zone, Country: n.country, ContactName: n.name, Email: strings.ToLower(n.email), ShopRef: n.shop,
	})
}

// plain is a refusal as sentences for the command line.
func plain(err error) error {
	var e *ipcase.Error
	if !errors.As(err, &e) {
		return err
	}
	if len(e.Fields) == 0 {
		return fmt.Errorf(e.Msg, e.Args...)
	}
	var all []error
	for _, f := range e.Fields {
		all = append(all, fmt.Errorf(f.Msg, f.Args...))
	}
	return errors.Join(all...)
}
