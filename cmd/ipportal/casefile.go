package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"ipportal/ipcase/casefile"
)

// caseFile checks a file that the portal made: no database, no portal, the file and
// the public key alone.
func caseFile(_ context.Context, env environment, args []string) error {
	set := flags(env, "casefile verify")
	key := set.String("key", "", "`file` with the public key of the log, or the key itself")
	if len(args) < 2 || args[0] != "verify" {
		_, _ = fmt.Fprintln(env.stderr, "ipportal casefile takes: verify FILE -key KEY.")
		return errUsage
	}
	name := args[1]
	if err := parse(set, args[2:]); err != nil {
		return err
	}
	if *key == "" {
		_, _ = fmt.Fprintln(env.stderr, "Say with -key which public key of the log to believe. Have it from the portal's /log/key, and not from the file.")
		return errUsage
	}
	publics, err := publicKeys(*key)
	if err != nil {
		return err
	}
	f, err := os.Open(name) //nolint:gosec // the file that was named
	if err != nil {
		return err
	}
	size, err := f.Seek(0, io.SeekEnd)
	var report casefile.Report
	if err == nil {
		report, err = casefile.Verify(f, size, publics...)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s does not hold: %w", name, err)
	}
	_, _ = fmt.Fprintf(env.stdout, "%s is the file of case %s that the portal made for the %s at %s.\n%d files are as they were; %d events in one chain, %d of them shown in full; %d are in the log, under its checkpoint of %d leaves.\n",
		name, report.Case, report.For, report.MadeAt.UTC().Format("2006-01-02 15:04 MST"), len(report.Files), report.Events, report.Told, report.Logged, report.Checkpoint.Size)
	return nil
}

// publicKeys reads keys from a file, a line each, or takes the word for the key.
func publicKeys(word string) ([]string, error) {
	text := word
	if !strings.Contains(word, "+") || !strings.HasPrefix(word, "ipportal-log-") {
		words, err := os.ReadFile(word)
		if err != nil {
			return nil, fmt.Errorf("the public key: %w", err)
		}
		text = string(words)
	}
	return strings.Fields(text), nil
}
