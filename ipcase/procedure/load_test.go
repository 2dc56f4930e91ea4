package procedure_test

import (
	"testing"
	_ "time/tzdata"

	"ipportal/ipcase/procedure"
)

func TestBuiltinLoads(t *testing.T) {
	book, err := procedure.Builtin()
	if err != nil {
		t.Fatal("\n" + err.Error())
	}
	if len(book.Procedures) != 2 {
		t.Fatalf("%d procedures", len(book.Procedures))
	}
}
