-- +goose Up
-- The words themselves are kept beside their index: where very many cases have what
-- somebody looks for, each case of a list is asked in its turn. The beginnings of one and
-- two characters, which very many words share, have an index of their own.
DROP TABLE case_words;
CREATE VIRTUAL TABLE case_words USING fts5 (words, detail = none, prefix = '1 2', tokenize = "ascii tokenchars '#='");
INSERT INTO word_queue (case_id) SELECT id FROM cases WHERE true ON CONFLICT DO NOTHING;
