-- +goose Up

-- What a member may do beside seeing, and when they last acted for the
-- organisation. A member could do everything until now.
ALTER TABLE memberships ADD COLUMN may_file BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN may_answer BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN may_delete BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE memberships ADD COLUMN used_at DATETIME;
UPDATE memberships SET may_file = 1, may_answer = 1, may_delete = 1 WHERE role = 'member';

-- Who changes who belongs to an organisation takes this number first: such
-- changes stand in line, so that an organisation is never without an owner.
ALTER TABLE orgs ADD COLUMN people_version BIGINT NOT NULL DEFAULT 0;

-- What was done to accounts and organisations: who, about whom, when. It holds
-- no secret; a mail address only by the link that was sent there.
CREATE TABLE account_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at DATETIME NOT NULL,
  kind TEXT NOT NULL,
  org_id BIGINT REFERENCES orgs (id),
  by_id BIGINT REFERENCES people (id),
  about_id BIGINT REFERENCES people (id),
  link_id BIGINT REFERENCES links (id),
  data TEXT NOT NULL
);
CREATE INDEX account_events_of_org ON account_events (org_id, id) WHERE org_id IS NOT NULL;
CREATE INDEX account_events_about ON account_events (about_id, id) WHERE about_id IS NOT NULL;
-- +goose StatementBegin
CREATE TRIGGER account_events_no_update BEFORE UPDATE ON account_events BEGIN SELECT RAISE(ABORT, 'account events are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER account_events_no_delete BEFORE DELETE ON account_events BEGIN SELECT RAISE(ABORT, 'account events are never deleted'); END;
-- +goose StatementEnd
