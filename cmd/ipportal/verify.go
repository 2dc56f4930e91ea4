package main

import (
	"context"
	"fmt"
	"time"

	"ipportal/web"
)

// verify checks the history of every case, showing how far it is, and names the
// first thing that is not as it was written.
func verify(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "verify")
	c.dataFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), systemClock{})
	if err != nil {
		return err
	}
	defer p.close()
	var told time.Time
	var checked int64
	err = p.service.Verify(ctx, func(done, total int64) {
		checked = done
		if now := time.Now(); now.Sub(told) >= time.Second {
			told = now
			_, _ = fmt.Fprintf(env.stdout, "%d of %d events checked\n", done, total)
		}
	})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(env.stdout, "All %d events, the states they lead to, snapshots and files are as they were written.\n", checked)
	return nil
}
