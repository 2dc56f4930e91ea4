-- +goose Up
-- A marketplace's system, connected to one site: it is sent orders by signed webhooks,
-- fetches them, or an employee carries them out by hand.
CREATE TABLE connections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  site_id BIGINT NOT NULL REFERENCES sites (id),
  name TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('webhook', 'pull', 'hand')),
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  old_secret TEXT NOT NULL,
  old_until DATETIME,
  token_hash TEXT NOT NULL UNIQUE,
  token_prefix TEXT NOT NULL,
  token_used_at DATETIME,
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  ended_at DATETIME,
  ended_by BIGINT
);
-- One at a time carries out what is ordered on a site.
CREATE UNIQUE INDEX connections_of_site ON connections (site_id) WHERE ended_at IS NULL;

-- The connection that a site has now.
ALTER TABLE sites ADD COLUMN connection_id BIGINT;

ALTER TABLE deliveries ADD COLUMN connection_id BIGINT REFERENCES connections (id);
-- Counts what one case has the marketplace told, from 1.
ALTER TABLE deliveries ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
-- Since when the marketplace has the order and has not said what came of it.
ALTER TABLE deliveries ADD COLUMN asked_at DATETIME;
-- What it said, and who ticked it off where it is done by hand.
ALTER TABLE deliveries ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN answer_note TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN answered_by BIGINT;
CREATE INDEX deliveries_of_connection ON deliveries (connection_id, id) WHERE connection_id IS NOT NULL;

-- A listing that is offered again though an order keeps it down: since when.
ALTER TABLE listings ADD COLUMN reappeared_at DATETIME;
CREATE INDEX listings_reappeared ON listings (id) WHERE reappeared_at IS NOT NULL;

-- Signed hooks of a marketplace that were taken: the same one again changes nothing.
CREATE TABLE market_hooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id BIGINT NOT NULL REFERENCES connections (id),
  hook_id TEXT NOT NULL,
  received_at DATETIME NOT NULL,
  UNIQUE (connection_id, hook_id)
);
CREATE INDEX market_hooks_by_time ON market_hooks (received_at);

-- The page of a listing at a marketplace of its own; '' where it is the portal's.
ALTER TABLE catalogue_listings ADD COLUMN page TEXT NOT NULL DEFAULT '';
CREATE INDEX catalogue_listings_by_page ON catalogue_listings (page) WHERE page <> '';
