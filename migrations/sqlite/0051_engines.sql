-- +goose Up
-- A site whose shop is a commerce engine (Vendure): the portal works it by the engine's
-- own API, and reads from there what is on sale. The secret is the engine's API key.
ALTER TABLE connections RENAME COLUMN way TO way_before;
ALTER TABLE connections ADD COLUMN way TEXT NOT NULL DEFAULT 'hand' CHECK (way IN ('webhook', 'pull', 'hand', 'vendure'));
UPDATE connections SET way = way_before;
ALTER TABLE connections DROP COLUMN way_before;
-- Where the shop front shows a product: {slug} or {id} stands for which.
ALTER TABLE connections ADD COLUMN pages TEXT NOT NULL DEFAULT '';

-- How far the reading of what is on sale is: when the next page of it is due, in which
-- pass, from where on; of what changed since; when all was read last.
ALTER TABLE connections ADD COLUMN sync_at DATETIME;
ALTER TABLE connections ADD COLUMN sync_pass TEXT NOT NULL DEFAULT '' CHECK (sync_pass IN ('', 'all', 'missing', 'changed'));
ALTER TABLE connections ADD COLUMN sync_after BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN sync_since DATETIME;
ALTER TABLE connections ADD COLUMN sync_newest DATETIME;
ALTER TABLE connections ADD COLUMN synced_at DATETIME;
ALTER TABLE connections ADD COLUMN synced_all_at DATETIME;
-- Why it failed, and what could not be taken.
ALTER TABLE connections ADD COLUMN sync_error TEXT NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN sync_faults BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN sync_fault TEXT NOT NULL DEFAULT '';
CREATE INDEX connections_to_sync ON connections (sync_at) WHERE sync_at IS NOT NULL AND ended_at IS NULL;
