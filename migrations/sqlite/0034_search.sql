-- +goose Up
-- The words by which a case is found, under the case's id. They come folded and cut, so
-- nothing is left to the tokenizer but to part them at spaces.
CREATE VIRTUAL TABLE case_words USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '#='");

-- Words that are known, by themselves and by what is left when a letter is taken out.
CREATE TABLE near_words (
  key TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (key, word)
) WITHOUT ROWID;
CREATE INDEX near_words_known ON near_words (word) WHERE key = word; -- each word once, to look inside

-- Cases whose words are to be learnt; those from before have none yet.
CREATE TABLE word_queue (
  case_id INTEGER PRIMARY KEY REFERENCES cases (id)
);
INSERT INTO word_queue (case_id) SELECT id FROM cases;

-- +goose StatementBegin
CREATE TRIGGER cases_wait_for_words AFTER INSERT ON cases BEGIN INSERT INTO word_queue (case_id) VALUES (NEW.id); END;
-- +goose StatementEnd
