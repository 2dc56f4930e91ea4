package ipcasetest

import (
	"bytes"

	"ipportal/ipcase/secret"
)

// Keys are a test's keys, the same each time.
func Keys() secret.Keys {
	k, err := secret.New(bytes.Repeat([]byte{7}, secret.Size))
	if err != nil {
		panic(err)
	}
	return k
}
