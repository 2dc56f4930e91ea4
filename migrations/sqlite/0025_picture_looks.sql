-- +goose Up
-- What pictures look like, in twice 64 bits: those that are kept by their hash, and those
-- on the marketplace by its key. looks is '' until somebody has looked.
CREATE TABLE picture_looks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL CHECK (source IN ('kept', 'market')),
  key TEXT NOT NULL,
  looks TEXT NOT NULL,
  asked_at DATETIME NOT NULL,
  looked_at DATETIME,
  UNIQUE (source, key)
);
CREATE INDEX picture_looks_waiting ON picture_looks (id) WHERE looked_at IS NULL;

INSERT INTO picture_looks (source, key, looks, asked_at)
SELECT 'kept', hash, '', MIN(created_at) FROM exhibits WHERE purpose = 'specimen' AND erased_at IS NULL GROUP BY hash;

INSERT INTO picture_looks (source, key, looks, asked_at)
SELECT DISTINCT 'kept', json_extract(j.value, '$.hash'), '', s.taken_at FROM snapshots s, json_each(s.images) j
WHERE true ON CONFLICT (source, key) DO NOTHING;
