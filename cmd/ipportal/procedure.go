package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/procedure"
	"ipportal/views"
	"ipportal/web"
	"ipportal/web/present"
)

// procedures reads, shows and tries out the rules that cases run under.
func procedures(ctx context.Context, env environment, args []string) error {
	if len(args) == 0 {
		return errors.New("say what to do: procedure check FILE, procedure show ID, or procedure simulate FILE")
	}
	switch args[0] {
	case "check":
		return checkProcedures(env, args[1:])
	case "show":
		return showProcedure(ctx, env, args[1:])
	case "simulate":
		return simulateProcedure(ctx, env, args[1:])
	default:
		return fmt.Errorf("procedure cannot %q; it can check, show and simulate", args[0])
	}
}

// parseFiles reads the flags of a command that takes names after them.
func parseFiles(set *flag.FlagSet, args []string) error {
	err := set.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	return errUsage
}

// checkProcedures names every mistake in the files, each with its line.
func checkProcedures(env environment, args []string) error {
	set := flags(env, "procedure check")
	if err := parseFiles(set, args); err != nil {
		return err
	}
	if set.NArg() == 0 {
		return errors.New("name the file to check: procedure check FILE")
	}
	wrong := 0
	for _, file := range set.Args() {
		data, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			return fmt.Errorf("read the file: %w", err)
		}
		problems := procedure.Check(file, data)
		for _, p := range problems {
			_, _ = fmt.Fprintln(env.stdout, p)
		}
		if len(problems) == 0 {
			_, _ = fmt.Fprintf(env.stdout, "%s: nothing is wrong\n", file)
		}
		wrong += len(problems)
	}
	switch wrong {
	case 0:
		return nil
	case 1:
		return errors.New("1 mistake was found")
	default:
		return fmt.Errorf("%d mistakes were found", wrong)
	}
}

// showProcedure prints a procedure in plain words, as a drawing, or both in one page.
func showProcedure(ctx context.Context, env environment, args []string) error {
	set := flags(env, "procedure show")
	lang := set.String("lang", "en", "the language: en or zh-CN")
	format := set.String("format", "text", "text, svg, or html: both in a page of its own")
	version := set.Int("version", 0, "the version; without it the newest in force")
	if err := parseFiles(set, args); err != nil {
		return err
	}
	c := defaults(env)
	book, err := c.rulebook()
	if err != nil {
		return err
	}
	p, err := findProcedure(book, set.Arg(0), *version)
	if err != nil {
		return err
	}
	if !slices.Contains(present.Languages(), *lang) {
		return fmt.Errorf("-lang is %q; it takes %s", *lang, strings.Join(present.Languages(), " or "))
	}
	text := procedure.AsText(book, p, *lang)
	if *format == "text" {
		_, err = fmt.Fprint(env.stdout, text)
		return err
	}
	svg, err := drawing(ctx, p, *lang)
	if err != nil {
		return err
	}
	switch *format {
	case "svg":
		_, err = fmt.Fprintln(env.stdout, svg)
	case "html":
		_, err = fmt.Fprintf(env.stdout, "<!doctype html>\n<html lang=%q><meta charset=\"utf-8\"><title>%s</title>\n%s\n<pre>%s</pre>\n</html>\n",
			*lang, html.EscapeString(p.Name.In(*lang)), svg, html.EscapeString(text))
	default:
		err = fmt.Errorf("-format is %q; it takes text, svg or html", *format)
	}
	return err
}

func findProcedure(book ipcase.Rulebook, id string, version int) (ipcase.Procedure, error) {
	p, ok := book.InForce(id, time.Now())
	if version > 0 {
		p, ok = book.Procedure(id, version)
	}
	if ok {
		return p, nil
	}
	var ids []string
	for _, x := range book.Procedures {
		if !slices.Contains(ids, x.ID) {
			ids = append(ids, x.ID)
		}
	}
	return p, fmt.Errorf("there is no procedure %q in that version; there are %s", id, strings.Join(ids, ", "))
}

// drawingStyle makes the drawing readable by itself; a page that holds it brings its own
// colours by the same classes.
const drawingStyle = `<style>.diagram{font:14px system-ui,sans-serif;background:#fff}.diagram-node{fill:#fff;stroke:#6f7d93;stroke-width:1.5}` +
	`.diagram-node.first{fill:#e8f0fc;stroke:#1a56b0}.diagram-node.final{fill:#eaeef4;stroke-width:3}.diagram-name{fill:#17202e}` +
	`.diagram-edge{fill:none;stroke:#6f7d93;stroke-width:1.5}.diagram-edge.quiet{stroke-dasharray:6 4}.diagram-head{fill:#6f7d93}` +
	`.diagram-badge{fill:#fff;stroke:#1a56b0}.diagram-no{fill:#1a56b0;font-size:12px;font-weight:600}</style>`

func drawing(ctx context.Context, p ipcase.Procedure, lang string) (string, error) {
	var b strings.Builder
	d := present.NewReader(ipcase.Actor{}, lang, time.UTC, time.Now()).ProcedureDiagram(p)
	if err := views.DiagramSVG(d).Render(ctx, &b); err != nil { //nolint:contextcheck // templ hands it on
		return "", fmt.Errorf("draw the procedure: %w", err)
	}
	svg := strings.Replace(b.String(), "<defs>", drawingStyle+"<defs>", 1)
	return svg, nil
}

// simulateProcedure replays the cases that ended under a procedure as if the file had
// governed them. It reads only.
func simulateProcedure(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "procedure simulate")
	c.dataFlag(set)
	if err := parseFiles(set, args); err != nil {
		return err
	}
	if set.NArg() != 1 {
		return errors.New("name the changed procedure: procedure simulate FILE")
	}
	data, err := os.ReadFile(filepath.Clean(set.Arg(0)))
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	changed, err := procedure.Parse(set.Arg(0), data)
	if err != nil {
		return fmt.Errorf("the file is not right:\n%w", err)
	}
	if err := c.check(); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	var told time.Time
	got, err := p.service.SimulateProcedure(ctx, changed, func(done, total int) {
		if now := time.Now(); done == total || now.Sub(told) >= time.Second {
			told = now
			_, _ = fmt.Fprintf(env.stderr, "%d of %d cases replayed\n", done, total)
		}
	})
	if err != nil {
		return err
	}
	tellSimulation(env, changed, got)
	return nil
}

func tellSimulation(env environment, p ipcase.Procedure, got ipcase.Simulation) {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(env.stdout, format+"\n", args...) }
	say("%d cases with %d listings ended under %s; %d listings would have ended alike.", got.Cases, got.Items, p.ID, got.Same)
	type turn struct{ was, would ipcase.State }
	counts := map[turn]int{}
	var order []turn
	for _, x := range got.Changed {
		k := turn{x.Was, x.Would}
		if counts[k] == 0 {
			order = append(order, k)
		}
		counts[k]++
	}
	for _, k := range order {
		open := ""
		if !k.would.Final() {
			open = " (still open)"
		}
		say("%d would be %s%s instead of %s:", counts[k], k.would, open, k.was)
		for _, x := range got.Changed {
			if x.Was == k.was && x.Would == k.would {
				say("  %s, listing %d", x.Case, x.Item)
			}
		}
	}
}
