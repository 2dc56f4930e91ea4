package views_test

import (
	"bytes"
	"regexp"
	"testing"

	"ipportal/views"
)

var (
	sampleName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	inline     = regexp.MustCompile(`(?i)\s(on[a-z]+|style)=|<style|javascript:|data:[a-z]+/|<script>|\shx-(on|vals="js)`)
	heading    = regexp.MustCompile(`<h1[ >]`)
	twiceID    = regexp.MustCompile(`\sid="([^"]+)"`)
)

// Every sample draws itself, has one h1, no id twice, and nothing inline that
// the content security policy would refuse.
func TestGallery(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range views.Gallery() {
		name := s.Page + "/" + s.State
		t.Run(name, func(t *testing.T) {
			if !sampleName.MatchString(s.Page) || !sampleName.MatchString(s.State) {
				t.Errorf("a sample's names are lower-case words joined by hyphens, not %q", name)
			}
			if seen[name] {
				t.Errorf("%s is there twice", name)
			}
			seen[name] = true
			var buf bytes.Buffer
			if err := s.Body.Render(t.Context(), &buf); err != nil {
				t.Fatal(err)
			}
			page := buf.String()
			if n := len(heading.FindAllString(page, -1)); n != 1 {
				t.Errorf("%d h1, want 1", n)
			}
			if bad := inline.FindString(page); bad != "" {
				t.Errorf("inline %q", bad)
			}
			ids := map[string]bool{}
			for _, m := range twiceID.FindAllStringSubmatch(page, -1) {
				if ids[m[1]] {
					t.Errorf("id %q is there twice", m[1])
				}
				ids[m[1]] = true
			}
		})
	}
}
