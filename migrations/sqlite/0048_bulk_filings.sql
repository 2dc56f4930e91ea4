-- +goose Up
-- A file of lines that a rights holder uploaded, the complaints that it becomes, and
-- what became of each line.
CREATE TABLE bulk_filings (
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
CREATE INDEX bulk_filings_of_org ON bulk_filings (org_id, id);
CREATE INDEX bulk_filings_of_person ON bulk_filings (person_id);

CREATE TABLE bulk_groups (
  bulk_id BIGINT NOT NULL REFERENCES bulk_filings (id),
  n BIGINT NOT NULL,
  right_number TEXT NOT NULL,
  reason TEXT NOT NULL,
  site_code TEXT NOT NULL,
  procedure TEXT NOT NULL,
  procedure_version BIGINT NOT NULL,
  listings BIGINT NOT NULL,
  sellers BIGINT NOT NULL,
  draft_id TEXT NOT NULL,
  number TEXT NOT NULL,
  problem TEXT,
  PRIMARY KEY (bulk_id, n)
);

CREATE TABLE bulk_lines (
  bulk_id BIGINT NOT NULL REFERENCES bulk_filings (id),
  n BIGINT NOT NULL,
  group_n BIGINT NOT NULL,
  right_number TEXT NOT NULL,
  listing TEXT NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  ref TEXT NOT NULL,
  status TEXT NOT NULL,
  other_n BIGINT NOT NULL,
  number TEXT NOT NULL,
  problem TEXT,
  PRIMARY KEY (bulk_id, n)
);
