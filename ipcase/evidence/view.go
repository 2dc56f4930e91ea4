package evidence

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	xdraw "golang.org/x/image/draw"
)

// biggestPNG is from where an opaque picture's view is a JPEG, for its size.
const biggestPNG = 4 << 20

// makeView draws the picture anew: at most ViewSide pixels a side, upright, and
// without anything that the file carried beside its pixels (place, camera,
// comments, hidden files).
func makeView(name, kind string, data []byte) (view []byte, mime string, err error) {
	img, err := decode(kind, data)
	if err != nil {
		return nil, "", errDamaged(name, nameOf[kind])
	}
	turn := 1
	if kind == typeJPEG {
		turn = orientation(data)
	}
	img = upright(shrink(img), turn)
	var out bytes.Buffer
	if kind != typeJPEG {
		enc := png.Encoder{CompressionLevel: png.DefaultCompression}
		if err := enc.Encode(&out, img); err != nil {
			return nil, "", fmt.Errorf("draw the view of a picture: %w", err)
		}
		if o, ok := img.(interface{ Opaque() bool }); out.Len() <= biggestPNG || !ok || !o.Opaque() {
			return out.Bytes(), typePNG, nil
		}
		out.Reset()
	}
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}); err != nil {
		return nil, "", fmt.Errorf("draw the view of a picture: %w", err)
	}
	return out.Bytes(), typeJPEG, nil
}

func shrink(img image.Image) image.Image {
	b := img.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= ViewSide {
		return img
	}
	w, h := max(1, b.Dx()*ViewSide/long), max(1, b.Dy()*ViewSide/long)
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	xdraw.BiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}

// upright turns a picture as its camera held it (Exif 2.3, tag 0x0112), since
// the view no longer carries the note.
func upright(img image.Image, turn int) image.Image {
	if turn < 2 || turn > 8 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewNRGBA(size)
	for y := range h {
		for x := range w {
			c := img.At(b.Min.X+x, b.Min.Y+y)
			switch turn {
			case 2:
				out.Set(w-1-x, y, c)
			case 3:
				out.Set(w-1-x, h-1-y, c)
			case 4:
				out.Set(x, h-1-y, c)
			case 5:
				out.Set(y, x, c)
			case 6:
				out.Set(h-1-y, x, c)
			case 7:
				out.Set(h-1-y, w-1-x, c)
			case 8:
				out.Set(y, w-1-x, c)
			}
		}
	}
	return out
}

// orientation reads how the camera was held from a JPEG's Exif part; 1 when it
// does not say.
func orientation(b []byte) int {
	for at := 2; at+4 <= len(b) && b[at] == 0xff && b[at+1] != 0xda; {
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		if at+2+size > len(b) || size < 2 {
			break
		}
		if part := b[at+4 : at+2+size]; b[at+1] == 0xe1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return tiffOrientation(part[6:])
		}
		at += 2 + size
	}
	return 1
}

func tiffOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if t[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(t[4:]))
	if at < 8 || at+2 > len(t) {
		return 1
	}
	n := int(order.Uint16(t[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > len(t) {
			break
		}
		if order.Uint16(t[entry:]) == 0x0112 {
			return int(order.Uint16(t[entry+8:]))
		}
	}
	return 1
}
