-- +goose Up
-- The processes of the portal, each with its last sign of life.
CREATE TABLE processes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  does TEXT NOT NULL,
  started_at DATETIME NOT NULL,
  beat_at DATETIME NOT NULL,
  stopped_at DATETIME
);
CREATE INDEX processes_by_beat ON processes (beat_at);

-- Backups that were taken whole.
CREATE TABLE backups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  taken_at DATETIME NOT NULL,
  ended_at DATETIME NOT NULL,
  row_count BIGINT NOT NULL,
  file_count BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  with_files BOOLEAN NOT NULL,
  with_keys BOOLEAN NOT NULL
);

-- The verified rights that end, by their last day.
CREATE INDEX rights_ending ON rights (valid_until) WHERE status = 'verified';
