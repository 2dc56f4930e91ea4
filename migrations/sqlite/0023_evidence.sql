-- +goose Up
-- Who filed an exhibit for reviewers only may be asked to show it to the other side,
-- and may show it, which is not taken back.
ALTER TABLE exhibits ADD COLUMN asked_at DATETIME;
ALTER TABLE exhibits ADD COLUMN opened_at DATETIME;
-- What became of the file: '' nothing is looked for, or checking, clean, found.
ALTER TABLE exhibits ADD COLUMN scan TEXT NOT NULL DEFAULT '';
-- '' it has no pages to be drawn, or waiting, drawn, failed.
ALTER TABLE exhibits ADD COLUMN drawing TEXT NOT NULL DEFAULT '';
ALTER TABLE exhibits ADD COLUMN pages BIGINT NOT NULL DEFAULT 0;
CREATE INDEX exhibits_of_hash ON exhibits (hash);

-- What is done once for the same bytes, whoever put them forward.
CREATE TABLE evidence_files (
  hash TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  scan TEXT NOT NULL,
  virus TEXT NOT NULL,
  drawing TEXT NOT NULL,
  pages BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  checked_at DATETIME
);

-- The pictures of a document's pages, each with the hash of the document.
CREATE TABLE evidence_pages (
  parent_hash TEXT NOT NULL REFERENCES evidence_files (hash),
  n BIGINT NOT NULL,
  hash TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  PRIMARY KEY (parent_hash, n)
);
CREATE INDEX evidence_pages_of_hash ON evidence_pages (hash);
