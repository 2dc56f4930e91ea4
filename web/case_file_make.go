package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/casefile"
	"ipportal/web/present"
	"ipportal/web/present/casepdf"
)

// CaseFiles makes the files of cases: for a browser that waits, or, where a case is
// large, by a worker.
type CaseFiles struct {
	Service *ipcase.Service
	Blobs   ipcase.Blobs
	Clock   ipcase.Clock
	Zone    string // IANA zone in which a file says its times
}

// reader is who a file is made for, in one language, at one moment.
func (m CaseFiles) reader(a ipcase.Actor, lang string, now time.Time) present.Reader {
	zone, err := time.LoadLocation(m.Zone)
	if err != nil {
		zone = time.UTC
	}
	return present.NewReader(a, lang, zone, now)
}

// gather reads what the file of a case is made from, as its reader may see it.
func (m CaseFiles) gather(ctx context.Context, r present.Reader, a ipcase.Actor, v ipcase.CaseView) (present.CaseFile, error) {
	in := present.CaseFile{View: v, Book: m.Service.Book(), Keys: m.Service.LogKeys()}
	var err error
	if in.Papers, err = m.Service.ClockPapers(ctx, a, &in.View); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	if in.Fixed, err = m.Service.FixedListings(ctx, v); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	if in.Proof, err = m.Service.ProveCase(ctx, v); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	exhibits, err := m.Service.CaseExhibits(ctx, a, v)
	if err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	if in.Abuse, err = m.Service.CaseAbuses(ctx, a, v); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	reported, err := m.Service.AbuseExhibits(ctx, a, v, in.Abuse)
	if err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	for _, e := range append(exhibits, reported...) {
		in.Files = append(in.Files, exhibitFiles(e)...)
	}
	for _, i := range v.Items {
		in.Files = append(in.Files, pictureFiles("snapshots", i.Position, i.Snapshot, r.T("Picture of the listing when it was complained of"))...)
	}
	if in.Captures, err = m.Service.Captures(ctx, v); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	for _, i := range v.Items {
		in.Files = append(in.Files, captureFiles(in.Captures[i.Position], i.Snapshot.Ref, r.T("Page of the listing when it was complained of"))...)
	}
	for n, l := range in.Fixed {
		in.Files = append(in.Files, pictureFiles(fmt.Sprintf("fixes/%d", n+1), l.Position, l.After, r.T("Picture of the listing with the fix"))...)
	}
	distinctNames(in.Files)
	return in, m.sizes(ctx, in.Files)
}

// exhibitFiles is an exhibit as its pages show it to this reader: the original for
// its owner and reviewers, for others the copy made for them, or the pictures of
// its pages.
func exhibitFiles(e ipcase.CaseExhibit) []present.CaseFileEntry {
	label := e.Label
	if label == "" {
		label = "right"
	}
	one := present.CaseFileEntry{Kind: e.MIME, Original: e.Hash}
	switch {
	case e.Owner:
		one.Name, one.Hash, one.MIME = casefile.SafeName("exhibits", label, e.Name), e.Hash, e.MIME
	case sharable(e.Exhibit):
		one.Name, one.Hash, one.MIME = casefile.SafeName("exhibits", label, renamed(e.Name, e.MIME, e.ViewMIME)), e.ViewHash, e.ViewMIME
	default:
		pages := make([]present.CaseFileEntry, len(e.PagePictures))
		for n, p := range e.PagePictures {
			pages[n] = one
			pages[n].Name, pages[n].Hash, pages[n].MIME = casefile.SafeName("exhibits", fmt.Sprintf("%s page %d", label, p.N), e.Name+endingOf(p.MIME)), p.Hash, p.MIME
		}
		return pages
	}
	return []present.CaseFileEntry{one}
}

func pictureFiles(folder string, position int, s ipcase.Snapshot, kind string) []present.CaseFileEntry {
	files := make([]present.CaseFileEntry, len(s.Images))
	for n, img := range s.Images {
		files[n] = present.CaseFileEntry{
			Name: casefile.SafeName(folder, fmt.Sprintf("%d-%d", position, n+1), s.Ref+endingOf(img.MIME)), Hash: img.Hash, MIME: img.MIME, Kind: kind,
		}
	}
	return files
}

// captureFiles is the picture of a listing's page, where there is one.
func captureFiles(c ipcase.Capture, ref, kind string) []present.CaseFileEntry {
	if c.Hash == "" {
		return nil
	}
	return []present.CaseFileEntry{{
		Name: casefile.SafeName("pages", fmt.Sprintf("%d", c.Position), ref+endingOf(c.MIME)), Hash: c.Hash, MIME: c.MIME, Kind: kind,
	}}
}

func endingOf(mime string) string {
	return map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "image/gif": ".gif"}[mime]
}

// distinctNames gives files of the same name a number.
func distinctNames(files []present.CaseFileEntry) {
	taken := map[string]int{}
	for n := range files {
		f := &files[n]
		name := strings.ToLower(f.Name)
		if taken[name]++; taken[name] > 1 {
			folder, rest, _ := strings.Cut(f.Name, "/")
			f.Name = fmt.Sprintf("%s/%d %s", folder, taken[name], rest)
		}
	}
}

// sizesAtOnce is how many files the store is asked about at once: it may be a
// server.
const sizesAtOnce = 8

// sizes notes of each file how large it is, without reading it.
func (m CaseFiles) sizes(ctx context.Context, files []present.CaseFileEntry) error {
	failed := make([]error, sizesAtOnce)
	var ask sync.WaitGroup
	for k := range sizesAtOnce {
		ask.Go(func() {
			for n := k; n < len(files) && failed[k] == nil; n += sizesAtOnce {
				files[n].Size, failed[k] = m.Blobs.Size(ctx, files[n].Hash)
			}
		})
	}
	ask.Wait()
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("a file of the case: %w", err)
	}
	return nil
}

// writeZIP writes the file of a case, file by file: none is held in memory but the
// document, which has words only. step is told after each file.
func (m CaseFiles) writeZIP(ctx context.Context, w io.Writer, r present.Reader, in present.CaseFile, step func(done int) error) error {
	z := casefile.NewWriter(w, casefile.Manifest{Case: in.View.Case.Number, For: string(r.Party), Lang: r.Lang, MadeAt: r.Now}, m.Service.SignCaseFile)
	var pdf bytes.Buffer
	err := casepdf.Write(&pdf, r.CaseFilePDF(in))
	for _, add := range []func() error{
		func() error { return z.Add(casefile.PDFName, "", true, &pdf) },
		func() error {
			return z.AddWritten(casefile.DataName, func(to io.Writer) error { return r.CaseFileData(to, in) })
		},
		func() error { return z.AddEvents(linesOf(in.Proof)) },
		func() error {
			return z.Add(casefile.CheckpointName, "", false, strings.NewReader(in.Proof.Checkpoint.Note))
		},
		func() error {
			return z.Add(casefile.KeyName, "", false, strings.NewReader(strings.Join(in.Keys, "\n")+"\n"))
		},
	} {
		if err == nil {
			err = add()
		}
	}
	for n, f := range in.Files {
		if err == nil {
			err = m.addFile(ctx, z, f)
		}
		if err == nil {
			err = step(n + 1)
		}
	}
	if err != nil {
		return err
	}
	return z.Close()
}

func (m CaseFiles) addFile(ctx context.Context, z *casefile.Writer, f present.CaseFileEntry) error {
	body, err := m.Blobs.Open(ctx, f.Hash)
	if err != nil {
		return fmt.Errorf("a file of the case: %w", err)
	}
	defer func() { _ = body.Close() }()
	return z.Add(f.Name, f.Original, !strings.HasPrefix(f.MIME, "text/"), body)
}

// linesOf is the chain as the file holds it.
func linesOf(p ipcase.CaseProof) []casefile.Event {
	lines := make([]casefile.Event, 0, len(p.Events))
	for _, e := range p.Events {
		l := casefile.Event{Chain: e.Chain, Seq: e.Seq, Prev: e.PrevHash, Hash: e.Hash}
		if e.Leaf >= 0 {
			l.Leaf = &e.Leaf
			for _, h := range e.Path {
				l.Path = append(l.Path, base64.StdEncoding.EncodeToString(h[:]))
			}
		}
		if e.Seen {
			l.Told = &casefile.Told{
				At: e.At, Kind: string(e.Kind), Party: string(e.Party), OrgID: e.OrgID, PersonID: e.PersonID, Items: e.Items, Public: e.Public, Data: e.Data,
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// seenBy is what a reader is shown of a case, every word and file, as a hash. Where
// it is another than when a file was made, the file is not theirs as it is. The
// place of events in the log is left out: it is the same event wherever it lies.
func seenBy(r present.Reader, in present.CaseFile) (string, error) {
	in.Proof.Checkpoint = ipcase.Checkpoint{}
	events := make([]ipcase.LoggedEvent, len(in.Proof.Events))
	for n, e := range in.Proof.Events {
		e.Leaf, e.Path = -1, nil
		events[n] = e
	}
	in.Proof.Events = events
	sum := sha256.New()
	words := json.NewEncoder(sum)
	err := errors.Join(words.Encode(r.CaseFilePDF(in)), r.CaseFileData(sum, in), words.Encode(linesOf(in.Proof)), words.Encode(in.Files))
	if err != nil {
		return "", fmt.Errorf("what is seen of a case: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Make makes the file that a delivery asks for, and writes down how far it is. It
// is made for what its reader may see at this moment.
func (m CaseFiles) Make(ctx context.Context, d ipcase.Delivery) error {
	f, a, number, err := m.Service.CaseFileToMake(ctx, d)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	v, err := readCaseAs(ctx, m.Service, a, number)
	if ipcase.KindOf(err) == ipcase.NotFound {
		return &ipcase.PermanentError{Reason: "the case is not there any more for who asked for its file"}
	}
	if err != nil {
		return err
	}
	now := ipcase.Moment(m.Clock.Now())
	r := m.reader(a, f.Lang, now)
	in, err := m.gather(ctx, r, a, v)
	if err != nil {
		return err
	}
	if f.Seen, err = seenBy(r, in); err != nil {
		return err
	}
	f.Total, f.MadeAt = len(in.Files), &now
	if err := m.Service.CaseFileProgress(ctx, f, 0, f.Total); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	each := max(1, f.Total/steps)
	f.Hash, f.Size, err = m.Blobs.Made().Keep(ctx, func(w io.Writer) error {
		return m.writeZIP(ctx, w, r, in, func(done int) error {
			if done%each != 0 {
				return ctx.Err()
			}
			return m.Service.CaseFileProgress(ctx, f, done, f.Total)
		})
	})
	if err != nil {
		return fmt.Errorf("make the file of %s: %w", number, err)
	}
	return m.Service.CaseFileMade(ctx, f) //nolint:wrapcheck // says itself what it did
}

// steps is how often the making of a file says how far it is.
const steps = 60

// readCaseAs reads a case as the side of an actor may see it.
func readCaseAs(ctx context.Context, service *ipcase.Service, a ipcase.Actor, number string) (ipcase.CaseView, error) {
	switch a.Party {
	case ipcase.PartySeller:
		return service.ReadSellerCase(ctx, a, number) //nolint:wrapcheck // says itself what it did
	case ipcase.PartyHolder:
		return service.ReadHolderCase(ctx, a, number) //nolint:wrapcheck // says itself what it did
	default:
		return service.ReadReviewCase(ctx, a, number) //nolint:wrapcheck // says itself what it did
	}
}
