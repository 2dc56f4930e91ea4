-- +goose Up

-- A report on a trusted flagger to its coordinator (Regulation (EU) 2022/2065,
-- Article 22(6)), as it was drawn up: what is sent says this, at every try.
ALTER TABLE trusted_flaggers ADD COLUMN coordinator_email TEXT NOT NULL DEFAULT '';
CREATE TABLE flagger_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  flagger_id BIGINT NOT NULL REFERENCES trusted_flaggers (id),
  lang TEXT NOT NULL,
  body TEXT NOT NULL,
  salts TEXT NOT NULL,
  drawn_at DATETIME NOT NULL,
  drawn_by BIGINT NOT NULL,
  sent_to TEXT NOT NULL DEFAULT '',
  sent_at DATETIME,
  sent_by BIGINT
);
CREATE INDEX flagger_reports_of ON flagger_reports (flagger_id);
