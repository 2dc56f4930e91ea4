package ipcasetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Finding is what the linter finds in an OpenAPI document.
type Finding struct{ Rule, Severity, At, Message string }

// LintOpenAPI has a document checked by a linter that is not ours, by the rules of
// .ci/redocly.yaml.
func LintOpenAPI(t testing.TB, document []byte) (found []Finding) {
	t.Helper()
	wished(t, needOpenAPI)
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, needOpenAPI, "no Node is installed; .ci/need openapi installs one")
	}
	dir := filepath.Join(root, ".ci")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "@redocly", "openapi-core")); errors.Is(err, os.ErrNotExist) {
		need(t, needOpenAPI, "the OpenAPI linter is not installed; .ci/need openapi installs it")
	}
	lint := exec.CommandContext(t.Context(), node, filepath.Join(dir, "openapi-lint.mjs"))
	lint.Stdin = bytes.NewReader(document)
	var complaint bytes.Buffer
	lint.Stderr = &complaint
	out, err := lint.Output()
	if err != nil {
		t.Fatalf("the linter: %v: %s", err, complaint.String())
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatalf("the linter says %q: %v", out, err)
	}
	return found
}
