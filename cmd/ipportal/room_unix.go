//go:build unix

package main

import "syscall"

// room is how many bytes are free for the portal where a folder lies.
func room(dir string) (uint64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil //nolint:gosec,unconvert,nolintlint // a size is not negative; its type is another elsewhere
}
