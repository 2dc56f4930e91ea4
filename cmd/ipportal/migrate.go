package main

import (
	"context"
	"errors"
	"fmt"

	"ipportal/ipcase/database"
)

// migrate brings the database up to date, a line for each step, and gives the role
// under which the portal is to run what it needs.
func migrate(ctx context.Context, env environment, args []string) (err error) {
	c := defaults(env)
	set := flags(env, "migrate")
	c.dataFlag(set)
	role := set.String("app-role", "", "`role` of PostgreSQL under which the portal will run: it is given what the portal needs, and may change nothing that is on record")
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
	var roles []string
	if *role != "" {
		roles = append(roles, *role)
	}
	if roles, err = db.Grant(ctx, roles...); err != nil {
		return err
	}
	for _, r := range roles {
		_, _ = fmt.Fprintf(env.stdout, "The role %s has what the portal needs.\n", r)
	}
	_, _ = fmt.Fprintf(env.stdout, "The database is up to date (%d steps applied, %s).\n", steps, db.Dialect)
	return nil
}
