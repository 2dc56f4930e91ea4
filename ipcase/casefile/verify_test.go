package casefile_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/casefile"
	"ipportal/ipcase/merkle"
)

func keyOf(t *testing.T, seed byte) merkle.Key {
	t.Helper()
	key, err := merkle.NewKey(bytes.Repeat([]byte{seed}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// chain is some events of a case, each a leaf of a log, and the log's checkpoint.
func chain(t *testing.T, key merkle.Key) ([]casefile.Event, string) {
	t.Helper()
	stored := map[int64][]byte{}
	rows := merkle.Rows(func(leaves []int64) (map[int64][]byte, error) { return stored, nil })
	edge, err := merkle.Resume(0, rows)
	if err != nil {
		t.Fatal(err)
	}
	var events []casefile.Event
	prev := ""
	for n := range 5 {
		leaf := int64(n)
		e := casefile.Event{Chain: "case:IP-2026-000001-7K", Seq: n + 1, Prev: prev, Leaf: &leaf, Told: &casefile.Told{
			At: time.Date(2026, 6, 8, 2, n, 0, 0, time.UTC), Kind: "counter_filed", Party: "seller", OrgID: 3, PersonID: 4, Items: []int{1, 2}, Public: true, Data: fmt.Sprintf(`{"attempt":%d}`, n),
		}}
		e.Hash = e.Sum()
		stored[leaf] = edge.Append(merkle.Leaf(e.Hash))
		events, prev = append(events, e), e.Hash
	}
	events[3].Told = nil // not shown to this reader
	for n := range events {
		path, err := merkle.ProveLeaf(edge.Size(), int64(n), rows)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range path {
			events[n].Path = append(events[n].Path, base64.StdEncoding.EncodeToString(h[:]))
		}
	}
	signed, err := key.SignCheckpoint(edge.Size(), edge.Root())
	if err != nil {
		t.Fatal(err)
	}
	return events, signed
}

func written(t *testing.T, key merkle.Key, events []casefile.Event, checkpoint string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := casefile.NewWriter(&out, casefile.Manifest{Case: "IP-2026-000001-7K", For: "seller", Lang: "en", MadeAt: time.Date(2026, 6, 9, 0, 0, 0, 0, time.UTC)}, key.SignText)
	for _, err := range []error{
		w.Add(casefile.PDFName, "", true, strings.NewReader("%PDF-1.7 the case")), w.AddEvents(events),
		w.Add(casefile.CheckpointName, "", false, strings.NewReader(checkpoint)), w.Add(casefile.KeyName, "", false, strings.NewReader(key.Public())),
		w.Add("exhibits/E1 report.txt", "", false, strings.NewReader(strings.Repeat("A line of the report.\n", 99))),
		w.Add("exhibits/S1 photograph.png", "", true, strings.NewReader(strings.Repeat("\x89PNG", 99))), w.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// again is the ZIP anew: change gives each file its bytes, nil leaves it out; more
// is written after them.
func again(t *testing.T, file []byte, change func(name string, body []byte) []byte, more func(z *zip.Writer)) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range from.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if body = change(f.Name, body); body == nil {
			continue
		}
		to, err := z.Create(f.Name)
		if err == nil {
			_, err = to.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if more != nil {
		more(z)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unpacks is what a bomb unpacks to: a thousand times its size.
const unpacks = 128 << 20

func packed(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	f, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(f, zeros{}, unpacks); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bomb(t *testing.T, name string, packed []byte) func(z *zip.Writer) {
	return func(z *zip.Writer) {
		to, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: unpacks})
		if err == nil {
			_, err = to.Write(packed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func same(_ string, body []byte) []byte { return body }

func without(name string) func(string, []byte) []byte {
	return func(n string, body []byte) []byte {
		if n == name {
			return nil
		}
		return body
	}
}

func replaced(name, old, with string) func(string, []byte) []byte {
	return func(n string, body []byte) []byte {
		if n == name {
			return bytes.Replace(body, []byte(old), []byte(with), 1)
		}
		return body
	}
}

// Whatever is done to a case file is found, and said in one sentence, with memory
// that does not grow by what is in it.
func TestTamperedCaseFile(t *testing.T) {
	key := keyOf(t, 7)
	events, checkpoint := chain(t, key)
	file := written(t, key, events, checkpoint)
	retold, _ := chain(t, key)
	retold[1].Told.Data = `{"attempt":9}`
	relinked, _ := chain(t, key)
	relinked[4].Told.Data = `{"attempt":9}`
	relinked[4].Hash = relinked[4].Sum()
	shorter, _ := chain(t, key)
	zeroed := packed(t)

	cases := []struct {
		name string
		file []byte
		key  merkle.Key
		says string // "" = it holds
	}{
		{"as it was made", file, key, ""},
		{"written anew by another program", again(t, file, same, nil), key, ""},
		{"an exhibit changed", again(t, file, replaced("exhibits/E1 report.txt", "line", "lime"), nil), key, "exhibits/E1 report.txt was changed: it is not the file that the manifest names"},
		{"the PDF changed", again(t, file, replaced("case.pdf", "the", "thy"), nil), key, "case.pdf was changed"},
		{"a byte of the ZIP changed", bytes.Replace(file, []byte("\x89PNG"), []byte("\x89PNg"), 1), key, "exhibits/S1 photograph.png was changed: it cannot be unpacked"},
		{"a file removed", again(t, file, without("exhibits/S1 photograph.png"), nil), key, "exhibits/S1 photograph.png is in the manifest, and not in the file"},
		{"a file added", again(t, file, same, func(z *zip.Writer) { _, _ = z.Create("exhibits/E9 more.txt") }), key, "exhibits/E9 more.txt is in the file, and not in its manifest"},
		{"a file twice", again(t, file, same, func(z *zip.Writer) { _, _ = z.Create("case.pdf") }), key, "case.pdf: two files in it have the same name"},
		{"an event changed", again(t, file, replaced("events.jsonl", "counter_filed", "counter_filet"), nil), key, "events.jsonl was changed"},
		{"an event changed, signed by the portal", written(t, key, retold, checkpoint), key, "event 2: what it says is not what was recorded"},
		{"an event made anew, signed by the portal", written(t, key, relinked, checkpoint), key, "event 5: it is not leaf 4 of the log"},
		{"an event left out, signed by the portal", written(t, key, append(shorter[:1:1], shorter[2:]...), checkpoint), key, "the chain is broken at event 2"},
		{"the checkpoint of another log", written(t, key, events, "ipportal-log\n5\nAAAA\n"), key, "the checkpoint"},
		{"the manifest changed", again(t, file, replaced("manifest.json", `"for": "seller"`, `"for": "holder"`), nil), key, "manifest.json was changed: it is not the one that was signed"},
		{"the manifest removed", again(t, file, without("manifest.json"), nil), key, "manifest.json is not there"},
		{"the signature changed", again(t, file, replaced("manifest.sig", "ipportal case file 1", "ipportal case file 2"), nil), key, "manifest.sig is not signed with this key, or was changed"},
		{"another key", file, keyOf(t, 8), "manifest.sig is not signed with this key"},
		{"made by another with a key of their own", written(t, keyOf(t, 8), events, checkpoint), key, "manifest.sig is not signed with this key"},
		{"cut off", file[:len(file)-40], key, "this is no whole ZIP"},
		{"half of it", file[:len(file)/2], key, "this is no whole ZIP"},
		{"nothing", nil, key, "this is no whole ZIP"},
		{"a bomb in place of an exhibit", again(t, file, without("exhibits/E1 report.txt"), bomb(t, "exhibits/E1 report.txt", zeroed)), key, "exhibits/E1 report.txt was changed"},
		{"a bomb in place of the manifest", again(t, file, without("manifest.json"), bomb(t, "manifest.json", zeroed)), key, "manifest.json: it is too long"},
		{"a bomb beside the others", again(t, file, same, bomb(t, "exhibits/E9.txt", zeroed)), key, "exhibits/E9.txt is in the file, and not in its manifest"},
	}
	for _, c := range cases {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		report, err := casefile.Verify(bytes.NewReader(c.file), int64(len(c.file)), c.key.Public())
		runtime.ReadMemStats(&after)
		switch {
		case c.says == "" && (err != nil || report.Events != 5 || report.Told != 4 || report.Logged != 5 || len(report.Files) != 6):
			t.Errorf("%s: %v, %+v", c.name, err, report)
		case c.says != "" && (err == nil || !strings.HasPrefix(err.Error(), c.says) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: it says %q, and is to say %q", c.name, fmt.Sprint(err), c.says)
		}
		if grew := after.TotalAlloc - before.TotalAlloc; grew > 80<<20 {
			t.Errorf("%s: %d MB were taken to check it", c.name, grew>>20)
		}
	}
}
