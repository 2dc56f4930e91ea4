-- +goose Up

-- The reason to which a reviewer re-classified an item; empty: the complaint's.
ALTER TABLE items ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- A court or an authority decided about the item: only another order changes it.
ALTER TABLE items ADD COLUMN ordered BOOLEAN NOT NULL DEFAULT FALSE;

-- What a court or an authority decided, as a reviewer recorded it. The decision
-- says what follows and why.
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  decision_id BIGINT NOT NULL UNIQUE REFERENCES decisions (id),
  kind TEXT NOT NULL,
  authority TEXT NOT NULL,
  order_number TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  items TEXT NOT NULL,
  salts TEXT NOT NULL DEFAULT '{}',
  recorded_at DATETIME NOT NULL,
  recorded_by BIGINT NOT NULL
);
CREATE INDEX orders_of_case ON orders (case_id);

-- The document of an order.
ALTER TABLE exhibits ADD COLUMN order_id BIGINT REFERENCES orders (id);

-- A hold has a day on which a reviewer looks again. Those without one are looked
-- at now.
UPDATE cases SET review_due_at = touched_at WHERE review_task = 'court';
