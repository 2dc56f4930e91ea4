package evidence

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// checkImage looks at a picture's head and structure before a pixel is decoded:
// 40 bytes can promise 65,535 × 65,535 pixels.
func checkImage(name, kind string, data []byte) error {
	conf, err := decodeConfig(kind, data)
	if err != nil {
		return errDamaged(name, nameOf[kind])
	}
	if conf.Width > MaxSide || conf.Height > MaxSide || conf.Width*conf.Height > MaxPixels {
		return errTooManyPixels(name, conf.Width, conf.Height)
	}
	if conf.Width == 0 || conf.Height == 0 {
		return errDamaged(name, nameOf[kind])
	}
	end := 0
	switch kind {
	case typePNG:
		end = endOfPNG(data)
	case typeJPEG:
		end = endOfJPEG(data)
	case typeWebP:
		end = endOfWebP(data)
	case typeGIF:
		var frames int
		if end, frames = endOfGIF(data, conf); frames > MaxFrames {
			return errTooManyFrames(name)
		}
	}
	if end == 0 {
		return errDamaged(name, nameOf[kind])
	}
	if holdsOther(data[end:]) {
		return errBehind(name)
	}
	return nil
}

func decodeConfig(kind string, data []byte) (image.Config, error) {
	r := bytes.NewReader(data)
	switch kind {
	case typePNG:
		return png.DecodeConfig(r)
	case typeJPEG:
		return jpeg.DecodeConfig(r)
	case typeGIF:
		return gif.DecodeConfig(r)
	default:
		return webp.DecodeConfig(r)
	}
}

// decode gives the picture's pixels; of an animation, the first frame.
func decode(kind string, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch kind {
	case typePNG:
		return png.Decode(r)
	case typeJPEG:
		return jpeg.Decode(r)
	case typeGIF:
		return gif.Decode(r)
	default:
		return webp.Decode(r)
	}
}

// The endOf functions walk a file's parts without decoding them, and say where
// the picture ends: 0 when it is cut off.

func endOfPNG(b []byte) int {
	for at := 8; at+12 <= len(b); {
		size := int(binary.BigEndian.Uint32(b[at:]))
		next := at + 12 + size
		if size < 0 || next > len(b) {
			return 0
		}
		if string(b[at+4:at+8]) == "IEND" {
			return next
		}
		at = next
	}
	return 0
}

func endOfJPEG(b []byte) int {
	at := 2
	for at+4 <= len(b) {
		if b[at] != 0xff {
			return 0
		}
		marker := b[at+1]
		switch {
		case marker == 0xff: // fill
			at++
			continue
		case marker == 0xd9:
			return at + 2
		case marker >= 0xd0 && marker <= 0xd7, marker == 0x01:
			at += 2
			continue
		}
		at += 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if marker != 0xda {
			continue
		}
		// Packed pixels run to the next marker that is no stuffing or restart.
		for at+1 < len(b) && (b[at] != 0xff || b[at+1] == 0 || b[at+1] == 0xff || b[at+1]&0xf8 == 0xd0) {
			at++
		}
	}
	if at+2 <= len(b) && b[at] == 0xff && b[at+1] == 0xd9 {
		return at + 2
	}
	return 0
}

func endOfWebP(b []byte) int {
	if len(b) < 12 {
		return 0
	}
	end := 8 + int(binary.LittleEndian.Uint32(b[4:]))
	if end > len(b) {
		return 0
	}
	return end
}

// endOfGIF also counts the frames.
func endOfGIF(b []byte, conf image.Config) (end, frames int) {
	if len(b) < 13 {
		return 0, 0
	}
	at := 13 + colourTable(b[10])
	for at < len(b) {
		switch b[at] {
		case 0x3b:
			return at + 1, frames
		case 0x21:
			at = skipBlocks(b, at+2)
		case 0x2c:
			if frames++; at+10 > len(b) || frames > MaxFrames {
				return 0, frames
			}
			w, h := int(binary.LittleEndian.Uint16(b[at+5:])), int(binary.LittleEndian.Uint16(b[at+7:]))
			if w > conf.Width || h > conf.Height {
				return 0, frames
			}
			at = skipBlocks(b, at+10+colourTable(b[at+9])+1)
		default:
			return 0, frames
		}
	}
	return 0, frames
}

func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func skipBlocks(b []byte, at int) int {
	for at < len(b) && b[at] != 0 {
		at += 1 + int(b[at])
	}
	return at + 1
}
