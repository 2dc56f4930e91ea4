-- +goose Up
-- Since when a listing is not there any more, which is more than not being on sale: its
-- seller has deleted it at the marketplace.
ALTER TABLE catalogue_listings ADD COLUMN gone_at TIMESTAMPTZ;
-- Files of forms that were never filed are looked for by their age.
CREATE INDEX exhibits_unfiled ON exhibits (created_at) WHERE draft_id <> '';
