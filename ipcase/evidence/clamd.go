package evidence

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"ipportal/ipcase"
)

// Clamd looks for viruses by a ClamAV daemon, which gets the bytes over its
// socket (INSTREAM) and never a path.
type Clamd struct{ network, address string }

var _ ipcase.Scanner = (*Clamd)(nil)

// NewClamd reads where the daemon listens: unix:/path or tcp://host:port.
func NewClamd(at string) (*Clamd, error) {
	if path, ok := strings.CutPrefix(at, "unix:"); ok && strings.HasPrefix(path, "/") {
		return &Clamd{"unix", "/" + strings.TrimLeft(path, "/")}, nil
	}
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "tcp" || u.Port() == "" || strings.Trim(u.Path, "/") != "" {
		return nil, errors.New("write it as unix:/path or tcp://host:port")
	}
	return &Clamd{"tcp", u.Host}, nil
}

const (
	clamdTime  = 2 * time.Minute // of one file
	clamdChunk = 64 << 10
)

// Scan implements ipcase.Scanner. Whatever is not a clear yes or no of the daemon
// is an error.
func (c *Clamd) Scan(ctx context.Context, r io.Reader) (string, error) {
	ctx, stop := context.WithTimeout(ctx, clamdTime)
	defer stop()
	conn, err := new(net.Dialer).DialContext(ctx, c.network, c.address)
	if err != nil {
		return "", fmt.Errorf("ask clamd: %w", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if err := send(conn, r); err != nil {
		return "", fmt.Errorf("hand clamd a file: %w", err)
	}
	answer, err := io.ReadAll(io.LimitReader(conn, 1000))
	if err != nil {
		return "", fmt.Errorf("read clamd's answer: %w", err)
	}
	said := strings.TrimRight(strings.TrimPrefix(string(answer), "stream: "), "\x00\n")
	if said == "OK" {
		return "", nil
	}
	if found, ok := strings.CutSuffix(said, " FOUND"); ok && found != "" {
		return found, nil
	}
	return "", fmt.Errorf("clamd answered %q", said)
}

func send(conn net.Conn, r io.Reader) error {
	if _, err := io.WriteString(conn, "zINSTREAM\x00"); err != nil {
		return err
	}
	chunk := make([]byte, 4+clamdChunk)
	for {
		n, err := io.ReadFull(r, chunk[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(chunk, uint32(n)) //nolint:gosec // at most clamdChunk
			if _, err := conn.Write(chunk[:4+n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			_, err = conn.Write([]byte{0, 0, 0, 0})
			return err
		}
		if err != nil {
			return err
		}
	}
}
