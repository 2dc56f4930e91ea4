-- +goose Up
-- A file of lines by which a seller answers complaints or a rights holder retracts
-- theirs, and what became of each line.
CREATE TABLE answer_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preview', 'filing', 'done')),
  lines BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  started_at DATETIME,
  done_at DATETIME
);
CREATE INDEX answer_files_of_org ON answer_files (org_id, id);
CREATE INDEX answer_files_of_person ON answer_files (person_id);

CREATE TABLE answer_lines (
  file_id BIGINT NOT NULL REFERENCES answer_files (id),
  n BIGINT NOT NULL,
  number TEXT NOT NULL,
  listing TEXT NOT NULL,
  act TEXT NOT NULL,
  ground TEXT NOT NULL,
  words TEXT NOT NULL,
  chosen TEXT,
  listings BIGINT NOT NULL,
  draft_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('left', 'unused', 'ready', 'done')),
  problem TEXT,
  PRIMARY KEY (file_id, n)
);
