-- +goose Up

-- Every event becomes one leaf of one log, in the order of its chain. An event
-- waits here from the statement that writes it, whoever writes it.
CREATE TABLE log_queue (
  event_id BIGINT PRIMARY KEY
);
INSERT INTO log_queue (event_id) SELECT id FROM events;

-- The leaves, numbered from 0 without a gap. hashes are 32 bytes each: the leaf's
-- own, then those of the subtrees that it completes, from below (the order in
-- which golang.org/x/mod/sumdb/tlog stores them). A proof reads O(log n) rows.
CREATE TABLE log_leaves (
  number BIGINT PRIMARY KEY,
  event_id BIGINT NOT NULL UNIQUE REFERENCES events (id),
  hashes BYTEA NOT NULL
);

-- What the log was at a size, signed (C2SP tlog-checkpoint).
CREATE TABLE log_checkpoints (
  size BIGINT PRIMARY KEY,
  note TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL
);

-- What a time stamping service (RFC 3161) says of when a checkpoint was there.
CREATE TABLE log_stamps (
  size BIGINT PRIMARY KEY REFERENCES log_checkpoints (size),
  token BYTEA NOT NULL,
  at TIMESTAMPTZ NOT NULL
);

-- +goose StatementBegin
CREATE FUNCTION wait_for_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_queue (event_id) SELECT id FROM written;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER events_wait_for_log AFTER INSERT ON events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION wait_for_log();
CREATE TRIGGER log_leaves_never BEFORE UPDATE OR DELETE ON log_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_leaves_kept BEFORE TRUNCATE ON log_leaves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoints_never BEFORE UPDATE OR DELETE ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoints_kept BEFORE TRUNCATE ON log_checkpoints EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_stamps_never BEFORE UPDATE OR DELETE ON log_stamps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_stamps_kept BEFORE TRUNCATE ON log_stamps EXECUTE FUNCTION refuse_change();
