-- +goose Up

-- Who stands behind a rights holder, as far as it was proven. Personal data:
-- reg_number, where the holder is a natural person.
ALTER TABLE orgs ADD COLUMN identity TEXT NOT NULL DEFAULT '' CHECK (identity IN ('', 'pending', 'verified', 'refused'));
ALTER TABLE orgs ADD COLUMN identity_at DATETIME;
ALTER TABLE orgs ADD COLUMN reg_number TEXT NOT NULL DEFAULT '';
ALTER TABLE orgs ADD COLUMN natural_person BOOLEAN NOT NULL DEFAULT 0;
CREATE INDEX orgs_verified ON orgs (identity_at) WHERE identity = 'verified';

-- An identity paper that was handed in, and what a reviewer found. The record
-- stays when the paper's bytes are gone. Personal data: paper_number.
CREATE TABLE identity_checks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  form_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('company_extract', 'passport', 'identity_card')),
  paper_number TEXT NOT NULL,
  country TEXT NOT NULL,
  issued_on DATETIME NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'verified', 'refused')),
  reason TEXT NOT NULL DEFAULT '',
  salts TEXT NOT NULL DEFAULT '{}',
  version BIGINT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  checked_at DATETIME,
  checked_by BIGINT,
  claimed_by BIGINT,
  claimed_until DATETIME
);
CREATE UNIQUE INDEX identity_checks_open_once ON identity_checks (org_id) WHERE status = 'pending';
CREATE INDEX identity_checks_of_org ON identity_checks (org_id, id);
CREATE INDEX identity_checks_to_do ON identity_checks (id) WHERE status = 'pending';
INSERT INTO numbers (name, last) VALUES ('identity', 0);

-- The files of such papers. Their bytes lie in a store of their own, from which
-- they are dropped.
CREATE TABLE identity_papers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  form_id TEXT NOT NULL,
  check_id BIGINT REFERENCES identity_checks (id),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size BIGINT NOT NULL,
  hash TEXT NOT NULL,
  view_hash TEXT NOT NULL,
  view_mime TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  drop_at DATETIME,
  dropped_at DATETIME
);
CREATE INDEX identity_papers_of_form ON identity_papers (form_id);
CREATE INDEX identity_papers_of_check ON identity_papers (check_id) WHERE check_id IS NOT NULL;
CREATE INDEX identity_papers_by_hash ON identity_papers (hash) WHERE dropped_at IS NULL;
CREATE INDEX identity_papers_to_drop ON identity_papers (drop_at) WHERE drop_at IS NOT NULL AND dropped_at IS NULL;

-- How often something may happen: each row is one place, taken until at has
-- passed. The key is a hash, of a mail address for instance.
CREATE TABLE allowances (
  key TEXT NOT NULL,
  place BIGINT NOT NULL,
  free_at DATETIME NOT NULL,
  PRIMARY KEY (key, place)
);

-- Somebody who says that a shop is theirs, until it is proven or has failed.
CREATE TABLE shop_claims (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  link_id BIGINT NOT NULL UNIQUE REFERENCES links (id),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  listing_code TEXT NOT NULL,
  mail_code_hash TEXT NOT NULL DEFAULT '',
  mail_code_sealed TEXT NOT NULL DEFAULT '',
  mail_code_until DATETIME,
  wrong_tries BIGINT NOT NULL DEFAULT 0,
  asked_owner_at DATETIME,
  proven_by TEXT NOT NULL DEFAULT '',
  ended_at DATETIME,
  created_at DATETIME NOT NULL
);
CREATE INDEX shop_claims_asked ON shop_claims (org_id) WHERE asked_owner_at IS NOT NULL;
