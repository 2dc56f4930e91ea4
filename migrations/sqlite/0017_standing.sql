-- +goose Up

-- What an organisation's record says beside its ledger: a holder's good-faith
-- tier and its lock-out. The row is also what bookings of one seller wait at.
CREATE TABLE standings (
  org_id BIGINT PRIMARY KEY REFERENCES orgs (id),
  tier_since DATETIME,
  tier_lost_at DATETIME,
  locked_until DATETIME,
  looked_at DATETIME,
  stale BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX standings_stale ON standings (org_id) WHERE stale;
CREATE INDEX standings_tier ON standings (looked_at) WHERE tier_since IS NOT NULL;

-- A seller's points: entries, of which the sum counts.
CREATE TABLE point_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  case_id BIGINT NOT NULL REFERENCES cases (id),
  item_id BIGINT NOT NULL REFERENCES items (id),
  right_id BIGINT NOT NULL REFERENCES rights (id),
  kind TEXT NOT NULL CHECK (kind IN ('booked', 'taken_back', 'carried')),
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  "limit" TEXT NOT NULL,
  points BIGINT NOT NULL,
  general BOOLEAN NOT NULL,
  batch TEXT NOT NULL,
  batch_at DATETIME NOT NULL,
  day DATETIME NOT NULL,
  booked_at DATETIME NOT NULL,
  counts_until DATETIME NOT NULL
);
CREATE INDEX point_entries_of_org ON point_entries (org_id, counts_until, points);
CREATE INDEX point_entries_newest ON point_entries (org_id, id);
CREATE INDEX point_entries_of_item ON point_entries (item_id);
CREATE INDEX point_entries_of_right ON point_entries (org_id, right_id, batch_at);
CREATE INDEX point_entries_of_day ON point_entries (org_id, day, points) WHERE general;
-- +goose StatementBegin
CREATE TRIGGER point_entries_no_update BEFORE UPDATE ON point_entries BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER point_entries_no_delete BEFORE DELETE ON point_entries BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never deleted'); END;
-- +goose StatementEnd

-- What became of each item, as far as its holder's accuracy counts it.
CREATE TABLE item_outcomes (
  item_id BIGINT PRIMARY KEY REFERENCES items (id),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  reason TEXT NOT NULL,
  at DATETIME NOT NULL,
  decided BOOLEAN NOT NULL,
  taken_down BOOLEAN NOT NULL,
  countered BOOLEAN NOT NULL,
  restored BOOLEAN NOT NULL
);
CREATE INDEX item_outcomes_of_org ON item_outcomes (org_id, at, reason, taken_down, restored) WHERE decided;

-- Measures against an account: proposed, decided by a reviewer, appealable.
CREATE TABLE measures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  party TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  task TEXT NOT NULL,
  severe BOOLEAN NOT NULL,
  cause TEXT NOT NULL,
  points BIGINT NOT NULL,
  days BIGINT NOT NULL,
  filings BIGINT NOT NULL,
  version BIGINT NOT NULL,
  proposed_at DATETIME NOT NULL,
  claimed_by BIGINT,
  claimed_until DATETIME,
  decided_at DATETIME,
  decided_by BIGINT,
  facts TEXT NOT NULL,
  ground_kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  explanation TEXT NOT NULL,
  redress TEXT NOT NULL,
  lang TEXT NOT NULL,
  ends_at DATETIME,
  told_at DATETIME,
  appealed_at DATETIME,
  appealed_by BIGINT,
  appeal TEXT NOT NULL,
  appeal_lang TEXT NOT NULL,
  appeal_decided_at DATETIME,
  appeal_decided_by BIGINT,
  answer TEXT NOT NULL,
  ended_at DATETIME,
  checked_at DATETIME,
  salts TEXT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX measures_of_org ON measures (org_id, id);
CREATE INDEX measures_in_force ON measures (org_id, kind) WHERE status = 'in_force';
CREATE INDEX measures_waiting ON measures (id) WHERE task <> '';
CREATE INDEX measures_ending ON measures (ends_at) WHERE status = 'in_force';
CREATE UNIQUE INDEX measures_proposed_once ON measures (org_id, kind) WHERE status = 'proposed';
INSERT INTO numbers (name, last) VALUES ('measure', 0);

-- The listings that a measure is about: held are down because of it, the others
-- were there before it and may stay.
CREATE TABLE measure_listings (
  measure_id BIGINT NOT NULL REFERENCES measures (id),
  listing_id BIGINT NOT NULL REFERENCES listings (id),
  held BOOLEAN NOT NULL,
  PRIMARY KEY (measure_id, listing_id)
);
CREATE INDEX measure_listings_held ON measure_listings (listing_id) WHERE held;

ALTER TABLE deliveries ADD COLUMN measure_id BIGINT REFERENCES measures (id);

-- Days before sales events in which some notices go to two reviewers.
CREATE TABLE peak_days (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  form_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  from_day DATETIME NOT NULL,
  until_day DATETIME NOT NULL,
  set_at DATETIME NOT NULL,
  set_by BIGINT NOT NULL,
  ended_at DATETIME,
  ended_by BIGINT
);
CREATE INDEX peak_days_until ON peak_days (until_day) WHERE ended_at IS NULL;
ALTER TABLE cases ADD COLUMN guard TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_of_seller_opened ON cases (seller_org_id, opened_at);
CREATE INDEX complaints_filed ON complaints (org_id, filed_at);
ALTER TABLE items ADD COLUMN guarded BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE items ADD COLUMN guard_blocked BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE items ADD COLUMN first_accept_by BIGINT;
