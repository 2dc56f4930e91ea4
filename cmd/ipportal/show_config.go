package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"text/tabwriter"
)

// showConfig prints what is in force and where each value comes from, without
// secrets, and then everything that is wrong.
func showConfig(_ context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "config")
	byFlag := map[string]string{"IPPORTAL_DATA": "data", "IPPORTAL_ADDR": "addr", "IPPORTAL_BASE_URL": "base-url"}
	c.dataFlag(set)
	c.addrFlag(set)
	set.StringVar(&c.baseURL, "base-url", c.baseURL, "how the portal is reached")
	if err := parse(set, args); err != nil {
		return err
	}
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	wrong := errors.Join(c.check(), c.browserHere())
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, v := range variables() {
		from := "default"
		switch {
		case byFlag[v.name] != "" && given[byFlag[v.name]]:
			from = "flag -" + byFlag[v.name]
		case env.getenv(v.name) != "":
			from = "environment"
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", v.name, or(shown(v.value(&c), v.secret), "-"), from)
	}
	_ = w.Flush()
	for _, name := range unknownVariables(env.environ()) {
		wrong = errors.Join(wrong, unknownVariable(name))
	}
	if wrong != nil {
		return fmt.Errorf("this is wrong:\n%w", wrong)
	}
	_, _ = fmt.Fprintln(env.stdout, "Nothing is wrong.")
	return nil
}

func unknownVariable(name string) error {
	if near := meant(name); near != "" {
		return fmt.Errorf("%s means nothing to the portal; %s does", name, near)
	}
	return fmt.Errorf("%s means nothing to the portal; `ipportal help` lists what does", name)
}
