-- +goose Up
-- The newest cases under a right, for what was decided in them.
CREATE INDEX cases_newest_of_right ON cases (right_id, id);
