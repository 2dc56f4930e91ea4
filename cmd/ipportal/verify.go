package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/stamp"
	"ipportal/web"
)

// texts are the contents of files that a flag names, once or several times.
type texts []string

func (t *texts) String() string { return "" }

// Set reads the file.
func (t *texts) Set(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	*t = append(*t, string(text))
	return nil
}

// verify checks the history of every case and the log that joins them, showing how
// far it is, and names the first thing that is not as it was written.
func verify(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "verify")
	c.dataFlag(set)
	var held, keys texts
	set.Var(&held, "checkpoint", "`file` with a checkpoint of the log that was kept elsewhere; may be given several times")
	set.Var(&keys, "key", "`file` with a public key of the log from before it was replaced; may be given several times")
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	began := time.Now()
	told := began
	r, err := p.service.VerifyAgainst(ctx, ipcase.VerifyOptions{
		Checkpoints: held, Publics: keys, Stamp: stamp.Check,
		Progress: func(done, total int64) {
			if now := time.Now(); now.Sub(told) >= time.Second {
				told = now
				_, _ = fmt.Fprintf(env.stdout, "%d of %d checked\n", done, total)
			}
		},
	})
	if err != nil {
		return errors.Join(errors.New("this is not as it was written"), err)
	}
	_, _ = fmt.Fprintf(env.stdout, "All %d events, the states they lead to, snapshots and files are as they were written.\n"+
		"%d chains; %d leaves of the log, %d events wait for theirs; %d checkpoints, %d time stamps, %d from outside; %d texts, %d files; %s.\n",
		r.Events, r.Chains, r.Leaves, r.Waiting, r.Checkpoints, r.Stamps, len(held), r.Papers, r.Blobs, time.Since(began).Round(time.Millisecond))
	return nil
}
