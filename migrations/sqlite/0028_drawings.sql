-- +goose Up

-- A document whose pages were drawn, under its hash, with the end of the chain
-- drawing:HASH: the events name the pictures, so that no other can be put in their
-- place.
CREATE TABLE drawings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  event_seq BIGINT NOT NULL,
  event_hash TEXT NOT NULL
);

-- What was drawn before there was such a chain is drawn again.
INSERT INTO deliveries (kind, key, message, payload, state, attempts, next_at, last_error, created_at)
SELECT 'check_file', 'redraw-' || hash, '', '{"what":"' || hash || '"}', 'queued', 0, created_at, '', created_at FROM evidence_files WHERE drawing = 'drawn';
DELETE FROM evidence_pages;
UPDATE exhibits SET drawing = 'waiting', pages = 0 WHERE drawing = 'drawn';
UPDATE evidence_files SET drawing = 'waiting', pages = 0 WHERE drawing = 'drawn';
