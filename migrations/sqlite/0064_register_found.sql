-- +goose Up
-- The words of an entry stand in it, and are found by a full-text index that follows it.
ALTER TABLE register_entries ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE register_entries SET words = COALESCE((SELECT ' ' || group_concat(word, ' ') || ' ' FROM register_words WHERE case_id = register_entries.case_id), ' ')
  || '=t' || replace(right_type, '_', '') || ' =p' || lower(territory) || ' =o' || outcome || strftime(' =m%Y%m =y%Y ', substr(public_at, 1, 19));
DROP TABLE register_words;
CREATE VIRTUAL TABLE register_words USING fts5 (words, content = 'register_entries', content_rowid = 'case_id', detail = none, prefix = '1 2', tokenize = "ascii tokenchars '#='");
INSERT INTO register_words (register_words) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER register_words_in AFTER INSERT ON register_entries BEGIN
  INSERT INTO register_words (rowid, words) VALUES (new.case_id, new.words);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER register_words_out AFTER DELETE ON register_entries BEGIN
  INSERT INTO register_words (register_words, rowid, words) VALUES ('delete', old.case_id, old.words);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER register_words_changed AFTER UPDATE OF words ON register_entries WHEN old.words <> new.words BEGIN
  INSERT INTO register_words (register_words, rowid, words) VALUES ('delete', old.case_id, old.words);
  INSERT INTO register_words (rowid, words) VALUES (new.case_id, new.words);
END;
-- +goose StatementEnd
