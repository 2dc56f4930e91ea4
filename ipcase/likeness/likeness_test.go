package likeness_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"ipportal/ipcase"
	"ipportal/ipcase/likeness"
	"ipportal/ipcase/marketplace"
)

func samples(t *testing.T) map[string]image.Image {
	t.Helper()
	all := map[string]image.Image{}
	names, err := fs.Glob(marketplace.Samples(), "*.png")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() { // watched for races, each picture takes seconds
		names = names[:6]
	}
	for _, name := range names {
		b, err := fs.ReadFile(marketplace.Samples(), name)
		if err != nil {
			t.Fatal(err)
		}
		if all[name], err = png.Decode(bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func look(t *testing.T, b []byte) ipcase.Look {
	t.Helper()
	l, err := likeness.Eye{}.Look(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// scaled draws a picture smaller, on white, in grey or in its colours.
func scaled(img image.Image, percent int, grey bool) image.Image {
	b := img.Bounds()
	r := image.Rect(0, 0, b.Dx()*percent/100, b.Dy()*percent/100)
	var out draw.Image = image.NewRGBA(r)
	if grey {
		out = image.NewGray(r)
	}
	draw.Draw(out, r, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, r, img, b, draw.Over, nil)
	return out
}

// Of the copies of each sample picture, made half the size, compressed hard and
// turned grey, all but one in fifty are taken for the same picture; of pairs of
// different pictures one in a hundred, those that look alike to people among them.
func TestCopiesAreFoundAndOthersAreNot(t *testing.T) {
	all := samples(t)
	looks := map[string]ipcase.Look{}
	copies, missed := 0, []string{}
	for name, img := range all {
		looks[name] = look(t, asPNG(t, img))
		for what, copied := range map[string][]byte{
			"half the size": asPNG(t, scaled(img, 50, false)), "JPEG 40": asJPEG(t, scaled(img, 100, false), 40), "grey": asPNG(t, scaled(img, 100, true)),
		} {
			copies++
			if p, ok := ipcase.Likeness(looks[name], look(t, copied)); !ok || p < ipcase.SamePicture {
				missed = append(missed, fmt.Sprintf("%s %s (%d)", name, what, p))
			}
		}
	}
	t.Logf("of %d copies %d are missed: %v", copies, len(missed), missed)
	if len(missed) > copies/50 && !testing.Short() {
		t.Errorf("%d of %d copies are missed: %v", len(missed), copies, missed)
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	pairs, same := 0, []string{}
	for n, a := range names {
		for _, b := range names[n+1:] {
			pairs++
			if p, _ := ipcase.Likeness(looks[a], looks[b]); p >= ipcase.SamePicture {
				same = append(same, a+" "+b)
			}
		}
	}
	t.Logf("of %d pairs of different pictures %d are taken for the same: %v", pairs, len(same), same)
	if len(same) > pairs/100 && !testing.Short() {
		t.Errorf("%d of %d different pictures are taken for the same: %v", len(same), pairs, same)
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	bomb := asPNG(t, image.NewGray(image.Rect(0, 0, 8, 8)))
	copy(bomb[16:24], []byte{0, 0, 255, 255, 0, 0, 255, 255}) // says 65,535 by 65,535
	for what, b := range map[string][]byte{"nothing": nil, "words": []byte("no picture"), "half a picture": asPNG(t, image.NewGray(image.Rect(0, 0, 300, 300)))[:40], "too many pixels": bomb} {
		if l, err := (likeness.Eye{}).Look(bytes.NewReader(b)); !errors.Is(err, likeness.ErrNoPicture) {
			t.Errorf("%s: %q, %v", what, l, err)
		}
	}
	if _, err := (likeness.Eye{}).Look(strings.NewReader(strings.Repeat("x", 33<<20))); !errors.Is(err, likeness.ErrNoPicture) {
		t.Error("33 MB are read as a picture:", err)
	}
}
