-- +goose Up

-- A clock can be extended, and can stand still: what was added to its window, when
-- it stood still (JSON), why it does now, and which stop of clocks holds it.
ALTER TABLE items ADD COLUMN extra BIGINT NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN pauses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE items ADD COLUMN pause_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN stop_id BIGINT;
-- Whose delivery started it, and how that was delivered: a bounce that comes late
-- must find it.
ALTER TABLE items ADD COLUMN clock_notice_id BIGINT REFERENCES notices (id);
ALTER TABLE items ADD COLUMN clock_by TEXT NOT NULL DEFAULT '';
-- When whoever's turn it is is reminded next; when staff are told that an outer
-- limit is near, and when they were.
ALTER TABLE items ADD COLUMN remind_at DATETIME;
ALTER TABLE items ADD COLUMN alarm_at DATETIME;
ALTER TABLE items ADD COLUMN alarmed_at DATETIME;
CREATE INDEX items_remind ON items (remind_at, id) WHERE remind_at IS NOT NULL;
CREATE INDEX items_alarm ON items (alarm_at, id) WHERE alarm_at IS NOT NULL;
CREATE INDEX items_stopped ON items (stop_id, id) WHERE stop_id IS NOT NULL;
CREATE INDEX items_clock_notice ON items (clock_notice_id) WHERE clock_notice_id IS NOT NULL;

-- A bounce that came after the mail server had taken the mail.
ALTER TABLE notices ADD COLUMN bounced_at DATETIME;

-- What was said about a clock: a dispute about a delivery and its answer, why a
-- reviewer extended, paused or resumed. Never changes. Personal data: words.
CREATE TABLE clock_papers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  party TEXT NOT NULL,
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  items TEXT NOT NULL,
  salts TEXT NOT NULL DEFAULT '{}',
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL
);
CREATE INDEX clock_papers_of_case ON clock_papers (case_id, id);

-- An operator's stop of all clocks, or of those of one site or one procedure.
-- Nothing acts between from_at and closed_at; ended_at is what counts for the time
-- that is given back.
CREATE TABLE clock_stops (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  site_id BIGINT REFERENCES sites (id),
  procedure TEXT NOT NULL,
  reason TEXT NOT NULL,
  salts TEXT NOT NULL DEFAULT '{}',
  from_at DATETIME NOT NULL,
  until_at DATETIME,
  set_by BIGINT NOT NULL,
  ended_at DATETIME,
  ended_by BIGINT,
  closed_at DATETIME,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX clock_stops_open ON clock_stops (id) WHERE closed_at IS NULL;
INSERT INTO numbers (name, last) VALUES ('stop', 0);
