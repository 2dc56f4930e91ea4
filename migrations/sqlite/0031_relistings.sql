-- +goose Up
-- A shop's listing that looks like one that a complaint took off: said to the holder of
-- that complaint and to reviewers, and never filed by itself.
CREATE TABLE relistings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  position BIGINT NOT NULL,
  right_id BIGINT NOT NULL REFERENCES rights (id),
  holder_org_id BIGINT NOT NULL REFERENCES orgs (id),
  site_code TEXT NOT NULL,
  ref TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  seller_name TEXT NOT NULL,
  picture BIGINT NOT NULL,
  words BIGINT NOT NULL,
  found_at DATETIME NOT NULL,
  dismissed_at DATETIME,
  dismissed_by BIGINT
);
-- One suggestion for each right and listing: what was said not to be the same stays so.
CREATE UNIQUE INDEX relistings_once ON relistings (right_id, site_code, ref);
CREATE INDEX relistings_of_holder ON relistings (holder_org_id, id) WHERE dismissed_at IS NULL;
CREATE INDEX relistings_of_case ON relistings (case_id);
CREATE INDEX relistings_of_ref ON relistings (ref);

-- When a shop's listings are looked through next; NULL: they never were.
ALTER TABLE orgs ADD COLUMN relistings_at DATETIME;
CREATE INDEX orgs_relistings ON orgs (relistings_at, id) WHERE kind = 'seller';
