-- +goose Up
-- Known words lie under their ends too, and in the order of their letters, so that those
-- that begin alike lie together. All words are taken up again.
DROP TABLE near_words;
CREATE TABLE near_words (
  key TEXT COLLATE "C" NOT NULL,
  word TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (key, word)
);
CREATE INDEX near_words_known ON near_words (word) WHERE key = word;
INSERT INTO word_queue (case_id) SELECT id FROM cases ON CONFLICT DO NOTHING;
