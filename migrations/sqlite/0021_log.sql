-- +goose Up

-- Every event becomes one leaf of one log, in the order of its chain. An event
-- waits here from the statement that writes it, whoever writes it.
CREATE TABLE log_queue (
  event_id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO log_queue (event_id) SELECT id FROM events;

-- The leaves, numbered from 0 without a gap. hashes are 32 bytes each: the leaf's
-- own, then those of the subtrees that it completes, from below (the order in
-- which golang.org/x/mod/sumdb/tlog stores them). A proof reads O(log n) rows.
CREATE TABLE log_leaves (
  number INTEGER NOT NULL PRIMARY KEY,
  event_id BIGINT NOT NULL UNIQUE REFERENCES events (id),
  hashes BLOB NOT NULL
);

-- What the log was at a size, signed (C2SP tlog-checkpoint).
CREATE TABLE log_checkpoints (
  size INTEGER NOT NULL PRIMARY KEY,
  note TEXT NOT NULL,
  at DATETIME NOT NULL
);

-- What a time stamping service (RFC 3161) says of when a checkpoint was there.
CREATE TABLE log_stamps (
  size INTEGER NOT NULL PRIMARY KEY REFERENCES log_checkpoints (size),
  token BLOB NOT NULL,
  at DATETIME NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER events_wait_for_log AFTER INSERT ON events BEGIN INSERT INTO log_queue (event_id) VALUES (NEW.id); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_leaves_no_update BEFORE UPDATE ON log_leaves BEGIN SELECT RAISE(ABORT, 'leaves of the log are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_leaves_no_delete BEFORE DELETE ON log_leaves BEGIN SELECT RAISE(ABORT, 'leaves of the log are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_checkpoints_no_update BEFORE UPDATE ON log_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_checkpoints_no_delete BEFORE DELETE ON log_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_stamps_no_update BEFORE UPDATE ON log_stamps BEGIN SELECT RAISE(ABORT, 'time stamps are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_stamps_no_delete BEFORE DELETE ON log_stamps BEGIN SELECT RAISE(ABORT, 'time stamps are never deleted'); END;
-- +goose StatementEnd
