package procedure

import (
	"fmt"
	"sort"
	"strings"
)

// Problem is one mistake in a file, told so that whoever wrote the file can mend
// it without reading code.
type Problem struct {
	File string
	Line int    // 1 is the first; 0 = the file as a whole
	Path string // windows.seller_first.amount, notice_elements[2].label.zh-CN
	Msg  string // what is wrong and what is allowed
}

func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Msg)
	return b.String()
}

// Problems is every mistake of a set of files, in file order.
type Problems []Problem

func (all Problems) Error() string {
	lines := make([]string, len(all))
	for i, p := range all {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

func (all Problems) sortByLine() {
	sort.SliceStable(all, func(i, j int) bool { return all[i].Line < all[j].Line })
}
