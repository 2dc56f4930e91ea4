-- +goose Up

-- What one side of a case reports about the other: a malicious complaint, or a
-- false counter-notification. It changes nothing in the case itself.
CREATE TABLE abuse_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  form_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  party TEXT NOT NULL CHECK (party IN ('seller', 'holder')),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  against_org_id BIGINT NOT NULL REFERENCES orgs (id),
  labels TEXT NOT NULL,
  other TEXT NOT NULL,
  account TEXT NOT NULL,
  lang TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'decided')),
  task TEXT NOT NULL CHECK (task IN ('', 'decide', 'appeal')),
  version BIGINT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  due_at DATETIME NOT NULL,
  alarmed_at DATETIME,
  told_at DATETIME,
  told_by TEXT NOT NULL,
  answer_due_at DATETIME,
  answered_at DATETIME,
  claimed_by BIGINT,
  claimed_until DATETIME,
  decided_at DATETIME,
  found BOOLEAN NOT NULL,
  reporter_told_at DATETIME,
  reported_told_at DATETIME,
  salts TEXT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
-- One report of a side waits in a case at a time.
CREATE UNIQUE INDEX abuse_reports_open_once ON abuse_reports (case_id, party) WHERE status = 'open';
CREATE INDEX abuse_reports_of_case ON abuse_reports (case_id);
CREATE INDEX abuse_reports_of_org ON abuse_reports (org_id, id);
CREATE INDEX abuse_reports_against ON abuse_reports (against_org_id, id);
CREATE INDEX abuse_reports_waiting ON abuse_reports (due_at) WHERE task <> '';
INSERT INTO numbers (name, last) VALUES ('abuse', 0);

-- The reported side answers once.
CREATE TABLE abuse_answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  abuse_id BIGINT NOT NULL UNIQUE REFERENCES abuse_reports (id),
  form_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  words TEXT NOT NULL,
  lang TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  salts TEXT NOT NULL
);

-- Each side can appeal the finding once.
CREATE TABLE abuse_appeals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  abuse_id BIGINT NOT NULL REFERENCES abuse_reports (id),
  party TEXT NOT NULL CHECK (party IN ('seller', 'holder')),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  grounds TEXT NOT NULL,
  lang TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  decided_at DATETIME,
  salts TEXT NOT NULL
);
CREATE UNIQUE INDEX abuse_appeals_once ON abuse_appeals (abuse_id, party);

-- What was decided on a report, and on each appeal of it: the latest stands.
CREATE TABLE abuse_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  abuse_id BIGINT NOT NULL REFERENCES abuse_reports (id),
  appeal_id BIGINT REFERENCES abuse_appeals (id),
  findings TEXT NOT NULL,
  facts TEXT NOT NULL,
  ground_kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  explanation TEXT NOT NULL,
  relied TEXT NOT NULL,
  redress TEXT NOT NULL,
  lang TEXT NOT NULL,
  decided_at DATETIME NOT NULL,
  decided_by BIGINT NOT NULL,
  salts TEXT NOT NULL
);
CREATE INDEX abuse_decisions_of_report ON abuse_decisions (abuse_id);
CREATE UNIQUE INDEX abuse_decisions_first_once ON abuse_decisions (abuse_id) WHERE appeal_id IS NULL;
CREATE UNIQUE INDEX abuse_decisions_appeal_once ON abuse_decisions (appeal_id) WHERE appeal_id IS NOT NULL;
-- +goose StatementBegin
CREATE TRIGGER abuse_decisions_no_update BEFORE UPDATE ON abuse_decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER abuse_decisions_no_delete BEFORE DELETE ON abuse_decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
-- +goose StatementEnd

-- What reviewers write down beside a report, for reviewers alone.
CREATE TABLE abuse_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  abuse_id BIGINT NOT NULL REFERENCES abuse_reports (id),
  kind TEXT NOT NULL CHECK (kind IN ('delivery', 'deviation')),
  words TEXT NOT NULL,
  written_at DATETIME NOT NULL,
  written_by BIGINT NOT NULL,
  salts TEXT NOT NULL
);
CREATE INDEX abuse_notes_of_report ON abuse_notes (abuse_id);

ALTER TABLE exhibits ADD COLUMN abuse_id BIGINT REFERENCES abuse_reports (id);
CREATE INDEX exhibits_of_abuse ON exhibits (abuse_id) WHERE abuse_id IS NOT NULL;
ALTER TABLE deliveries ADD COLUMN abuse_id BIGINT REFERENCES abuse_reports (id);

-- What proposed a measure, where it is a thing with a number: an abuse report.
ALTER TABLE measures ADD COLUMN ref TEXT NOT NULL DEFAULT '';
DROP INDEX measures_proposed_once;
CREATE UNIQUE INDEX measures_proposed_once ON measures (org_id, kind, ref) WHERE status = 'proposed';
CREATE INDEX measures_of_ref ON measures (ref) WHERE ref <> '';
