package main

import (
	"context"
	"path/filepath"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
)

// files is where evidence lies, who looks through it, and what is taken.
type files struct {
	store  string // s3://…; "" is the folder
	clamd  string
	office string

	scanner ipcase.Scanner
}

func filesFrom(getenv func(string) string) files {
	return files{store: getenv("IPPORTAL_EVIDENCE"), clamd: getenv("IPPORTAL_CLAMD"), office: getenv("IPPORTAL_OFFICE")}
}

func (f *files) check(say func(string, ...any)) {
	if f.store != "" {
		if err := evidence.CheckBucket(f.store); err != nil { // its value holds a secret
			say("IPPORTAL_EVIDENCE cannot be used: %w", err)
		}
	}
	f.scanner = nil
	if f.clamd != "" {
		c, err := evidence.NewClamd(f.clamd)
		if err != nil {
			say("IPPORTAL_CLAMD is %q: %w", f.clamd, err)
		} else {
			f.scanner = c
		}
	}
	if f.office != "" && f.office != "on" && f.office != "off" {
		say("IPPORTAL_OFFICE is %q; write on or off", f.office)
	}
}

// openStore opens where evidence lies.
func (p *portal) openStore(ctx context.Context) (*evidence.Store, error) {
	dir := filepath.Join(p.data, "evidence")
	open := func() (*evidence.Store, error) { return evidence.NewDisk(dir) }
	if p.store != "" {
		open = func() (*evidence.Store, error) { return evidence.NewBucket(ctx, dir, p.store) }
	}
	s, err := open()
	if err == nil && p.office == "on" {
		s = s.WithOffice()
	}
	return s, err
}
