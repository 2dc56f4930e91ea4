package ipcasetest

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 starts a real server that speaks S3 (versitygw, which checks every
// signature) with an empty bucket, and gives its address as IPPORTAL_EVIDENCE
// takes it and the folder in which its objects lie. It ends with the test.
func S3(t testing.TB) (address, folder string) {
	t.Helper()
	wished(t, needS3)
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(root, ".ci", "bin", "versitygw")
	if _, err := os.Stat(program); err != nil {
		need(t, needS3, "no S3 server is installed; .ci/need s3 builds one")
	}
	dir, at := t.TempDir(), freePort(t)
	folder = filepath.Join(dir, "objects", "evidence")
	for _, sub := range []string{folder, filepath.Join(dir, "meta")} {
		if err := os.MkdirAll(sub, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	start(t, program, "--access", "tester", "--secret", "a secret/with+signs", "--port", at, "--quiet",
		"posix", "--sidecar", filepath.Join(dir, "meta"), filepath.Join(dir, "objects"))
	client, err := minio.New(at, &minio.Options{Creds: credentials.NewStaticV4("tester", "a secret/with+signs", "")})
	if err != nil {
		t.Fatal(err)
	}
	answers(t, at)
	if err := client.MakeBucket(context.Background(), "evidence", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return "s3://tester:a%20secret%2Fwith%2Bsigns@" + at + "/evidence/portal?tls=off&region=us-east-1", filepath.Join(folder, "portal")
}

// EICAR is the harmless file that every scanner takes for a virus.
func EICAR() []byte {
	return []byte(`X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`)
}

// Clamd starts a real ClamAV daemon that knows one signature, that of EICAR's
// words wherever they stand, and gives its address as IPPORTAL_CLAMD takes it. It
// ends with the test, or when stop is called.
func Clamd(t testing.TB) (address string, stop func()) {
	t.Helper()
	wished(t, needClamd)
	program := ""
	for _, name := range []string{"clamd", "/usr/sbin/clamd"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
		}
	}
	if program == "" {
		need(t, needClamd, "no clamd is installed; .ci/need clamd installs one")
	}
	dir, err := os.MkdirTemp("", "clamd") //nolint:usetesting // short: a socket's path has 108 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	write := func(name, words string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("eicar.ndb", fmt.Sprintf("Eicar-Test:0:*:%x\n", EICAR()[28:68]))
	write("clamd.conf", fmt.Sprintf("DatabaseDirectory %s\nLocalSocket %s/s\nForeground yes\nStreamMaxLength 64M\nMaxScanSize 400M\n", dir, dir))
	stop = start(t, program, "-c", filepath.Join(dir, "clamd.conf"))
	for range 600 {
		conn, err := net.Dial("unix", filepath.Join(dir, "s"))
		if err == nil {
			_ = conn.Close()
			return "unix:" + filepath.Join(dir, "s"), stop
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("clamd does not answer")
	return "", nil
}

// start runs a program until stop or the end of the test.
func start(t testing.TB, program string, args ...string) (stop func()) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	stop = func() {
		if ended {
			return
		}
		ended = true
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", program, said.String())
		}
	}
	t.Cleanup(stop)
	return stop
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func answers(t testing.TB, at string) {
	t.Helper()
	for range 600 {
		conn, err := net.Dial("tcp", at)
		if err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nobody answers at %s", at)
}
