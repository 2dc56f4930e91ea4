package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// bucket is a shelf on a server that speaks S3. What is read passes through a
// file of its own in dir, so that it is held against its hash before anybody is
// given its first byte.
type bucket struct {
	client *minio.Client
	name   string
	prefix string
	dir    string
}

// NewBucket opens the store at s3://key:secret@host:port/bucket/prefix, with
// ?region= where the server has several and ?tls=off where it speaks plain http.
// In dir lies what is being received, and nothing that lasts.
func NewBucket(ctx context.Context, dir, at string) (*Store, error) {
	b, err := parseBucket(at)
	if err != nil {
		return nil, err
	}
	b.dir = filepath.Join(dir, "tmp")
	d, err := newStore(dir, b)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	there, err := b.client.BucketExists(ctx, b.name)
	if err != nil {
		return nil, fmt.Errorf("open the evidence bucket %s: %w", b.name, err)
	}
	if !there {
		return nil, fmt.Errorf("the evidence bucket %s is not there; make it first, and let it keep versions", b.name)
	}
	return d, nil
}

// CheckBucket says what is wrong with a store's address, without asking there.
func CheckBucket(at string) error {
	_, err := parseBucket(at)
	return err
}

func parseBucket(at string) (*bucket, error) {
	u, err := url.Parse(at)
	if err != nil { // without the address: it holds the secret
		return nil, errors.New("it is no URL")
	}
	secret, has := u.User.Password()
	name, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	q := u.Query()
	for k := range q {
		if !slices.Contains([]string{"region", "tls"}, k) {
			return nil, fmt.Errorf("it says %s=, which means nothing", k)
		}
	}
	tls := q.Get("tls")
	if u.Scheme != "s3" || u.Host == "" || u.User.Username() == "" || !has || name == "" || tls != "" && tls != "off" && tls != "on" {
		return nil, errors.New("write it as s3://key:secret@host:port/bucket, with ?region=NAME and ?tls=off where they are needed")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(u.User.Username(), secret, ""), Secure: tls != "off", Region: q.Get("region"), BucketLookup: minio.BucketLookupAuto,
	})
	if err != nil {
		return nil, fmt.Errorf("the server's name: %w", err)
	}
	return &bucket{client: client, name: name, prefix: prefix}, nil
}

func (b *bucket) key(hash string) string {
	return path.Join(b.prefix, "sha256", hash[:2], hash[2:4], hash)
}

func (b *bucket) within(name string) shelf {
	in := *b
	in.prefix, in.dir = path.Join(b.prefix, name), b.dir
	return &in
}

// put writes only where nothing is (If-None-Match), so that nothing is ever
// written over. Bytes that are there already must still be the same; those that go
// between being found and being read are written anew.
func (b *bucket) put(ctx context.Context, f *os.File, hash string) error {
	var err error
	for range 4 {
		if err = b.write(ctx, f, hash); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return err
}

func (b *bucket) write(ctx context.Context, f *os.File, hash string) error {
	if there, err := b.has(ctx, hash); err != nil || there {
		return b.same(ctx, hash, err)
	}
	info, err := f.Stat()
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	how := minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true}
	how.SetMatchETagExcept("*")
	_, err = b.client.PutObject(ctx, b.name, b.key(hash), f, info.Size(), how)
	if minio.ToErrorResponse(err).Code == minio.PreconditionFailed {
		return b.same(ctx, hash, nil)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	return nil
}

func (b *bucket) same(ctx context.Context, hash string, err error) error {
	if err != nil {
		return err
	}
	old, err := b.open(ctx, hash)
	if err != nil {
		return err
	}
	return old.Close()
}

// passing is a file that goes when it is closed.
type passing struct{ *os.File }

func (p passing) Close() error { return errors.Join(p.File.Close(), os.Remove(p.Name())) }

func (b *bucket) open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	from, err := b.client.GetObject(ctx, b.name, b.key(hash), minio.GetObjectOptions{})
	if err != nil {
		return nil, fmt.Errorf("open evidence %s: %w", hash, err)
	}
	defer from.Close()
	f, err := os.CreateTemp(b.dir, "open-*")
	if err != nil {
		return nil, fmt.Errorf("open evidence %s: %w", hash, err)
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, sum), from)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	got := hex.EncodeToString(sum.Sum(nil))
	switch {
	case minio.ToErrorResponse(err).Code == minio.NoSuchKey:
		err = fmt.Errorf("open evidence %s: %w", hash, fs.ErrNotExist)
	case err != nil:
		err = fmt.Errorf("read evidence %s: %w", hash, err)
	case got != hash:
		err = &ChangedError{Hash: hash, Got: got}
	}
	if err != nil {
		return nil, errors.Join(err, passing{f}.Close())
	}
	return passing{f}, nil
}

func (b *bucket) has(ctx context.Context, hash string) (bool, error) {
	_, err := b.client.StatObject(ctx, b.name, b.key(hash), minio.StatObjectOptions{})
	if code := minio.ToErrorResponse(err).Code; code == minio.NoSuchKey || code == "NotFound" {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for evidence %s: %w", hash, err)
	}
	return true, nil
}

func (b *bucket) size(ctx context.Context, hash string) (int64, error) {
	info, err := b.client.StatObject(ctx, b.name, b.key(hash), minio.StatObjectOptions{})
	if code := minio.ToErrorResponse(err).Code; code == minio.NoSuchKey || code == "NotFound" {
		return 0, fmt.Errorf("look at evidence %s: %w", hash, fs.ErrNotExist)
	}
	if err != nil {
		return 0, fmt.Errorf("look at evidence %s: %w", hash, err)
	}
	return info.Size, nil
}

func (b *bucket) drop(ctx context.Context, hash string) error {
	if err := b.client.RemoveObject(ctx, b.name, b.key(hash), minio.RemoveObjectOptions{}); err != nil {
		return fmt.Errorf("drop a file: %w", err)
	}
	return nil
}
