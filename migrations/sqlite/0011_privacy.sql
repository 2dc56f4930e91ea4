-- +goose Up

-- The random salts of what was said, one for each text by its column's name, as
-- JSON. An event names a text by a hash over its salt and its words; erasure
-- deletes both, and nobody can guess from the hash what the words were.
ALTER TABLE complaints ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE counters ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE answers ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE appeals ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE decisions ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE rights ADD COLUMN salts TEXT NOT NULL DEFAULT '{}';

-- When what a row said of somebody was taken out of it.
ALTER TABLE people ADD COLUMN erased_at DATETIME;
ALTER TABLE orgs ADD COLUMN erased_at DATETIME;
ALTER TABLE exhibits ADD COLUMN erased_at DATETIME;

-- What one side of a case wrote to the other through the portal. Personal data:
-- words. The writer never learns the address to which it went.
CREATE TABLE relay_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  party TEXT NOT NULL CHECK (party IN ('holder', 'seller')),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  person_id BIGINT NOT NULL,
  to_org_id BIGINT NOT NULL REFERENCES orgs (id),
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  salts TEXT NOT NULL DEFAULT '{}',
  written_at DATETIME NOT NULL
);
CREATE INDEX relay_letters_of_case ON relay_letters (case_id, id);
CREATE INDEX relay_letters_of_org ON relay_letters (org_id);

-- What keeps data of a person, an organisation or a case from being erased, why
-- and until when. Personal data: reason.
CREATE TABLE legal_holds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'case')),
  subject_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  salts TEXT NOT NULL DEFAULT '{}',
  until DATETIME NOT NULL,
  set_at DATETIME NOT NULL,
  set_by BIGINT NOT NULL,
  ended_at DATETIME,
  ended_by BIGINT,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX legal_holds_on ON legal_holds (kind, subject_id);

-- Who asked that their data be erased, and what came of it. Personal data: answer.
CREATE TABLE erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL,
  org_id BIGINT,
  state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'refused', 'withdrawn')),
  answer TEXT NOT NULL DEFAULT '',
  salts TEXT NOT NULL DEFAULT '{}',
  asked_at DATETIME NOT NULL,
  closed_at DATETIME,
  closed_by BIGINT,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX erasures_open_once ON erasures (person_id) WHERE state = 'asked';
CREATE INDEX erasures_waiting ON erasures (id) WHERE state = 'asked';

INSERT INTO numbers (name, last) VALUES ('hold', 0), ('erasure', 0);
