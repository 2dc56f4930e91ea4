package main

import (
	"context"
	"fmt"

	"ipportal/ipcase/notify"
	"ipportal/web"
)

// bounce records that a mail came back, as a mail server reports it: let it pipe
// what comes to the address of IPPORTAL_MAIL_FROM here. What is no such report, or
// not of a notice, is said and left alone, so that the mail server does not answer
// it; only what may succeed later fails.
func bounce(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "bounce")
	c.dataFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	b, err := notify.ParseBounce(env.stdin)
	if err != nil {
		_, _ = fmt.Fprintln(env.stdout, "Nothing is recorded: the mail does not report that one of ours could not be delivered.")
		return nil
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	known, err := p.service.MailBounced(ctx, b.ID, b.Diagnosis)
	switch {
	case err != nil:
		return fmt.Errorf("record that %s came back: %w", b.ID, err)
	case known:
		_, _ = fmt.Fprintf(env.stdout, "It is recorded that the mail %s came back.\n", b.ID)
	default:
		_, _ = fmt.Fprintf(env.stdout, "Nothing is recorded: no notice was sent as %s.\n", b.ID)
	}
	return nil
}
