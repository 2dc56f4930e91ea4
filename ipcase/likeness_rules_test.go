package ipcase_test

import (
	"testing"

	"ipportal/ipcase"
)

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b ipcase.Look
		want int
		ok   bool
	}{
		{"00000000000000ff0000000000000000", "00000000000000ff0000000000000000", 100, true},
		{"00000000000000000000000000000000", "000000000000000f0000000000000000", 94, true},
		{"00000000000000000000000000000000", "000000000000000f000000000000000f", 88, true},
		{"00000000000000000000000000000000", "ffffffff000000000000000000000000", 50, true},
		{"00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", 0, true}, // more than half differ: no likeness either
		{"", "00000000000000ff0000000000000000", 0, false},
		{ipcase.NoLook, "00000000000000ff0000000000000000", 0, false},
		{"zz000000000000000000000000000000", "00000000000000000000000000000000", 0, false},
	} {
		if got, ok := ipcase.Likeness(c.a, c.b); got != c.want || ok != c.ok {
			t.Errorf("%q and %q: %d, %v", c.a, c.b, got, ok)
		}
	}
}

func TestWordLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"NORVIK rechargeable headlamp 1500 lm", "Norvik Rechargeable Headlamp, 1500lm!", true},
		{"Norrvik style headlamp 900 lumen", "Norrvik style headlamp 1200 lumen", true},
		{"可充电头灯 户外登山 1200 流明", "可充电头灯　户外登山１２００流明", false}, // other digits: some pairs differ
		{"可充电头灯 户外登山 1200 流明", "户外登山 可充电头灯 1200流明", true},
		{"Camping lantern with hook", "Folding multitool, 12 functions", false},
		{"", "", false},
		{"a", "a", false}, // one letter says nothing
	} {
		if got := ipcase.WordLikeness(c.a, c.b); (got >= ipcase.SameWords) != c.same {
			t.Errorf("%q and %q: %d", c.a, c.b, got)
		}
		if ipcase.WordLikeness(c.a, c.b) != ipcase.WordLikeness(c.b, c.a) {
			t.Errorf("%q and %q: not the same both ways", c.a, c.b)
		}
	}
}

func TestNamesMark(t *testing.T) {
	for _, c := range []struct {
		title, mark string
		want        bool
	}{
		{"Norrvik style headlamp", "NORRVIK", true},
		{"NORVIK headlamp", "Norrvik", true},
		{"Norrwik headlamp", "Norrvik", true},
		{"Norrviks headlamp", "Norrvik", true},
		{"NORD headlamp", "Norrvik", false},
		{"Headlamp strap", "Norrvik", false},
		{"Sun hat", "Sin", false}, // too short for a letter other
		{"The SOLENNE serum", "Solenne", true},
		{"诺维克同款头灯", "诺维克", true},
		{"户外头灯", "诺维克", false},
		{"Harbour Light poster", "Harbour Light", true},
		{"Harbour of Light", "Harbour Light", false},
		{"anything", "", false},
		{"a b c", "a", false},
	} {
		if got := ipcase.NamesMark(c.title, c.mark); got != c.want {
			t.Errorf("%q names %q: %v", c.title, c.mark, got)
		}
	}
}
