-- +goose Up
-- Cases that the public register shows, or will from public_at on. Everything in it is
-- made from the record and can be made again (Service.RebuildPublic).
CREATE TABLE register_entries (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id),
  public_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  right_type TEXT NOT NULL,
  territory TEXT NOT NULL,
  outcome TEXT NOT NULL
);
-- The list, newest first, narrowed by nothing, or by what is common: the rest of the
-- row is in the index.
CREATE INDEX register_newest ON register_entries (public_at, case_id, right_type, territory, outcome);
CREATE INDEX register_of_type ON register_entries (right_type, public_at, case_id, territory, outcome);
CREATE INDEX register_of_territory ON register_entries (territory, public_at, case_id, right_type, outcome);
CREATE INDEX register_of_outcome ON register_entries (outcome, public_at, case_id, right_type, territory);
-- Changed last: the feed.
CREATE INDEX register_changed ON register_entries (changed_at, case_id);

-- The words by which an entry is found: those of what everybody is shown of it.
CREATE TABLE register_words (
  word TEXT COLLATE "C" NOT NULL,
  case_id BIGINT NOT NULL REFERENCES register_entries (case_id),
  PRIMARY KEY (word, case_id)
);
CREATE INDEX register_words_of_case ON register_words (case_id);

-- How far the log has been taken up into what is public.
CREATE TABLE public_cursor (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  leaf BIGINT NOT NULL -- the first one that has not; no row: none has
);
