-- +goose Up

-- The built-in marketplace. It stands for an outside: nothing of the portal
-- refers to these tables, and seller_org_id is what a connector would be told.
CREATE TABLE catalogue_listings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site_code TEXT NOT NULL,
  ref TEXT NOT NULL,
  seller_org_id BIGINT NOT NULL,
  seller_name TEXT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  price_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  images TEXT NOT NULL,
  search_text TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('live', 'removed', 'withdrawn_by_seller')),
  case_number TEXT NOT NULL DEFAULT '',
  complainant TEXT NOT NULL DEFAULT '',
  right_type TEXT NOT NULL DEFAULT '',
  removed_at DATETIME,
  acted_at DATETIME,
  updated_at DATETIME NOT NULL,
  UNIQUE (site_code, ref)
);
CREATE INDEX catalogue_listings_by_ref ON catalogue_listings (ref);
CREATE INDEX catalogue_listings_of_site ON catalogue_listings (site_code, id);

-- Every order that was carried out, once for each key.
CREATE TABLE catalogue_actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL CHECK (action IN ('remove', 'restore')),
  site_code TEXT NOT NULL,
  ref TEXT NOT NULL,
  case_number TEXT NOT NULL,
  changed BOOLEAN NOT NULL,
  at DATETIME NOT NULL
);
