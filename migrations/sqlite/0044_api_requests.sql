-- +goose Up

-- What a program asked under an idempotency key, and what it was answered: the same
-- request again within a day is given the same answer, and is carried out once.
-- draft_id is the form that it fills, so that a request whose process died half-way
-- takes up its own form again. Personal data: body.
CREATE TABLE api_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key_id BIGINT NOT NULL REFERENCES api_keys (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  idempotency_hash TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  draft_id TEXT NOT NULL,
  begun_at DATETIME NOT NULL,
  done_at DATETIME,
  status BIGINT NOT NULL,
  header TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (key_id, idempotency_hash)
);
CREATE INDEX api_requests_begun ON api_requests (begun_at);
CREATE INDEX api_requests_of_person ON api_requests (person_id);
