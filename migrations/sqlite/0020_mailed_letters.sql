-- +goose Up

-- Letters that came outside the portal, kept by a reviewer with what was found in
-- them and what the sender was answered. They file nothing.
CREATE TABLE mailed_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  procedure TEXT NOT NULL,
  procedure_version BIGINT NOT NULL,
  right_type TEXT NOT NULL,
  lang TEXT NOT NULL,
  subject TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  sender_email TEXT NOT NULL,
  text TEXT NOT NULL,
  checks TEXT NOT NULL,
  answer TEXT NOT NULL,
  note TEXT NOT NULL,
  kept_at DATETIME NOT NULL,
  kept_by BIGINT NOT NULL
);
CREATE INDEX mailed_letters_of_sender ON mailed_letters (sender_email) WHERE sender_email <> '';
INSERT INTO numbers (name, last) VALUES ('letter', 0);
