-- +goose Up
-- Who acts for a shop at the single sign-on, as the marketplace told: for providers that
-- do not name the shop themselves.
CREATE TABLE shop_subjects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL UNIQUE REFERENCES orgs (id),
  subject TEXT NOT NULL UNIQUE
);
