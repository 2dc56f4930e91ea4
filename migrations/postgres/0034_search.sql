-- +goose Up
-- The words by which a case is found, beside it: a case changes often, its words hardly
-- ever, and each change would write all of them into their index again.
CREATE TABLE case_words (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id),
  words TSVECTOR NOT NULL
);
-- A pending list would be read by every search.
CREATE INDEX case_words_found ON case_words USING gin (words) WITH (fastupdate = off);
-- Without statistics the planner always takes the index of words. With them it guesses, for
-- some words, that walking all cases from the newest is cheaper, and reads a million.
ALTER TABLE case_words ALTER COLUMN words SET STATISTICS 0;

-- Words that are known, by themselves and by what is left when a letter is taken out.
CREATE TABLE near_words (
  key TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (key, word)
);
CREATE INDEX near_words_known ON near_words (word) WHERE key = word; -- each word once, to look inside

-- Cases whose words are to be learnt; those from before have none yet.
CREATE TABLE word_queue (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id)
);
INSERT INTO word_queue (case_id) SELECT id FROM cases;

-- +goose StatementBegin
CREATE FUNCTION wait_for_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO word_queue (case_id) SELECT id FROM written;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER cases_wait_for_words AFTER INSERT ON cases REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION wait_for_words();
