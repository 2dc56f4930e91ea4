package evidence

import (
	"encoding/binary"
	"slices"
	"strings"
)

// maxBoxes bounds how many parts of a film are looked at.
const maxBoxes = 100_000

// filmBrands are the first words of the MP4 family (ISO/IEC 14496-12, 14496-14).
var filmBrands = []string{"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV", "3gp4", "3gp5"}

// checkFilm walks a film's parts: it must begin with its kind, hold the table of
// its tracks and its frames, and end where its last part ends.
func checkFilm(name string, data []byte) error {
	if len(data) < 16 || !slices.Contains(filmBrands, string(data[8:12])) {
		return errDamaged(name, nameOf[typeMP4])
	}
	tables, frames, count := false, false, 0
	ok := eachBox(data, &count, func(kind string, _ []byte) {
		tables = tables || kind == "moov"
		frames = frames || kind == "mdat"
	})
	if !ok || !tables || !frames {
		return errDamaged(name, nameOf[typeMP4])
	}
	return nil
}

// eachBox is false where the parts do not fill b exactly.
func eachBox(b []byte, count *int, do func(kind string, box []byte)) bool {
	for len(b) > 0 {
		if *count++; len(b) < 8 || *count > maxBoxes {
			return false
		}
		size, head := uint64(binary.BigEndian.Uint32(b)), uint64(8)
		if size == 1 {
			if len(b) < 16 {
				return false
			}
			size, head = binary.BigEndian.Uint64(b[8:]), 16
		}
		if size < head || size > uint64(len(b)) {
			return false
		}
		do(string(b[4:8]), b[:size])
		b = b[size:]
	}
	return true
}

// filmView is the same film without what stands beside it: place, camera, title.
// Those parts become blanks of the same size, so that nothing in it moves.
func filmView(data []byte) []byte {
	out, count := slices.Clone(data), 0
	blankBoxes(out, &count)
	return out
}

func blankBoxes(b []byte, count *int) {
	eachBox(b, count, func(kind string, box []byte) {
		head := 8
		if binary.BigEndian.Uint32(box) == 1 {
			head = 16
		}
		switch {
		case kind == "moov" || kind == "trak" || kind == "moof" || kind == "traf":
			blankBoxes(box[head:], count)
		case kind == "udta" || kind == "meta" || kind == "uuid" || kind == "free" || kind == "skip":
			copy(box[4:8], "free")
			clear(box[head:])
		}
	})
}

func isFilm(data []byte) bool {
	return len(data) > 12 && string(data[4:8]) == "ftyp" && !strings.HasPrefix(string(data[8:12]), "qt")
}
