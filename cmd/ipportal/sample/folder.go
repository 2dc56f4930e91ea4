package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A folder of the demonstration says by one of these files how far it is.
const (
	making = "sample-is-being-made"
	made   = "sample-is-made"
)

// Prepare looks at the folder of a demonstration. done says that the sample in it
// is complete. Otherwise the folder is ready for Seed: new, or emptied of a sample
// whose making was broken off (again). A folder that holds anything else is left
// alone and refused.
func Prepare(dir string) (done, again bool, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, false, fmt.Errorf("make the folder of the demonstration: %w", err)
	}
	if exists(filepath.Join(dir, made)) {
		return true, false, nil
	}
	mark := filepath.Join(dir, making)
	if exists(mark) {
		return false, true, empty(dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, false, fmt.Errorf("look at the folder of the demonstration: %w", err)
	}
	if len(entries) > 0 {
		return false, false, fmt.Errorf("%s holds something else than a demonstration; choose an empty folder, or one that does not exist yet", dir)
	}
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return false, false, fmt.Errorf("make the folder of the demonstration: %w", err)
	}
	return false, false, nil
}

// Finish notes that the sample in the folder is complete.
func Finish(dir string) error {
	if err := os.Rename(filepath.Join(dir, making), filepath.Join(dir, made)); err != nil {
		return fmt.Errorf("finish the demonstration's folder: %w", err)
	}
	return nil
}

// empty takes away all but the mark, which stays until the sample is complete.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Name() != making {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return fmt.Errorf("empty the demonstration's folder: %w", err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
