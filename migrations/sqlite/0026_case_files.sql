-- +goose Up
-- Large case files are made by a worker for whoever asked, kept for some hours, and
-- dropped: a row says for whom, how far the making is, and where the file lies.
CREATE TABLE case_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  party TEXT NOT NULL,
  lang TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'ready', 'gone')),
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  seen TEXT NOT NULL,
  hash TEXT NOT NULL,
  size BIGINT NOT NULL,
  asked_at DATETIME NOT NULL,
  made_at DATETIME,
  drop_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX case_files_asked ON case_files (case_id, org_id, person_id, lang) WHERE state = 'asked';
CREATE INDEX case_files_of_person ON case_files (person_id, case_id) WHERE state <> 'gone';
CREATE INDEX case_files_due ON case_files (drop_at) WHERE state <> 'gone';
