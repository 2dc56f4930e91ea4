package main

import (
	"context"
	"errors"
	"fmt"

	"ipportal/ipcase/database"
)

// migrate brings the database up to date, a line for each step.
func migrate(ctx context.Context, env environment, args []string) (err error) {
	c := defaults(env)
	set := flags(env, "migrate")
	c.dataFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.folder(); err != nil {
		return err
	}
	db, err := database.Open(ctx, c.databaseURL())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	steps := 0
	err = db.Migrate(ctx, func(line string) {
		steps++
		_, _ = fmt.Fprintln(env.stdout, line)
	})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(env.stdout, "The database is up to date (%d steps applied, %s).\n", steps, db.Dialect)
	return nil
}
