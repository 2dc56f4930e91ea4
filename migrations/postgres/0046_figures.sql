-- +goose Up
-- What happened, by month (of UTC) and sort: the transparency figures. Made from the log's
-- events, and can be made again (Service.RebuildPublic).
CREATE TABLE figures (
  month TEXT NOT NULL, -- 2026-03
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  procedure TEXT NOT NULL,
  right_type TEXT NOT NULL,
  territory TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (month, kind, detail, procedure, right_type, territory)
);
-- The log is taken up from its beginning: what the register has of it stays the same.
DELETE FROM public_cursor;
