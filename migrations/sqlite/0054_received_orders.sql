-- +goose Up

-- An order of an authority or a court as it came in (Regulation (EU) 2022/2065,
-- Articles 9 and 10, and the like elsewhere), before and beside what is done about
-- it in cases. Personal data: demanded and reasons may name somebody.
CREATE TABLE received_orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  demand TEXT NOT NULL CHECK (demand IN ('act', 'information')),
  kind TEXT NOT NULL CHECK (kind IN ('court', 'authority')),
  authority TEXT NOT NULL,
  country TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  reasons TEXT NOT NULL,
  demanded TEXT NOT NULL,
  listings TEXT NOT NULL,
  territory TEXT NOT NULL,
  redress TEXT NOT NULL,
  tell TEXT NOT NULL,
  order_number TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  silent_until DATETIME,
  effect TEXT NOT NULL DEFAULT '',
  answered_at DATETIME,
  answered_by BIGINT,
  salts TEXT NOT NULL DEFAULT '{}',
  recorded_at DATETIME NOT NULL,
  recorded_by BIGINT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX received_orders_open ON received_orders (id) WHERE answered_at IS NULL;
INSERT INTO numbers (name, last) VALUES ('received', 0);

-- Its document, and what was done about it in a case.
ALTER TABLE exhibits ADD COLUMN received_id BIGINT REFERENCES received_orders (id);
CREATE INDEX exhibits_of_received ON exhibits (received_id) WHERE received_id IS NOT NULL;
ALTER TABLE orders ADD COLUMN received_id BIGINT REFERENCES received_orders (id);
CREATE INDEX orders_of_received ON orders (received_id) WHERE received_id IS NOT NULL;
