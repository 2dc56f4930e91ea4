-- +goose Up
-- Whether somebody else put forward the same bytes is asked for every file that goes.
CREATE INDEX exhibits_of_view ON exhibits (view_hash) WHERE view_hash <> hash;
CREATE INDEX captures_of_hash ON captures (hash) WHERE hash <> '';
