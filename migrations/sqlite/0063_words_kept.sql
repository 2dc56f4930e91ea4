-- +goose Up
-- The words themselves are kept beside their index: where very many cases have what
-- somebody looks for, each case of a list is asked in its turn.
DROP TABLE case_words;
CREATE VIRTUAL TABLE case_words USING fts5 (words, detail = none, tokenize = "ascii tokenchars '#='");
INSERT INTO word_queue (case_id) SELECT id FROM cases WHERE true ON CONFLICT DO NOTHING;
