-- +goose Up
-- A shop is its site's: the connection of another one neither sees nor names it.
-- 0: the shop is told by no connection, but by the platform's people.
ALTER TABLE orgs ADD COLUMN shop_site_id BIGINT NOT NULL DEFAULT 0;
DROP INDEX orgs_shop_ref;
CREATE UNIQUE INDEX orgs_shop_ref ON orgs (shop_ref, shop_site_id) WHERE shop_ref <> '';
