package main

import (
	"path/filepath"

	"ipportal/ipcase/merkle"
	"ipportal/ipcase/secret"
	"ipportal/ipcase/stamp"
)

const logHelp = `
  IPPORTAL_LOG_KEY    keys that sign the log's checkpoints, written as those of IPPORTAL_KEY are; without it the
                      file "log-key" in the folder
  IPPORTAL_TSA        address of a time stamping service (RFC 3161) for checkpoints, such as https://tsa.example.com/; none
`

// logSettings are those of the log that joins the chains of all cases.
type logSettings struct {
	logKey string
	tsa    string
}

func logFrom(getenv func(string) string) logSettings {
	return logSettings{logKey: getenv("IPPORTAL_LOG_KEY"), tsa: getenv("IPPORTAL_TSA")}
}

func (l *logSettings) check(say func(string, ...any)) {
	if l.logKey != "" {
		if _, err := secret.Parse(l.logKey); err != nil {
			say("IPPORTAL_LOG_KEY cannot be used: %w; `head -c 32 /dev/urandom | base64` makes one", err)
		}
	}
	if l.tsa != "" {
		if _, err := stamp.New(l.tsa); err != nil {
			say("IPPORTAL_TSA cannot be used: %w", err)
		}
	}
}

// logKeys are those of the environment, or of the file in the folder: a key of its
// own, which lasts when IPPORTAL_KEY is replaced.
func (c *config) logKeys() ([]merkle.Key, error) {
	keys, err := secret.Parse(c.logKey)
	if c.logKey == "" {
		keys, err = secret.File(filepath.Join(c.data, "log-key"))
	}
	if err != nil {
		return nil, err
	}
	var list []merkle.Key
	for _, seed := range keys.Seeds("log") {
		k, err := merkle.NewKey(seed)
		if err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, nil
}
