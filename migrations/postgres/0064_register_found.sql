-- +goose Up
-- The words of an entry stand in it, and are found by a full-text index that follows it.
ALTER TABLE register_entries ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE register_entries SET words = COALESCE((SELECT ' ' || string_agg(word, ' ' ORDER BY word) || ' ' FROM register_words WHERE case_id = register_entries.case_id), ' ')
  || '=t' || replace(right_type, '_', '') || ' =p' || lower(territory) || ' =o' || outcome || to_char(public_at AT TIME ZONE 'UTC', ' "=m"YYYYMM "=y"YYYY ');
DROP TABLE register_words;
CREATE TABLE register_words (
  case_id BIGINT PRIMARY KEY REFERENCES register_entries (case_id) ON DELETE CASCADE,
  words TSVECTOR NOT NULL
);
INSERT INTO register_words (case_id, words) SELECT case_id, CAST(words AS tsvector) FROM register_entries;
-- As case_words: without a pending list, and without statistics.
CREATE INDEX register_words_found ON register_words USING gin (words) WITH (fastupdate = off);
ALTER TABLE register_words ALTER COLUMN words SET STATISTICS 0;
-- +goose StatementBegin
CREATE FUNCTION keep_register_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO register_words (case_id, words) VALUES (NEW.case_id, CAST(NEW.words AS tsvector))
    ON CONFLICT (case_id) DO UPDATE SET words = excluded.words;
  RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER register_words_in AFTER INSERT ON register_entries FOR EACH ROW EXECUTE FUNCTION keep_register_words();
CREATE TRIGGER register_words_changed AFTER UPDATE ON register_entries FOR EACH ROW WHEN (OLD.words <> NEW.words) EXECUTE FUNCTION keep_register_words();
