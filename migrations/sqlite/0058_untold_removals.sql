-- +goose Up

-- A removal that an order demands and of which nobody may be told before the day
-- that it gives (Regulation (EU) 2022/2065, Article 9(5)): the listings are down, and
-- the case learns of it with its statement of reasons when that day has come.
-- Personal data: facts and explanation may name somebody.
CREATE TABLE untold_removals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  received_id BIGINT NOT NULL REFERENCES received_orders (id),
  case_id BIGINT NOT NULL REFERENCES cases (id),
  form_id TEXT NOT NULL UNIQUE,
  facts TEXT NOT NULL,
  ground_kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  explanation TEXT NOT NULL,
  territory TEXT NOT NULL,
  lang TEXT NOT NULL,
  evidence_ids TEXT NOT NULL,
  salts TEXT NOT NULL,
  decided_at DATETIME NOT NULL,
  decided_by BIGINT NOT NULL,
  told_at DATETIME
);
CREATE INDEX untold_removals_waiting ON untold_removals (received_id) WHERE told_at IS NULL;
CREATE INDEX untold_removals_of_case ON untold_removals (case_id);

-- What it took down. While held is true nothing else puts the listing back.
CREATE TABLE untold_listings (
  untold_id BIGINT NOT NULL REFERENCES untold_removals (id),
  item_id BIGINT NOT NULL REFERENCES items (id),
  listing_id BIGINT NOT NULL REFERENCES listings (id),
  comment TEXT NOT NULL,
  held BOOLEAN NOT NULL,
  PRIMARY KEY (untold_id, item_id)
);
CREATE UNIQUE INDEX untold_listings_held ON untold_listings (item_id) WHERE held;
CREATE INDEX untold_listings_of_listing ON untold_listings (listing_id) WHERE held;

-- The authority lets the parties be told at another day than its order gave.
CREATE TABLE telling_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  received_id BIGINT NOT NULL REFERENCES received_orders (id),
  until TEXT NOT NULL,
  why TEXT NOT NULL,
  salts TEXT NOT NULL,
  changed_at DATETIME NOT NULL,
  changed_by BIGINT NOT NULL
);
CREATE INDEX telling_changes_of ON telling_changes (received_id);

ALTER TABLE deliveries ADD COLUMN untold_id BIGINT REFERENCES untold_removals (id);
-- Since when it has been in effect, where the parties could not be told at once.
ALTER TABLE orders ADD COLUMN effect_from DATETIME;
