package evidence

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// pdfOf makes a small PDF of the objects, the first being the catalogue.
func pdfOf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

const pages, page = "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"

func plainPDF(catalogueExtra string, more ...string) []byte {
	return pdfOf(append([]string{"<</Type/Catalog/Pages 2 0 R" + catalogueExtra + ">>", pages, page}, more...)...)
}

func packed(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func objStm(dict, s string) string {
	return "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode" + dict + ">>stream\n" + packed(s) + "\nendstream"
}

func gifOf(t *testing.T, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for range frames {
		g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.White, color.Black}))
		g.Delay = append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bigPNG promises w × h pixels in a right head, and holds none.
func bigPNG(w, h uint32) []byte {
	head := []byte("IHDR\x00\x00\x00\x00\x00\x00\x00\x00\x08\x06\x00\x00\x00")
	binary.BigEndian.PutUint32(head[4:], w)
	binary.BigEndian.PutUint32(head[8:], h)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
	return append(b, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

// webP is a lossless picture of one pixel.
var webP, _ = base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")

func TestWhatIsKept(t *testing.T) {
	d := newDisk(t)
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, picture(40, 30), nil); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		data           []byte
		mime, viewMIME string
	}{
		"a.pdf":       {plainPDF(""), "application/pdf", "application/pdf"},
		"opens.pdf":   {plainPDF("/OpenAction[3 0 R/Fit]"), "application/pdf", "application/pdf"},
		"goes.pdf":    {plainPDF("/OpenAction 4 0 R", "<</S/GoTo/D[3 0 R/Fit]>>"), "application/pdf", "application/pdf"},
		"packed.pdf":  {plainPDF("/OpenAction 9 0 R", objStm("", "9 0 <</S/GoTo/D[3 0 R/Fit]>>")), "application/pdf", "application/pdf"},
		"a.PNG":       {pngOf(t, picture(40, 30)), "image/png", "image/png"},
		"a.jpg":       {jpg.Bytes(), "image/jpeg", "image/jpeg"},
		"a.jpeg":      {append(bytes.Clone(jpg.Bytes()), "a camera's trailer"...), "image/jpeg", "image/jpeg"},
		"a.gif":       {gifOf(t, 3), "image/gif", "image/png"},
		"a.webp":      {webP, "image/webp", "image/png"},
		"notice.txt":  {[]byte("To whom it may concern:\r\n我方是权利人。\n"), "text/plain", "text/plain"},
		"listing.csv": {[]byte("ref,title\n1,\"Lamp\"\n"), "text/plain", "text/plain"},
		"json.txt":    {[]byte(`{"a": 1}`), "text/plain", "text/plain"},
	} {
		b := put(t, d, name, tc.data)
		if b.MIME != tc.mime || b.ViewMIME != tc.viewMIME {
			t.Errorf("%s: %s, view %s", name, b.MIME, b.ViewMIME)
		}
		if isImage(b.MIME) && b.ViewHash == b.Hash && tc.mime != "image/png" {
			t.Errorf("%s: the view is the original", name)
		}
		read(t, d, b.ViewHash)
	}
}

func TestWhatIsRefused(t *testing.T) {
	d := newDisk(t)
	good := pngOf(t, picture(40, 30))
	zip := "PK\x03\x04\x14\x00\x00\x00\x00\x00payload"
	js := "<</S/JavaScript/JS(app.alert\\(1\\))>>"
	for _, tc := range []struct {
		name string
		data []byte
		says string
	}{
		{"empty.txt", nil, "is empty"},
		{"drawing.svg", []byte("<svg/>"), "Save it as PNG or PDF"},
		{"drawing.png", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "Save it as PNG or PDF"},
		{"page.html", []byte("<p>"), "Print it to PDF"},
		{"page.txt", []byte("<!DOCTYPE html><script>alert(1)</script>"), "Print it to PDF"},
		{"program.exe", []byte("MZ"), "not a kind of file"},
		{"invoice\u202efdp.exe", plainPDF(""), "“invoicefdp.exe” is not a kind of file"},
		{"noending", good, "has no ending"},
		{"picture.jpg", good, "is named like a JPEG file, but holds a PNG file"},
		{"letter.pdf", []byte("just words"), "is named like a PDF file, but holds a text file"},
		{"archive.pdf", []byte(zip), "not a kind of file"},
		{"old.txt", []byte("caf\xe9 au lait"), "Save it as UTF-8"},
		{"nul.txt", []byte("words\x00words"), "Save it as UTF-8"},
		{"cut.png", good[:len(good)/2], "damaged or incomplete"},
		{"bomb.png", bigPNG(65535, 65535), "65535 × 65535 pixels"},
		{"wide.png", bigPNG(12001, 1), "12001 × 1 pixels"},
		{"fifty.png", bigPNG(10000, 5001), "10000 × 5001 pixels"},
		{"hollow.png", bigPNG(10, 10), "damaged or incomplete"},
		{"both.png", append(bytes.Clone(good), zip...), "something else behind its end"},
		{"page.gif", append(gifOf(t, 1), "<SCRIPT>alert(1)</SCRIPT>"...), "something else behind its end"},
		{"long.gif", gifOf(t, 201), "more than 200 frames"},
		{"cut.gif", gifOf(t, 2)[:60], "damaged or incomplete"},
		{"cut.webp", webP[:len(webP)-4], "damaged or incomplete"},
		{"cut.pdf", plainPDF("")[:60], "damaged or incomplete"},
		{"both.pdf", append(plainPDF(""), zip...), "something else behind its end"},
		{"locked.pdf", bytes.Replace(plainPDF(""), []byte("/Root"), []byte("/Encrypt 9 0 R/Root"), 1), "protected by a password"},
		{"acts.pdf", plainPDF("/OpenAction 4 0 R", js), "holds a script"},
		{"masked.pdf", plainPDF("/OpenAction 4 0 R", "<</S/J#61vaScript/J#53(x)>>"), "holds a script"},
		{"packed.pdf", plainPDF("/OpenAction 9 0 R", objStm("", "9 0 "+js)), "holds a script"},
		{"decoy.pdf", plainPDF("/OpenAction 9 0 R", objStm("/X(obj)", "9 0 "+js)), "holds a script"},
		{"hidden.pdf", plainPDF("", "<</Length 99>>stream\n9 0 obj "+js+" endobj\nendstream"), "holds a script"},
		{"odd.pdf", plainPDF("", "<</Type/ObjStm/Filter/LZWDecode>>stream\nxx\nendstream"), "damaged or incomplete"},
		{"web.pdf", plainPDF("/OpenAction<</S/URI/URI(http://a.example)>>"), "does something by itself"},
		{"twice.pdf", plainPDF("/OpenAction 4 0 R", "<</S/GoTo/D[3 0 R/Fit]>>", "null\nendobj\n4 0 obj<</S/URI>>"), "does something by itself"},
		{"start.pdf", plainPDF("", "<</S/Launch/F(calc)>>"), "a command to start a program"},
		{"carries.pdf", plainPDF("/Names<</EmbeddedFiles 4 0 R>>", "<<>>"), "carries other files"},
	} {
		e := refused(t, d, tc.name, bytes.NewReader(tc.data))
		if got := sentence(e); !strings.Contains(got, tc.says) {
			t.Errorf("%s: %s; want %q", tc.name, got, tc.says)
		}
	}
	if all := files(t, d); len(all) != 0 {
		t.Errorf("left %v", all)
	}
}

func TestViewHoldsOnlyThePicture(t *testing.T) {
	d := newDisk(t)
	// Two fields, the left red: a camera held upside down says so in Exif, beside the place.
	img := image.NewNRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			c := color.NRGBA{0, 0, 255, 255}
			if x < 32 {
				c = color.NRGBA{255, 0, 0, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS 59.3293 N"
	part := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	data := append(append([]byte{0xff, 0xd8}, part...), b.Bytes()[2:]...)

	blob := put(t, d, "IMG_1.jpg", data)
	if !bytes.Equal(read(t, d, blob.Hash), data) {
		t.Error("the original changed")
	}
	view := read(t, d, blob.ViewHash)
	if bytes.Contains(view, []byte("GPS")) || bytes.Contains(view, []byte("Exif")) {
		t.Error("the view still says where it was taken")
	}
	got, err := jpeg.Decode(bytes.NewReader(view))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds().Dx() != 32 || got.Bounds().Dy() != 64 {
		t.Fatalf("view is %v", got.Bounds())
	}
	if r, _, blue, _ := got.At(16, 8).RGBA(); r < 0xc000 || blue > 0x4000 {
		t.Error("turned the wrong way")
	}
}

func TestViewOfALargePictureIsSmall(t *testing.T) {
	d := newDisk(t)
	blob := put(t, d, "tall.png", pngOf(t, image.NewGray(image.Rect(0, 0, 10, 6000))))
	conf, err := png.DecodeConfig(bytes.NewReader(read(t, d, blob.ViewHash)))
	if err != nil || conf.Height != ViewSide || conf.Width != 4 {
		t.Errorf("view %v, %v", conf, err)
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "file",
		"...":                            "file",
		"\u200b\u2066":                   "file",
		"../../etc/passwd":               "passwd",
		`C:\Users\me\proof.pdf`:          "proof.pdf",
		"a\x00b\r\nc.pdf":                "ab c.pdf",
		"photo\u202egnp.exe":             "photognp.exe",
		"bad\xff.txt":                    "bad.txt",
		"证书 （副本）.pdf":                    "证书 （副本）.pdf",
		"e\u0301.txt":                    "\u00e9.txt",
		`a"b<c>.pdf`:                     "a_b_c_.pdf",
		" two \t words .pdf ":            "two words .pdf",
		strings.Repeat("证", 60) + ".pdf": strings.Repeat("证", 38) + ".pdf",
		strings.Repeat("a", 300):         strings.Repeat("a", 120),
	} {
		if got := CleanName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("a.pdf", plainPDF("/OpenAction 9 0 R", objStm("", "9 0 <</S/GoTo>>")))
	f.Add("a.webp", webP)
	f.Add("a.png", bigPNG(3, 3))
	f.Add("a.gif", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		name = CleanName(name)
		if name == "" || len(name) > MaxNameBytes {
			t.Fatalf("name %q", name)
		}
		ext := "." + name[strings.LastIndexByte(name, '.')+1:]
		kind, err := check(name, ext, data)
		if err == nil && isImage(kind) && len(data) < 1<<16 {
			_, _, _ = makeView(name, kind, data)
		}
	})
}
