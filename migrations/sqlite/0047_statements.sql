-- +goose Up
-- The statement of reasons of a restriction, as it was when it was decided: the fields
-- of the Transparency Database of the European Union (DSA, Articles 17 and 24(5)).
-- Written once with its cause and never changed.
CREATE TABLE reason_statements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  puid TEXT NOT NULL UNIQUE,
  case_id BIGINT REFERENCES cases (id),
  item_id BIGINT REFERENCES items (id),
  decision_id BIGINT REFERENCES decisions (id),
  measure_id BIGINT REFERENCES measures (id),
  fields TEXT NOT NULL,
  at DATETIME NOT NULL,
  CHECK ((case_id IS NULL) <> (measure_id IS NULL))
);
CREATE INDEX reason_statements_of_case ON reason_statements (case_id);
CREATE INDEX reason_statements_of_measure ON reason_statements (measure_id);

-- +goose StatementBegin
CREATE TRIGGER reason_statements_no_update BEFORE UPDATE ON reason_statements BEGIN SELECT RAISE(ABORT, 'statements of reasons are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reason_statements_no_delete BEFORE DELETE ON reason_statements BEGIN SELECT RAISE(ABORT, 'statements of reasons are never deleted'); END;
-- +goose StatementEnd

-- What became of it: whether it may leave, with which words, and what was answered.
CREATE TABLE reason_exports (
  statement_id BIGINT PRIMARY KEY REFERENCES reason_statements (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'dropped', 'sent', 'refused')),
  version BIGINT NOT NULL,
  batch_id BIGINT REFERENCES deliveries (id),
  edited TEXT,
  findings TEXT NOT NULL,
  looked BOOLEAN NOT NULL,
  why TEXT NOT NULL,
  uuid TEXT NOT NULL,
  done_by BIGINT REFERENCES people (id),
  changed_at DATETIME NOT NULL
);
CREATE INDEX reason_exports_by_state ON reason_exports (state, statement_id);
CREATE INDEX reason_exports_of_batch ON reason_exports (batch_id);
CREATE INDEX reason_exports_done_by ON reason_exports (done_by);
