-- +goose Up

-- A rights holder who files without an account: its mail address is confirmed, and
-- nothing else. And a complaint that came so, which stays what it was when an
-- account takes it over.
ALTER TABLE orgs ADD COLUMN unregistered BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE complaints ADD COLUMN unregistered BOOLEAN NOT NULL DEFAULT FALSE;

-- Notices that wait for their address to be confirmed, by when they are forgotten.
CREATE INDEX links_unconfirmed ON links (expires_at) WHERE kind = 'report' AND used_at IS NULL AND email <> '';
