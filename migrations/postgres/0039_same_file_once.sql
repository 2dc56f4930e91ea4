-- +goose Up
-- The same bytes stand once in a form, also where two uploads arrive at one moment.
DELETE FROM exhibits WHERE draft_id <> '' AND id NOT IN (
	SELECT MIN(id) FROM exhibits WHERE draft_id <> '' GROUP BY draft_id, hash, purpose
);
CREATE UNIQUE INDEX exhibits_once_in_form ON exhibits (draft_id, hash, purpose) WHERE draft_id <> '';
