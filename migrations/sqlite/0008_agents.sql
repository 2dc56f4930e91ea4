-- +goose Up

-- Agents: who files for others, under which power of attorney, and for whom.
ALTER TABLE orgs ADD COLUMN is_agent BOOLEAN NOT NULL DEFAULT FALSE;

-- Those for whom an agent acts. org_id is set when the owner of their own account
-- has confirmed it.
CREATE TABLE principals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  agent_org_id BIGINT NOT NULL REFERENCES orgs (id),
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  registration TEXT NOT NULL,
  org_id BIGINT REFERENCES orgs (id),
  confirmed_at DATETIME,
  confirmed_by BIGINT,
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  UNIQUE (agent_org_id, name, country, registration)
);
CREATE INDEX principals_with_account ON principals (org_id) WHERE org_id IS NOT NULL;

-- Personal data: contact_name, contact_email.
CREATE TABLE powers_of_attorney (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL UNIQUE,
  principal_id BIGINT NOT NULL REFERENCES principals (id),
  agent_org_id BIGINT NOT NULL REFERENCES orgs (id),
  right_types TEXT NOT NULL,
  acts TEXT NOT NULL,
  territories TEXT NOT NULL,
  valid_from DATETIME NOT NULL,
  valid_until DATETIME NOT NULL,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'verified', 'refused', 'revoked')),
  reason TEXT NOT NULL DEFAULT '',
  salts TEXT NOT NULL DEFAULT '{}',
  version BIGINT NOT NULL,
  told BIGINT NOT NULL DEFAULT 0,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT '',
  checked_at DATETIME,
  checked_by BIGINT,
  revoked_at DATETIME,
  revoked_by TEXT NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  claimed_by BIGINT,
  claimed_until DATETIME
);
CREATE INDEX powers_of_agent ON powers_of_attorney (agent_org_id, id);
CREATE INDEX powers_of_principal ON powers_of_attorney (principal_id, id);
CREATE INDEX powers_by_mail ON powers_of_attorney (contact_email);
CREATE INDEX powers_to_check ON powers_of_attorney (id) WHERE status = 'pending';
CREATE INDEX powers_to_tell ON powers_of_attorney (valid_until) WHERE status = 'verified' AND told < 3;
INSERT INTO numbers (name, last) VALUES ('power', 0);

ALTER TABLE rights ADD COLUMN principal_id BIGINT REFERENCES principals (id);
ALTER TABLE rights ADD COLUMN power_id BIGINT REFERENCES powers_of_attorney (id);
ALTER TABLE complaints ADD COLUMN principal_id BIGINT REFERENCES principals (id);
ALTER TABLE complaints ADD COLUMN power_id BIGINT REFERENCES powers_of_attorney (id);
ALTER TABLE cases ADD COLUMN principal_id BIGINT REFERENCES principals (id);
ALTER TABLE exhibits ADD COLUMN power_id BIGINT REFERENCES powers_of_attorney (id);
CREATE INDEX rights_of_principal ON rights (principal_id, id) WHERE principal_id IS NOT NULL;
CREATE INDEX complaints_of_principal ON complaints (principal_id, id) WHERE principal_id IS NOT NULL;
CREATE INDEX cases_of_principal ON cases (principal_id, id) WHERE principal_id IS NOT NULL;
CREATE INDEX exhibits_of_power ON exhibits (power_id) WHERE power_id IS NOT NULL;
