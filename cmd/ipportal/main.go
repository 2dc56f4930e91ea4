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
	"strings"
	"syscall"
	_ "time/tzdata" // the image holds no time zones

	"ipportal/ipcase"
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
		{"migrate", "[-data DIR] [-app-role ROLE]", "brings the database up to date, and gives ROLE what the portal needs of it", migrate},
		{"health", "[-data DIR] [-addr HOST:PORT]", "asks a portal that runs here whether it is ready; for an image's health check", health},
		{"verify", "[-data DIR] [-checkpoint FILE] [-key FILE]", "checks the history of every case, and the log of all of them against checkpoints kept elsewhere, and names the first fault", verify},
		{"casefile", "verify FILE -key KEY", "checks a case file with the log's public key: it needs nothing else", caseFile},
		{"log", "[-data DIR] key | checkpoint | prove CHAIN NUMBER | consistency OLDER NEWER", "prints the log's public key, signs a checkpoint, or proves", logOf},
		{"public", "rebuild [-data DIR]", "empties the register and the transparency figures, which the workers then make again from the record", rebuildPublic},
		{"backup", "[-data DIR] [-no-evidence] [-keys] FILE", "writes database and evidence into one file, while others go on working; - is the standard output", takeBackup},
		{"restore", "[-data DIR] [-new-keys] [-no-verify] FILE", "makes a portal of a backup where none is, on either database, and checks it as verify does", restore},
		{"config", "[-addr HOST:PORT] [-data DIR] [-base-url URL]", "prints the settings in force, where each comes from, and what is wrong with them; no secrets", showConfig},
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
	environ        func() []string // every variable there is, as NAME=VALUE
	stdin          io.Reader
	stdout, stderr io.Writer
	clock          ipcase.Clock
}

// errUsage has been explained to the person already.
var errUsage = errors.New("usage")

func main() { os.Exit(process(systemClock{})) }

// process is the whole program by a clock; what it gives is the exit code.
func process(clock ipcase.Clock) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, environment{os.Getenv, os.Environ, os.Stdin, os.Stdout, os.Stderr, clock}, os.Args[1:])
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		return 2
	default:
		_, _ = fmt.Fprintln(os.Stderr, "ipportal:", err)
		return 1
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
	_, _ = fmt.Fprint(w, environmentHelp, strings.TrimPrefix(logHelp, "\n"), captureHelp, operatingHelp, oidcHelp)
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
