-- +goose Up
-- Known words lie under their ends too. All words are taken up again.
DELETE FROM near_words;
INSERT OR IGNORE INTO word_queue (case_id) SELECT id FROM cases;
