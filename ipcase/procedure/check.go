package procedure

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
)

// The files beside the procedures. Every other .yaml file is a procedure.
const (
	reasonsFile  = "reasons.yaml"
	refusalsFile = "refusals.yaml"
	officesFile  = "offices.yaml"
	// selectionFile says which procedure governs which complaint.
	selectionFile = "selection.yaml"
)

// known is what a file may refer to in other files.
type known struct {
	reasons   []string
	calendars []string
}

// Check says everything that is wrong in one file, in file order. By its name it
// is reasons.yaml, refusals.yaml, offices.yaml, selection.yaml or a procedure. Reasons and
// calendars that a procedure names are those that come with the portal.
func Check(name string, data []byte) []Problem {
	k, err := builtinKnown()
	if err != nil {
		return []Problem{{File: name, Msg: "cannot be checked: " + err.Error()}}
	}
	return check(name, data, k)
}

func check(name string, data []byte, k known) Problems {
	c := &checker{file: name, known: k}
	root, ok := c.parse(data)
	if !ok {
		return c.problems
	}
	switch path.Base(name) {
	case reasonsFile:
		c.reasons(root)
	case refusalsFile:
		c.refusals(root)
	case officesFile:
		c.offices(root)
	case selectionFile:
		c.selection(root)
	default:
		c.procedure(root)
	}
	c.problems.sortByLine()
	if len(c.problems) == 0 {
		c.decodes(data)
	}
	return c.problems
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// parse reads the one document of a file.
func (c *checker) parse(data []byte) (*yaml.Node, bool) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	err := d.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && (len(doc.Content) == 0 || doc.Content[0].Tag == "!!null") {
		c.problems = append(c.problems, Problem{File: c.file, Line: 1, Msg: "the file is empty"})
		return nil, false
	}
	if err != nil {
		p := Problem{File: c.file, Msg: "is not YAML: " + err.Error()}
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			p.Line, _ = strconv.Atoi(m[1])
			p.Msg = "is not YAML: " + m[2]
		}
		c.problems = append(c.problems, p)
		return nil, false
	}
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		c.problems = append(c.problems, Problem{File: c.file, Line: second.Line, Msg: "holds more than one document (---); one file is one document"})
	}
	c.plain(doc.Content[0])
	return doc.Content[0], len(c.problems) == 0
}

// plain refuses anchors and aliases: a lawyer reads each rule where it stands.
func (c *checker) plain(n *yaml.Node) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		c.wrong(n, "", "anchors (&) and aliases (*) are not used in these files; write the words out")
		return
	}
	for _, child := range n.Content {
		c.plain(child)
	}
}

// decodes is the belt to the checker's braces: what it lets through must fit the
// types exactly.
func (c *checker) decodes(data []byte) {
	var err error
	switch path.Base(c.file) {
	case reasonsFile:
		err = decode(data, &reasonList{})
	case refusalsFile:
		err = decode(data, &refusalList{})
	case officesFile:
		err = decode(data, &officeList{})
	case selectionFile:
		err = decode(data, &selectionList{})
	default:
		var p ipcase.Procedure
		if err = decode(data, &p); err == nil {
			err = ipcase.CheckEnds(p)
		}
	}
	if err != nil {
		c.problems = append(c.problems, Problem{File: c.file, Msg: err.Error()})
	}
}

func decode(data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	return d.Decode(into)
}

type reasonList struct {
	Reasons []ipcase.Reason `yaml:"reasons"`
}

type refusalList struct {
	Refusals []ipcase.RefusalCode `yaml:"refusals"`
}

type selectionList struct {
	Rules []ipcase.SelectionRule `yaml:"rules"`
}

type officeList struct {
	Offices []ipcase.Office `yaml:"offices"`
}
