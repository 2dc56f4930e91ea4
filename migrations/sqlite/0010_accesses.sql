-- +goose Up

-- Who was shown private data, and who was refused. Only ids, numbers and hashes
-- of what was looked at: no names, no addresses. Rows are never changed, and are
-- no reference to other tables, so that they outlive what they speak of.
CREATE TABLE accesses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at DATETIME NOT NULL,
  kind TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  party TEXT NOT NULL,
  role TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  holder_org_id BIGINT,
  seller_org_id BIGINT,
  method TEXT NOT NULL,
  route TEXT NOT NULL,
  request_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  times BIGINT NOT NULL,
  alert_key TEXT UNIQUE
);
CREATE INDEX accesses_of_person ON accesses (person_id, id);
CREATE INDEX accesses_of_kind ON accesses (kind, id);
CREATE INDEX accesses_of_subject ON accesses (subject, id);
CREATE INDEX accesses_about_holder ON accesses (holder_org_id, id) WHERE holder_org_id IS NOT NULL;
CREATE INDEX accesses_about_seller ON accesses (seller_org_id, id) WHERE seller_org_id IS NOT NULL;

-- +goose StatementBegin
CREATE TRIGGER accesses_no_update BEFORE UPDATE ON accesses BEGIN SELECT RAISE(ABORT, 'accesses are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER accesses_no_delete BEFORE DELETE ON accesses BEGIN SELECT RAISE(ABORT, 'accesses are never deleted'); END;
-- +goose StatementEnd
