package main

import (
	"context"
	"fmt"

	"ipportal/web"
)

// rebuildPublic makes anew what everybody can read: the register and the transparency
// figures. The workers take them up again from the record.
func rebuildPublic(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	if len(args) == 0 || args[0] != "rebuild" {
		_, _ = fmt.Fprintln(env.stderr, "ipportal public takes: rebuild.")
		return errUsage
	}
	set := flags(env, "public")
	c.dataFlag(set)
	if err := parse(set, args[1:]); err != nil {
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
	if err := p.service.RebuildPublic(ctx); err != nil {
		return fmt.Errorf("rebuild what is public: %w", err)
	}
	_, _ = fmt.Fprintln(env.stdout, "The register and the figures are empty now. A portal that works fills them again from the record, oldest first.")
	return nil
}
