package main

import (
	"context"
	"fmt"
	"strconv"

	"ipportal/web"
)

// logOf answers questions about the log that joins the chains of all cases: what
// an outsider keeps, and what proves an event or an older checkpoint.
func logOf(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "log")
	c.dataFlag(set)
	if err := set.Parse(args); err != nil {
		return errUsage
	}
	if err := c.check(); err != nil {
		return err
	}
	asked := set.Args()
	want := map[string]int{"key": 1, "checkpoint": 1, "prove": 3, "consistency": 3}
	if len(asked) == 0 || want[asked[0]] != len(asked) {
		_, _ = fmt.Fprintln(env.stderr, "ipportal log takes: key, checkpoint, prove CHAIN NUMBER, or consistency OLDER NEWER.")
		return errUsage
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	text, err := p.logText(ctx, asked)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(env.stdout, text)
	return nil
}

func (p *portal) logText(ctx context.Context, asked []string) (string, error) {
	switch asked[0] {
	case "key":
		text := ""
		for _, public := range p.service.LogKeys() {
			text += public + "\n"
		}
		return text, nil
	case "checkpoint":
		c, err := p.service.SignCheckpoint(ctx)
		return c.Note, err
	case "prove":
		seq, err := strconv.Atoi(asked[2])
		if err != nil {
			return "", fmt.Errorf("%q is no number of an event in its chain", asked[2])
		}
		return p.service.ProveEvent(ctx, asked[1], seq)
	default:
		older, err := strconv.ParseInt(asked[1], 10, 64)
		newer, err2 := strconv.ParseInt(asked[2], 10, 64)
		if err != nil || err2 != nil {
			return "", fmt.Errorf("%q and %q must be sizes of the log", asked[1], asked[2])
		}
		proof, err := p.service.LogConsistency(ctx, older, newer)
		text := ""
		for _, h := range proof {
			text += h.String() + "\n"
		}
		return text, err
	}
}
