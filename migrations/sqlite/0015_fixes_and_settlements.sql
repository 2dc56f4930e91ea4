-- +goose Up

-- The seller's clock as it stood when a fix was proposed: what is left of it runs
-- on when the fix is refused.
ALTER TABLE items ADD COLUMN rest TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN fixes_used BIGINT NOT NULL DEFAULT 0;

-- "fixed" is an end too: the listing can be complained of again.
DROP INDEX items_open_once;
CREATE UNIQUE INDEX items_open_once ON items (right_id, listing_id)
  WHERE state NOT IN ('deleted_by_seller', 'upheld', 'restored', 'withdrawn', 'rejected', 'lapsed', 'fixed');

-- A seller's proposal of a fix, with the listings as they were then.
CREATE TABLE fixes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  items TEXT NOT NULL,
  shots TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  salts TEXT NOT NULL
);
CREATE INDEX fixes_of_case ON fixes (case_id);

-- What a party or a reviewer says to a fix.
CREATE TABLE fix_replies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  party TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  items TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  salts TEXT NOT NULL
);
CREATE INDEX fix_replies_of_case ON fix_replies (case_id);

-- Offers to settle. Without prejudice: reviewers are shown the terms of accepted
-- ones only.
CREATE TABLE settlement_offers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  party TEXT NOT NULL,
  sell_off_on TEXT NOT NULL,
  licence TEXT NOT NULL,
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  items TEXT NOT NULL,
  state TEXT NOT NULL,
  reply TEXT NOT NULL DEFAULT '',
  made_at DATETIME NOT NULL,
  made_by BIGINT NOT NULL,
  answered_at DATETIME,
  answered_by BIGINT,
  reminded_at DATETIME,
  salts TEXT NOT NULL
);
CREATE INDEX settlement_offers_of_case ON settlement_offers (case_id);
-- One offer is on the table of a case at a time.
CREATE UNIQUE INDEX settlement_offers_open_once ON settlement_offers (case_id) WHERE state = 'open';
CREATE INDEX settlement_offers_to_remind ON settlement_offers (sell_off_on)
  WHERE state = 'accepted' AND sell_off_on <> '' AND reminded_at IS NULL;

-- Lines of a filing whose listing was open already: they join that item.
CREATE TABLE joined_lines (
  complaint_id BIGINT NOT NULL REFERENCES complaints (id),
  item_id BIGINT NOT NULL REFERENCES items (id),
  PRIMARY KEY (complaint_id, item_id)
);
CREATE INDEX joined_lines_of_item ON joined_lines (item_id);

-- Why a listing is complained of again without new evidence.
ALTER TABLE complaints ADD COLUMN again_reason TEXT NOT NULL DEFAULT '';
