-- +goose Up

-- A rights holder that a Digital Services Coordinator has made a trusted flagger
-- (Regulation (EU) 2022/2065, Article 22), as the platform recorded it.
CREATE TABLE trusted_flaggers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  coordinator TEXT NOT NULL,
  country TEXT NOT NULL,
  reference TEXT NOT NULL,
  from_day DATETIME NOT NULL,
  until_day DATETIME,
  salts TEXT NOT NULL DEFAULT '{}',
  recorded_at DATETIME NOT NULL,
  recorded_by BIGINT NOT NULL,
  ended_at DATETIME,
  ended_by BIGINT,
  reported_at DATETIME,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX trusted_flaggers_once ON trusted_flaggers (org_id) WHERE ended_at IS NULL;
INSERT INTO numbers (name, last) VALUES ('flagger', 0);

-- Under which record a complaint was filed by one.
ALTER TABLE complaints ADD COLUMN flagger_id BIGINT REFERENCES trusted_flaggers (id);
CREATE INDEX complaints_of_flagger ON complaints (flagger_id) WHERE flagger_id IS NOT NULL;

-- The queue: notices of trusted flaggers first, each sort by its target.
ALTER TABLE cases ADD COLUMN review_rank BIGINT NOT NULL DEFAULT 1;
DROP INDEX cases_review;
CREATE INDEX cases_review ON cases (review_rank, review_due_at, id, review_task, claimed_until, claimed_by) WHERE review_task <> '';
