-- +goose Up

-- A password too short to be enough alone: it was chosen beside a second factor.
ALTER TABLE people ADD COLUMN short_password BOOLEAN NOT NULL DEFAULT 0;

-- Who has shown the password and not yet the second factor: nobody is signed in
-- by such a session. On what device, and from which address, a session began.
-- Personal data: device, address.
ALTER TABLE sessions ADD COLUMN pending_id BIGINT REFERENCES people (id);
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Authenticator apps. The seed is sealed. last_step is the last period of which a
-- code was taken: each is good once.
CREATE TABLE totp (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  secret TEXT NOT NULL,
  last_step BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  confirmed_at DATETIME
);
CREATE UNIQUE INDEX totp_in_use ON totp (person_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_begun ON totp (person_id) WHERE confirmed_at IS NULL;

-- Recovery codes, by the SHA-256 of 120 random bits.
CREATE TABLE recovery_codes (
  hash TEXT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people (id),
  created_at DATETIME NOT NULL,
  used_at DATETIME
);
CREATE INDEX recovery_codes_of_person ON recovery_codes (person_id);

-- Browsers in which somebody has signed in, by the SHA-256 of what their cookie
-- holds: the owner is let in there while a stranger's guesses are slowed.
CREATE TABLE known_devices (
  hash TEXT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES people (id),
  created_at DATETIME NOT NULL,
  seen_at DATETIME NOT NULL,
  PRIMARY KEY (hash, person_id)
);
CREATE INDEX known_devices_of_person ON known_devices (person_id);

-- Tries within a span of time, counted by a hash of what is limited, so that all
-- processes agree.
CREATE TABLE tries (
  key TEXT PRIMARY KEY,
  tries BIGINT NOT NULL,
  since DATETIME NOT NULL
);

-- Second factors that an operator took from an account, after which proof of who
-- asked, and why.
CREATE TABLE factor_removals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  operator_id BIGINT NOT NULL REFERENCES people (id),
  proof TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at DATETIME NOT NULL
);
CREATE INDEX factor_removals_of_person ON factor_removals (person_id);
