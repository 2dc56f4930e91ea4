package database

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What the portal may do with a table on PostgreSQL beside reading it, where it
// runs as a role that does not own the tables.
const (
	onlyAdds = "INSERT"
	changes  = "INSERT, UPDATE"
	removes  = "INSERT, DELETE"
	all      = "INSERT, UPDATE, DELETE"
)

// grants is every table with what the portal does with it. What is only added
// to stays as it was written, whoever has got hold of the portal's own role. A
// table that is missing here fails a test, and the role may not even read it.
var grants = map[string]string{
	// The record: never changed, never deleted.
	"events": onlyAdds, "log_leaves": onlyAdds, "log_checkpoints": onlyAdds, "log_stamps": onlyAdds, "log_queue": removes,
	"account_events": onlyAdds, "accesses": onlyAdds, "snapshots": onlyAdds, "captures": onlyAdds, "reason_statements": onlyAdds, "reason_exports": changes, "decisions": onlyAdds, "abuse_decisions": onlyAdds,
	"point_entries": onlyAdds, "notice_outcomes": onlyAdds, "joined_lines": onlyAdds, "mailed_letters": changes,

	// Who there is, and how they sign in.
	"orgs": changes, "people": changes, "memberships": changes, "links": changes, "factor_removals": changes, "identity_checks": changes,
	"identity_papers": changes, "principals": changes, "powers_of_attorney": changes, "legal_holds": changes, "erasures": changes,
	"sessions": all, "totp": all, "recovery_codes": all, "known_devices": all, "passkeys": all, "provider_identities": all, "ceremonies": all,
	"shop_claims": all, "sign_in_failures": all, "tries": all, "allowances": all,
	"api_keys": changes, "api_requests": all,

	// Cases.
	"sites": changes, "rights": changes, "complaints": changes, "listings": changes, "cases": changes, "notices": changes, "items": changes,
	"counters": changes, "answers": changes, "appeals": changes, "deliveries": changes, "relay_letters": changes, "orders": changes,
	"clock_papers": changes, "clock_stops": changes, "trusted_flaggers": changes, "received_orders": changes, "untold_removals": changes, "untold_listings": changes, "telling_changes": onlyAdds, "flagger_reports": changes, "fixes": changes, "fix_replies": changes, "settlement_offers": changes,
	"drafts": all, "exhibits": all, "messages": all, "evidence_files": all, "evidence_pages": all, "drawings": changes, "case_files": all, "picture_looks": changes,

	"bulk_filings": changes, "bulk_groups": changes, "bulk_lines": changes, "answer_files": changes, "answer_lines": changes,

	// What adds up.
	"standings": changes, "item_outcomes": changes, "measures": changes, "measure_listings": changes, "peak_days": changes, "own_deletions": changes, "relistings": changes,
	"abuse_reports": changes, "abuse_answers": changes, "abuse_appeals": changes, "abuse_notes": changes,

	// What is found, and what runs.
	"case_words": changes, "near_words": removes, "word_queue": removes, "processes": all, "backups": changes,

	// What is public, made from the record.
	"register_entries": all, "register_words": all, "public_cursor": changes, "figures": all,

	// Connected marketplaces.
	"connections": changes, "market_hooks": removes, "shop_subjects": removes,

	// The built-in catalogue.
	"catalogue_listings": changes, "catalogue_actions": onlyAdds,

	"goose_db_version": "", // read at start
}

// GrantedTables are the tables of the list, sorted.
func GrantedTables() []string { return slices.Sorted(maps.Keys(grants)) }

// AppendOnly are the tables that the portal only adds to, sorted.
func AppendOnly() (tables []string) {
	for _, table := range GrantedTables() {
		if grants[table] == onlyAdds {
			tables = append(tables, table)
		}
	}
	return tables
}

// Grant gives roles what the portal needs of this database and takes away what it
// does not; those that were given it before are given what is new. It gives back
// who has it now. Only the owner of the tables can; SQLite has no roles.
func (db *DB) Grant(ctx context.Context, roles ...string) ([]string, error) {
	if db.Dialect == SQLite {
		if len(roles) > 0 {
			return nil, errors.New("SQLite has no roles: whoever may write its file may do everything")
		}
		return nil, nil
	}
	// One that may write events, and does not own them, was granted to before.
	rows, _ := db.Pool.Query(ctx, `SELECT DISTINCT r.rolname FROM pg_class c, aclexplode(c.relacl) a, pg_roles r
		WHERE r.oid = a.grantee AND c.oid = 'events'::regclass AND a.privilege_type = 'INSERT' AND a.grantee <> c.relowner`)
	known, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("read who may write: %w", err)
	}
	var quoted []string
	for _, role := range roles {
		if err := db.ordinary(ctx, role); err != nil {
			return nil, err
		}
		quoted = append(quoted, pgx.Identifier{role}.Sanitize())
	}
	for _, role := range known {
		q := pgx.Identifier{role}.Sanitize()
		if !slices.Contains(quoted, q) {
			quoted = append(quoted, q)
		}
	}
	err = pgx.BeginFunc(ctx, db.Pool, func(tx pgx.Tx) error {
		for _, role := range quoted {
			for _, statement := range grantTo(role) {
				if _, err := tx.Exec(ctx, statement); err != nil {
					return fmt.Errorf("%s: %w", statement, err)
				}
			}
		}
		return nil
	})
	return quoted, err
}

// ordinary refuses a role that the database would let do everything.
func (db *DB) ordinary(ctx context.Context, role string) error {
	var super, owner bool
	err := db.Pool.QueryRow(ctx, `SELECT r.rolsuper, pg_has_role(r.oid, c.relowner, 'MEMBER') FROM pg_roles r, pg_class c
		WHERE r.rolname = $1 AND c.oid = 'events'::regclass`, role).Scan(&super, &owner)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("there is no role %q; make it first: CREATE ROLE %s LOGIN PASSWORD '…'", role, pgx.Identifier{role}.Sanitize())
	case err != nil:
		return fmt.Errorf("read the role %s: %w", role, err)
	case super, owner:
		return fmt.Errorf("the role %q is a superuser or owns the tables, so that nothing can be kept from it; make another", role)
	}
	return nil
}

func grantTo(role string) []string {
	statements := []string{
		"GRANT USAGE ON SCHEMA public TO " + role,
		"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + role,
		"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role,
	}
	for _, table := range GrantedTables() {
		what := "SELECT"
		if grants[table] != "" {
			what += ", " + grants[table]
		}
		statements = append(statements, "GRANT "+what+" ON "+table+" TO "+role)
	}
	return statements
}

// Rights says, in a sentence for the operator, that the portal's role may change
// what is only to be added to; "" where the database would refuse.
func (db *DB) Rights(ctx context.Context) (string, error) {
	if db.Dialect == SQLite {
		return "", nil
	}
	may, err := mayChange(ctx, db.Pool)
	if err != nil || may == "" {
		return "", err
	}
	return "this role of the database owns the tables, is a superuser, or was granted too much: it may change " + may +
		", which nobody is to change; `ipportal migrate -app-role NAME` as the owner grants another role what the portal needs", nil
}

// mayChange names the first table for which the connection's role has more than
// the portal needs.
func mayChange(ctx context.Context, pool *pgxpool.Pool) (string, error) {
	var table string
	err := pool.QueryRow(ctx, `SELECT t FROM unnest($1::text[]) t, pg_class c WHERE c.oid = t::regclass
		AND (has_table_privilege(t, 'UPDATE, DELETE, TRUNCATE') OR pg_has_role(c.relowner, 'MEMBER')) ORDER BY t = 'events' DESC, t LIMIT 1`,
		AppendOnly()).Scan(&table)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the role's rights: %w", err)
	}
	return table, nil
}
