// Command ipportal runs the portal: serve, work, migrate, verify, the first
// operator, and the demonstration. It wires the packages together and decides
// nothing itself.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the image holds no time zones
)

// command is one thing that ipportal can be told to do.
type command struct {
	name string
	args string
	does string
	run  func(ctx context.Context, env environment, args []string) error
}

func commands() []command {
	return []command{
		{"serve", "[-addr HOST:PORT] [-data DIR] [-base-url URL] [-no-work]", "answers browsers, and carries out what is due", serve},
		{"work", "[-data DIR]", "carries out what is due, and answers nobody", work},
		{"migrate", "[-data DIR]", "brings the database up to date", migrate},
		{"verify", "[-data DIR]", "checks the history of every case and names the first fault", verify},
		{"bounce", "[-data DIR]", "takes a mail server's report of a mail that came back, from its standard input", bounce},
		{"operator", "add -email ADDRESS -name NAME [-password-stdin] [-data DIR]", "adds somebody who runs the portal", operator},
		{"person", "add -party SIDE -org NAME -role ROLE -email ADDRESS -name NAME [-data DIR]", "adds somebody who signs in", person},
		{"clock", "-calendar CODE -start INSTANT -window \"AMOUNT UNIT\"", "counts a window aloud: each day, and when it ends", clock},
		{"procedure", "check FILE … | show [-lang LANG] [-format text|svg|html] ID | simulate [-data DIR] FILE", "checks a file of rules, shows a procedure, or replays past cases under a changed one", procedures},
		{"demo", "[-addr HOST:PORT] [-data DIR]", "shows a sample marketplace on this machine only", demo},
	}
}

// environment is what a command has from the outside.
type environment struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// errUsage has been explained to the person already.
var errUsage = errors.New("usage")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, environment{os.Getenv, os.Stdin, os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		_, _ = fmt.Fprintln(os.Stderr, "ipportal:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, env environment, args []string) error {
	if len(args) == 0 {
		usage(env.stderr)
		return errUsage
	}
	if args[0] == "help" || args[0] == "-h" || args[0] == "-help" || args[0] == "--help" {
		usage(env.stdout)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, env, args[1:])
		}
	}
	_, _ = fmt.Fprintf(env.stderr, "There is no command %q.\n\n", args[0])
	usage(env.stderr)
	return errUsage
}

func usage(w io.Writer) {
	_, _ = fmt.Fprint(w, "ipportal COMMAND\n\n")
	for _, c := range commands() {
		_, _ = fmt.Fprintf(w, "  %s %s\n      %s\n", c.name, c.args, c.does)
	}
	_, _ = fmt.Fprint(w, environmentHelp, oidcHelp)
}

// flags makes the set of a command; what is wrong in it is told on stderr.
func flags(env environment, name string) *flag.FlagSet {
	set := flag.NewFlagSet("ipportal "+name, flag.ContinueOnError)
	set.SetOutput(env.stderr)
	return set
}

// parse reads the flags of a command that takes no other arguments.
func parse(set *flag.FlagSet, args []string) error {
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if set.NArg() > 0 {
		_, _ = fmt.Fprintf(set.Output(), "%s takes no argument %q.\n", set.Name(), set.Arg(0))
		return errUsage
	}
	return nil
}
