-- +goose Up

-- Organisations. Personal data: contact_name, address, phone, email.
CREATE TABLE orgs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('holder', 'seller', 'platform')),
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  zone TEXT NOT NULL,
  country TEXT NOT NULL DEFAULT '',
  contact_name TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL
);

CREATE TABLE sites (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  territory TEXT NOT NULL,
  calendar TEXT NOT NULL
);

-- Public numbers come from here: gaps are allowed, doubles are not.
CREATE TABLE numbers (name TEXT PRIMARY KEY, last BIGINT NOT NULL);
INSERT INTO numbers (name, last) VALUES ('complaint', 0), ('right', 0);

CREATE TABLE rights (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  draft_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  office TEXT NOT NULL,
  reg_number TEXT NOT NULL,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  territories TEXT NOT NULL,
  nice_classes TEXT NOT NULL,
  valid_from DATETIME NOT NULL,
  valid_until DATETIME,
  description TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'verified', 'refused')),
  reason TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT '',
  checked_at DATETIME,
  checked_by BIGINT,
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL,
  claimed_by BIGINT,
  claimed_until DATETIME
);
CREATE INDEX rights_of_org ON rights (org_id, id);
CREATE INDEX rights_to_check ON rights (id) WHERE status = 'pending';

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  person_id BIGINT NOT NULL,
  case_id BIGINT,
  data TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  used_at DATETIME
);
CREATE INDEX drafts_of_org ON drafts (org_id, updated_at) WHERE used_at IS NULL;

CREATE TABLE complaints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  right_id BIGINT NOT NULL REFERENCES rights (id),
  site_id BIGINT NOT NULL REFERENCES sites (id),
  reason TEXT NOT NULL,
  procedure TEXT NOT NULL,
  procedure_version BIGINT NOT NULL,
  explanation TEXT NOT NULL,
  lang TEXT NOT NULL,
  statements TEXT NOT NULL,
  answers TEXT NOT NULL,
  signature TEXT NOT NULL,
  contact TEXT NOT NULL,
  draft_id TEXT NOT NULL UNIQUE,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX complaints_of_org ON complaints (org_id, id);
CREATE INDEX complaints_of_right ON complaints (right_id);

CREATE TABLE listings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id BIGINT NOT NULL REFERENCES sites (id),
  ref TEXT NOT NULL,
  seller_org_id BIGINT NOT NULL REFERENCES orgs (id),
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('live', 'taking_down', 'down', 'restoring')),
  changed_at DATETIME NOT NULL,
  UNIQUE (site_id, ref)
);
CREATE INDEX listings_of_seller ON listings (seller_org_id);

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  listing_id BIGINT NOT NULL REFERENCES listings (id),
  ref TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  price_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  seller_name TEXT NOT NULL,
  images TEXT NOT NULL,
  taken_at DATETIME NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX snapshots_of_listing ON snapshots (listing_id);

CREATE TABLE cases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  complaint_id BIGINT NOT NULL REFERENCES complaints (id),
  seller_org_id BIGINT NOT NULL REFERENCES orgs (id),
  holder_org_id BIGINT NOT NULL REFERENCES orgs (id),
  right_id BIGINT NOT NULL REFERENCES rights (id),
  site_id BIGINT NOT NULL REFERENCES sites (id),
  procedure TEXT NOT NULL,
  procedure_version BIGINT NOT NULL,
  opened_at DATETIME NOT NULL,
  status TEXT NOT NULL,
  seller_list TEXT NOT NULL,
  review_task TEXT NOT NULL,
  review_due_at DATETIME,
  seller_due_at DATETIME NOT NULL,
  holder_due_at DATETIME NOT NULL,
  holder_turn BOOLEAN NOT NULL,
  item_count BIGINT NOT NULL,
  touched_at DATETIME NOT NULL,
  ended_at DATETIME,
  search_text TEXT NOT NULL,
  claimed_by BIGINT,
  claimed_until DATETIME,
  event_seq BIGINT NOT NULL DEFAULT 0,
  event_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX cases_of_complaint ON cases (complaint_id);
CREATE INDEX cases_of_right ON cases (right_id, seller_org_id);
CREATE INDEX cases_seller_due ON cases (seller_org_id, seller_list, seller_due_at, id) WHERE ended_at IS NULL;
CREATE INDEX cases_seller_touched ON cases (seller_org_id, seller_list, touched_at, id);
CREATE INDEX cases_holder_touched ON cases (holder_org_id, touched_at, id);
CREATE INDEX cases_holder_turn ON cases (holder_org_id, holder_due_at, id) WHERE holder_turn;
CREATE INDEX cases_holder_open ON cases (holder_org_id, status, complaint_id) WHERE ended_at IS NULL;
-- With all that the queue's parts are counted by.
CREATE INDEX cases_review ON cases (review_due_at, id, review_task, claimed_until, claimed_by) WHERE review_task <> '';
CREATE INDEX cases_review_mine ON cases (claimed_by, review_due_at, id) WHERE claimed_by IS NOT NULL;

CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  party TEXT NOT NULL,
  kind TEXT NOT NULL,
  sent_at DATETIME NOT NULL,
  delivered_at DATETIME,
  delivered_by TEXT NOT NULL DEFAULT '',
  proof TEXT NOT NULL DEFAULT '',
  failed_at DATETIME,
  late_at DATETIME NOT NULL
);
CREATE INDEX notices_of_case ON notices (case_id, party);
CREATE INDEX notices_waiting ON notices (late_at) WHERE delivered_at IS NULL;

CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  listing_id BIGINT NOT NULL REFERENCES listings (id),
  snapshot_id BIGINT NOT NULL REFERENCES snapshots (id),
  right_id BIGINT NOT NULL REFERENCES rights (id),
  position BIGINT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  "window" TEXT NOT NULL,
  notice_id BIGINT REFERENCES notices (id),
  clock_start DATETIME,
  due_at DATETIME,
  attempts_used BIGINT NOT NULL,
  told_at DATETIME,
  accepted_at DATETIME,
  took_down BOOLEAN NOT NULL,
  state_before TEXT NOT NULL,
  ended_at DATETIME,
  outcome_told_at DATETIME,
  seller_appealed BOOLEAN NOT NULL,
  holder_appealed BOOLEAN NOT NULL,
  refusal TEXT NOT NULL,
  ended_by_decision BOOLEAN NOT NULL,
  right_blocked BOOLEAN NOT NULL,
  right_waived BOOLEAN NOT NULL,
  changed_at DATETIME NOT NULL,
  UNIQUE (case_id, position)
);
CREATE INDEX items_of_listing ON items (listing_id);
CREATE INDEX items_of_right ON items (right_id, state);
CREATE INDEX items_due ON items (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX items_waiting ON items (notice_id) WHERE notice_id IS NOT NULL;
-- One open item per right and listing: the second filing joins nothing and is told so.
CREATE UNIQUE INDEX items_open_once ON items (right_id, listing_id)
  WHERE state NOT IN ('deleted_by_seller', 'upheld', 'restored', 'withdrawn', 'rejected', 'lapsed');

-- Which ends a notice brings: the months for an appeal run from its delivery.
CREATE TABLE notice_outcomes (
  notice_id BIGINT NOT NULL REFERENCES notices (id),
  item_id BIGINT NOT NULL REFERENCES items (id),
  item_version BIGINT NOT NULL,
  PRIMARY KEY (notice_id, item_id)
);

CREATE TABLE counters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  attempt BIGINT NOT NULL,
  ground TEXT NOT NULL,
  explanation TEXT NOT NULL,
  lang TEXT NOT NULL,
  contact TEXT NOT NULL,
  statements TEXT NOT NULL,
  signature TEXT NOT NULL,
  items TEXT NOT NULL,
  draft_id TEXT NOT NULL UNIQUE,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL
);
CREATE INDEX counters_of_case ON counters (case_id);

CREATE TABLE answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  explanation TEXT NOT NULL,
  lang TEXT NOT NULL,
  court TEXT NOT NULL DEFAULT '',
  court_number TEXT NOT NULL DEFAULT '',
  items TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL
);
CREATE INDEX answers_of_case ON answers (case_id);

CREATE TABLE appeals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  party TEXT NOT NULL,
  explanation TEXT NOT NULL,
  lang TEXT NOT NULL,
  items TEXT NOT NULL,
  filed_at DATETIME NOT NULL,
  filed_by BIGINT NOT NULL,
  decided_at DATETIME
);
CREATE INDEX appeals_of_case ON appeals (case_id);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  case_id BIGINT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  reviewer_id BIGINT NOT NULL,
  facts TEXT NOT NULL,
  ground_kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  explanation TEXT NOT NULL,
  restriction TEXT NOT NULL,
  territory TEXT NOT NULL,
  automated BOOLEAN NOT NULL,
  redress TEXT NOT NULL,
  lang TEXT NOT NULL,
  rulings TEXT NOT NULL,
  evidence_ids TEXT NOT NULL,
  decided_at DATETIME NOT NULL
);
CREATE INDEX decisions_of_case ON decisions (case_id);
-- Who has decided in a case may not decide its appeal (promise 10).
CREATE INDEX decisions_of_reviewer ON decisions (reviewer_id, case_id);

CREATE TABLE exhibits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  right_id BIGINT REFERENCES rights (id),
  draft_id TEXT NOT NULL DEFAULT '',
  complaint_id BIGINT REFERENCES complaints (id),
  case_id BIGINT REFERENCES cases (id),
  counter_id BIGINT REFERENCES counters (id),
  answer_id BIGINT REFERENCES answers (id),
  label TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL,
  visibility TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size BIGINT NOT NULL,
  hash TEXT NOT NULL,
  view_hash TEXT NOT NULL,
  view_mime TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  created_by BIGINT NOT NULL
);
CREATE INDEX exhibits_of_right ON exhibits (right_id) WHERE right_id IS NOT NULL;
CREATE INDEX exhibits_of_draft ON exhibits (draft_id) WHERE draft_id <> '';
CREATE INDEX exhibits_of_complaint ON exhibits (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX exhibits_of_case ON exhibits (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chain TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at DATETIME NOT NULL,
  kind TEXT NOT NULL,
  party TEXT NOT NULL,
  org_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  case_id BIGINT,
  complaint_id BIGINT,
  right_id BIGINT,
  items TEXT NOT NULL,
  public BOOLEAN NOT NULL,
  data TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (chain, seq)
);
CREATE INDEX events_of_case ON events (case_id, id) WHERE case_id IS NOT NULL;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  case_id BIGINT REFERENCES cases (id),
  item_id BIGINT REFERENCES items (id),
  listing_id BIGINT REFERENCES listings (id),
  notice_id BIGINT REFERENCES notices (id),
  org_id BIGINT REFERENCES orgs (id),
  message TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'given_up')),
  attempts BIGINT NOT NULL,
  next_at DATETIME NOT NULL,
  lease_until DATETIME,
  last_error TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  done_at DATETIME
);
CREATE INDEX deliveries_due ON deliveries (next_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX deliveries_of_listing ON deliveries (listing_id, id) WHERE state IN ('queued', 'running');
CREATE INDEX deliveries_of_case ON deliveries (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX deliveries_given_up ON deliveries (id) WHERE state = 'given_up';

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  case_id BIGINT REFERENCES cases (id),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  read_at DATETIME
);
CREATE INDEX messages_of_org ON messages (org_id, id);
CREATE INDEX messages_unread ON messages (org_id) WHERE read_at IS NULL;

-- History is append-only, whoever writes (promise 6).
-- +goose StatementBegin
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshots_no_delete BEFORE DELETE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
-- +goose StatementEnd
