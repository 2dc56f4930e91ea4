-- +goose Up
-- What came of the picture of a complained listing's page that was asked for with the
-- filing: the picture, or why there is none. Written once and never changed.
CREATE TABLE captures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  item_id BIGINT NOT NULL UNIQUE REFERENCES items (id),
  position BIGINT NOT NULL,
  url TEXT NOT NULL,
  why TEXT NOT NULL,
  hash TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  cut BOOLEAN NOT NULL,
  at DATETIME NOT NULL,
  CHECK ((why = '') <> (hash = ''))
);
CREATE INDEX captures_of_case ON captures (case_id, position);

-- +goose StatementBegin
CREATE TRIGGER captures_no_update BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'captures are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER captures_no_delete BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'captures are never deleted'); END;
-- +goose StatementEnd
