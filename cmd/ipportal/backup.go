package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/backup"
	"ipportal/ipcase/database"
	"ipportal/ipcase/stamp"
	"ipportal/web"
)

// takeBackup writes database and evidence into one file, while others go on working.
func takeBackup(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "backup")
	c.dataFlag(set)
	noFiles := set.Bool("no-evidence", false, "the database only: where the evidence's bucket keeps copies by itself")
	withKeys := set.Bool("keys", false, "the files key and log-key too: whoever reads the backup can then open what they seal")
	to, err := oneFile(set, args)
	if err != nil {
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
	from := backup.Source{DB: p.db, Blobs: p.blobs, Pictures: p.pictures, Now: p.clock.Now, Forgotten: p.service.ForgotFiles, LogKeys: p.service.LogKeys()}
	if *noFiles {
		from.Blobs = nil
	}
	if *withKeys {
		if from.Keys, err = p.keyFiles(); err != nil {
			return err
		}
	}
	began := time.Now()
	out := &counted{}
	var m backup.Manifest
	err = writeWhole(to, env.stdout, out, func(w io.Writer) error {
		m, err = backup.Write(ctx, w, from)
		return err
	})
	if err != nil {
		return fmt.Errorf("nothing was backed up: %w", err)
	}
	rows, n := m.Total()
	err = p.service.NoteBackup(ctx, ipcase.Backup{
		TakenAt: m.TakenAt, RowCount: rows, FileCount: int64(n), Bytes: out.n, WithFiles: m.Files, WithKeys: m.Keys,
	})
	if err != nil {
		return err
	}
	say := env.stdout
	if to == "-" {
		say = env.stderr
	}
	_, _ = fmt.Fprintf(say, "Backed up as of %s: %d rows of %d tables, %d files, %d bytes, in %s.\n",
		m.TakenAt.Format(time.RFC3339), rows, len(m.Rows), n, out.n, time.Since(began).Round(time.Millisecond))
	if !m.Keys {
		_, _ = fmt.Fprintln(say, "The keys are not in it: keep IPPORTAL_KEY and IPPORTAL_LOG_KEY, or the files key and log-key of the folder, apart from it.")
	}
	return nil
}

// restore makes a portal of a backup, where none is, and checks it as `verify` does.
func restore(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "restore")
	c.dataFlag(set)
	newKeys := set.Bool("new-keys", false, "make new keys where the old ones are lost: nobody's second factor opens any more, and mailed links are dead")
	unverified := set.Bool("no-verify", false, "do not check the history afterwards")
	from, err := oneFile(set, args)
	if err != nil {
		return err
	}
	if err := errors.Join(c.check(), c.folder()); err != nil {
		return err
	}
	began := time.Now()
	m, err := c.restoreFrom(ctx, env, from, *newKeys)
	if err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.service.LearnAgain(ctx); err != nil {
		return err
	}
	rows, n := m.Total()
	_, _ = fmt.Fprintf(env.stdout, "Restored as of %s: %d rows, %d files, from %s to %s, in %s.\n",
		m.TakenAt.Format(time.RFC3339), rows, n, m.From, p.db.Dialect, time.Since(began).Round(time.Millisecond))
	if !m.Files {
		_, _ = fmt.Fprintln(env.stdout, "Files were not in it: put the evidence back, and then run `ipportal verify`.")
		return nil
	}
	if *unverified {
		return nil
	}
	r, err := p.service.VerifyAgainst(ctx, ipcase.VerifyOptions{Publics: m.LogKeys, Stamp: stamp.Check})
	if err != nil {
		return errors.Join(errors.New("what was restored is not as it was written"), err)
	}
	_, _ = fmt.Fprintf(env.stdout, "All %d events, the states they lead to, snapshots and %d files are as they were written.\n", r.Events, r.Blobs)
	return nil
}

func (c *config) restoreFrom(ctx context.Context, env environment, from string, newKeys bool) (m backup.Manifest, err error) {
	in := env.stdin
	if from != "-" {
		f, err := os.Open(from) //nolint:gosec // the operator names it
		if err != nil {
			return m, err
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	db, err := database.Open(ctx, c.databaseURL())
	if err != nil {
		return m, err
	}
	p := &portal{config: *c, db: db, clock: systemClock{}}
	defer func() { err = errors.Join(err, db.Close()) }()
	if p.blobs, err = p.openStore(ctx); err != nil {
		return m, err
	}
	return backup.Read(ctx, in, backup.Target{
		DB: db, Blobs: p.blobs, Pictures: filepath.Join(c.data, "catalogue"), Keys: c.data,
		Ready: func(inIt bool) error {
			if inIt || newKeys {
				return nil
			}
			return c.keysAreThere()
		},
	})
}

// keysAreThere says which keys are missing, before a restoration that would make
// new ones unasked.
func (c *config) keysAreThere() error {
	for _, k := range []struct{ set, file, name string }{{c.key, "key", "IPPORTAL_KEY"}, {c.logKey, "log-key", "IPPORTAL_LOG_KEY"}} {
		if _, err := os.Stat(filepath.Join(c.data, k.file)); k.set == "" && err != nil {
			return fmt.Errorf("the key is not in the backup: set %s, or put the file %s into %s first; where it is lost, -new-keys goes on without it", k.name, k.file, c.data)
		}
	}
	return nil
}

// keyFiles are the keys that lie in the folder, for a backup that is to hold them.
func (p *portal) keyFiles() (map[string][]byte, error) {
	all := map[string][]byte{}
	for name, set := range map[string]string{"key": p.key, "log-key": p.logKey} {
		if set != "" {
			return nil, fmt.Errorf("-keys takes the file %s of the folder, and the key is set in the environment: keep it as you keep the environment", name)
		}
		data, err := os.ReadFile(filepath.Join(p.data, name))
		if err != nil {
			return nil, fmt.Errorf("read a key: %w", err)
		}
		all[name] = data
	}
	return all, nil
}

// oneFile reads flags and the one argument after them; "-" is the standard stream.
func oneFile(set *flag.FlagSet, args []string) (string, error) {
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return "", err
		}
		return "", errUsage
	}
	if set.NArg() != 1 {
		_, _ = fmt.Fprintf(set.Output(), "%s takes one FILE, after its flags; - is the standard stream.\n", set.Name())
		return "", errUsage
	}
	return set.Arg(0), nil
}

// counted counts what passes.
type counted struct {
	w io.Writer
	n int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// writeWhole writes a file that is there only when it is whole and on disk, for its
// owner alone. What is there already stays.
func writeWhole(to string, stdout io.Writer, through *counted, write func(io.Writer) error) error {
	if to == "-" {
		through.w = stdout
		return write(through)
	}
	if _, err := os.Lstat(to); err == nil { //nolint:gosec // the operator names it
		return fmt.Errorf("%s is there already", to)
	}
	f, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".part-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() //nolint:gosec // our own file
	through.w = f
	if err := errors.Join(write(through), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), to); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(to)) //nolint:gosec // as above
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
