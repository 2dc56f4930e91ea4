package ipcasetest

import (
	"math"
	"math/rand/v2"
	"strings"
	"unicode"
)

// vocabulary gives names and titles in words that are as frequent as words are: a
// few stand in every tenth title, most in one of a million.
type vocabulary struct {
	rnd    *rand.Rand
	brands []string
	rare   []string
	marks  map[int64]string // a holder's own
}

// Common words of titles, the most frequent first.
var (
	titleGoods = strings.Fields(`headlamp charger earbuds backpack bottle case lamp watch jacket shoes cable keyboard speaker blender tent
		helmet gloves sunglasses wallet necklace drone tripod toothbrush kettle scooter notebook pillow puzzle thermos binoculars`)
	titleKinds = strings.Fields(`new portable wireless waterproof rechargeable foldable original outdoor mini smart black silent compact
		vintage magnetic adjustable leather titanium ceramic bamboo insulated reflective ergonomic detachable`)
	titleUses    = strings.Fields(`camping hiking office travel kitchen cycling fishing running school garden gaming photography`)
	chineseGoods = strings.Fields("头灯 充电器 耳机 背包 水杯 手机壳 台灯 手表 外套 运动鞋 数据线 键盘 音箱 榨汁机 帐篷 头盔 手套 太阳镜 钱包 项链")
	chineseKinds = strings.Fields("新款 便携 无线 防水 可充电 折叠 正品 户外 迷你 智能 黑色 静音 复古 磁吸 可调节 真皮 钛合金 陶瓷")
	chineseUses  = strings.Fields("露营 登山 办公 旅行 厨房 骑行 钓鱼 跑步 学生 园艺")
	syllables    = strings.Fields("ka lo mi ren tor vis nu pel dra qui sam eb ol fen gri zan hu ty jor wex bi cal ost um")
)

const (
	vocabularyBrands = 3000
	vocabularyRare   = 60_000
)

func newVocabulary(rnd *rand.Rand) *vocabulary {
	v := &vocabulary{rnd: rnd, marks: map[int64]string{}}
	for range vocabularyBrands {
		v.brands = append(v.brands, v.invent(2+rnd.IntN(2)))
	}
	for range vocabularyRare {
		v.rare = append(v.rare, v.invent(3+rnd.IntN(2)))
	}
	return v
}

func (v *vocabulary) invent(parts int) string {
	var b strings.Builder
	for range parts {
		b.WriteString(syllables[v.rnd.IntN(len(syllables))])
	}
	return b.String()
}

// of chooses a word, the first ones much more often.
func (v *vocabulary) of(words []string) string {
	return words[int(float64(len(words))*math.Pow(v.rnd.Float64(), 2.5))]
}

func (v *vocabulary) figures(n int) string {
	b := []byte{byte('1' + v.rnd.IntN(9))}
	for len(b) < n {
		b = append(b, byte('0'+v.rnd.IntN(10)))
	}
	return string(b)
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (v *vocabulary) shop() string {
	return capital(v.of(v.rare)) + " " + capital(v.of(titleGoods)) + " " + []string{"Store", "Trading", "Official Shop", "旗舰店"}[v.rnd.IntN(4)]
}

func (v *vocabulary) firm() string {
	return capital(v.brands[v.rnd.IntN(len(v.brands))]) + " " + []string{"AB", "GmbH", "Inc.", "Ltd"}[v.rnd.IntN(4)]
}

// mark is what a holder's right is in.
func (v *vocabulary) mark(holder int64) string {
	if v.marks[holder] == "" {
		v.marks[holder] = strings.ToUpper(v.brands[len(v.marks)%len(v.brands)])
	}
	if v.rnd.IntN(4) == 0 {
		return v.marks[holder] + " " + strings.ToUpper(v.of(v.rare))
	}
	return v.marks[holder]
}

// title is a listing's, in Chinese every fourth time.
func (v *vocabulary) title(mark string) string {
	var words []string
	if v.rnd.IntN(10) < 7 {
		words = append(words, strings.Fields(mark)[0])
	} else {
		words = append(words, v.of(v.brands))
	}
	if v.rnd.IntN(4) == 0 {
		words = append(words, v.of(chineseKinds)+v.of(chineseGoods)+v.of(chineseUses))
	} else {
		words = append(words, v.of(titleKinds), v.of(titleGoods), "for", v.of(titleUses), v.of(v.rare))
	}
	return strings.Join(append(words, strings.ToUpper(v.invent(1))+"-"+v.figures(4)), " ")
}

func (v *vocabulary) lang(title string) string {
	if strings.IndexFunc(title, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
		return "zh-CN"
	}
	return "en"
}

// prose is about 1.5 kB of words, or a line in a terse world, other ones about each
// thing: what says the same over and over is packed away to nothing by a database.
func (w *World) prose(about string) string {
	rnd := rand.New(rand.NewPCG(uint64(len(about)), uint64(about[len(about)-1])))
	v := &vocabulary{rnd: rnd}
	length := 1450
	if w.terse {
		length = 60
	}
	var b strings.Builder
	b.WriteString(about)
	for b.Len() < length {
		if rnd.IntN(12) == 0 {
			b.WriteString(". " + about)
		}
		b.WriteString(" " + v.invent(1+rnd.IntN(4)))
	}
	return b.String() + "."
}
