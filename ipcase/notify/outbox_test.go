package notify

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

type turning struct {
	mu sync.Mutex
	at time.Time
}

func (c *turning) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(time.Second)
	return c.at
}

func newOutbox(t *testing.T) (*Outbox, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mail")
	o, err := NewOutbox(dir, &turning{at: noon.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return o, dir
}

func TestOutboxKeepsAndShowsLetters(t *testing.T) {
	o, dir := newOutbox(t)
	first, second := letter(), letter()
	second.ID, second.Subject, second.HTML = "d-43", "A reply", ""
	second.Text = strings.Repeat("A long line of plain words that no mail server would carry in one piece. ", 20) + "\nend = end\n"
	for _, m := range []Mail{first, second} {
		if err := o.Send(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	list, err := o.List(10)
	if err != nil || len(list) != 2 || list[0].ID != "d-43" || list[1].Subject != first.Subject || list[1].Text != "" {
		t.Fatalf("list %+v, %v", list, err)
	}
	if one, err := o.List(1); err != nil || len(one) != 1 || one[0].ID != "d-43" {
		t.Errorf("newest %+v, %v", one, err)
	}
	got, err := o.Read("d-42")
	if err != nil || strings.TrimRight(got.Text, "\n") != strings.TrimRight(first.Text, "\n") || strings.TrimSpace(got.HTML) != first.HTML ||
		got.To != "林月 <lin@haiyun.example>" || got.Lang != "zh-CN" || !got.At.Equal(noon.Now().Add(time.Second)) {
		t.Errorf("read %+v, %v", got, err)
	}
	if got, err := o.Read("d-43"); err != nil || strings.TrimRight(got.Text, "\n") != strings.TrimRight(second.Text, "\n") || got.HTML != "" {
		t.Errorf("read %+v, %v", got, err)
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, _ := e.Info(); !e.IsDir() && (info.Mode().Perm() != 0o600 || filepath.Ext(e.Name()) != ".eml") {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
	}
}

func TestOutboxTakesEachIDOnce(t *testing.T) {
	o, _ := newOutbox(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := o.Send(context.Background(), letter()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if list, err := o.List(10); err != nil || len(list) != 1 {
		t.Errorf("%d letters, %v", len(list), err)
	}
}

func TestOutboxListsALetterWhoseSendingDied(t *testing.T) {
	o, dir := newOutbox(t)
	if err := o.Send(context.Background(), letter()); err != nil {
		t.Fatal(err)
	}
	// As after a power cut between the two names of the file.
	found, _ := filepath.Glob(filepath.Join(dir, "*.eml"))
	if len(found) != 1 || os.Remove(found[0]) != nil {
		t.Fatalf("found %v", found)
	}
	if err := o.Send(context.Background(), letter()); err != nil {
		t.Fatal(err)
	}
	if list, err := o.List(10); err != nil || len(list) != 1 {
		t.Errorf("%d letters, %v", len(list), err)
	}
}

func TestOutboxReadsOnlyItsOwn(t *testing.T) {
	o, dir := newOutbox(t)
	if err := os.WriteFile(filepath.Join(dir, "secret.eml"), []byte("Subject: x\r\n\r\nx"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"", "nobody", "../secret", "..", "../../../etc/passwd"} {
		if _, err := o.Read(id); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("read %q: %v", id, err)
		}
	}
}

// A mail brings files: what is attached is read back byte for byte, and its words stay
// its words.
func TestOutboxKeepsAttachments(t *testing.T) {
	o, _ := newOutbox(t)
	m := letter()
	body := []byte("%PDF-1.7\n\x00\xff" + strings.Repeat("x", 5000))
	m.Attached = []Attachment{{Name: "TF-2026-000001.pdf", MIME: "application/pdf", Body: body}}
	if err := o.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	got, err := o.Read(m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Attached) != 1 || got.Attached[0].Name != "TF-2026-000001.pdf" || got.Attached[0].MIME != "application/pdf" || string(got.Attached[0].Body) != string(body) {
		t.Errorf("attached: %+v", got.Attached)
	}
	if strings.TrimSpace(got.Text) != strings.TrimSpace(m.Text) || got.HTML == "" {
		t.Errorf("the words are %q", got.Text)
	}
}
