-- +goose Up

-- What became of the file of an identity paper: '' nothing is looked for, or
-- checking, clean, found.
ALTER TABLE identity_papers ADD COLUMN scan TEXT NOT NULL DEFAULT '';
