package sample

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
)

// post is the mail of the sample's world, in which a mailbox can be closed.
type post struct {
	next   notify.Sender
	closed string            // address that takes no mail at the moment
	claims map[string]string // the last link for claiming a shop that an address was sent
}

var claimLink = regexp.MustCompile(`/link/claim/([A-Za-z0-9_-]+)`)

var _ notify.Sender = (*post)(nil)

// Send implements notify.Sender.
func (p *post) Send(ctx context.Context, m notify.Mail) error {
	if m.To == p.closed {
		return &ipcase.PermanentError{Reason: "550 5.1.1 the mailbox " + m.To + " does not exist"}
	}
	if link := claimLink.FindStringSubmatch(m.Text); link != nil {
		p.claims[m.To] = link[1]
	}
	return p.next.Send(ctx, m) //nolint:wrapcheck // the world adds nothing of its own
}

// keptPapers are the sample's pictures and documents as the portal keeps them.
type keptPapers struct {
	blobs map[string]ipcase.Blob
	err   error
}

// need notes that these files will be used.
func (t *teller) need(papers ...paper) {
	for _, p := range papers {
		t.needed[p.file] = true
	}
}

// needPictures notes that the pictures of these listings will be frozen.
func (t *teller) needPictures(lines []string) {
	for _, l := range marketplace.SampleListings(t.Now) {
		for _, line := range lines {
			if strings.HasPrefix(line, l.Ref) {
				for _, picture := range l.Images {
					t.need(paper{file: picture})
				}
			}
		}
	}
}

// keepPapers puts every picture and document that is needed into the store, each
// once and several at a time: making the view of a picture is what takes longest
// in the whole sample.
func (t *teller) keepPapers() <-chan keptPapers {
	done := make(chan keptPapers, 1)
	go func() {
		var mu sync.Mutex
		kept := keptPapers{blobs: map[string]ipcase.Blob{}}
		var all sync.WaitGroup
		for name := range t.needed {
			all.Go(func() {
				blob, err := t.keepPaper(name)
				mu.Lock()
				defer mu.Unlock()
				kept.blobs[name], kept.err = blob, errors.Join(kept.err, err)
			})
		}
		all.Wait()
		done <- kept
	}()
	return done
}

func (t *teller) keepPaper(name string) (ipcase.Blob, error) {
	f, err := marketplace.Samples().Open(name)
	if err != nil {
		return ipcase.Blob{}, fmt.Errorf("open %s: %w", name, err)
	}
	defer f.Close()
	blob, err := t.Blobs.Put(t.ctx, "file", name[strings.LastIndexByte(name, '/')+1:], f)
	if err != nil {
		return ipcase.Blob{}, fmt.Errorf("keep %s: %w", name, err)
	}
	return blob, nil
}
