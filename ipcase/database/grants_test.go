package database_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Every table is in the list of what the portal may do, and no other; what a
// trigger keeps from being changed, the role may not change either.
func TestEveryTableIsGranted(t *testing.T) {
	t.Parallel()
	db := ipcasetest.Postgres(t)
	names := func(query string) (list []string) {
		must(t, db.Gorm.Raw(query).Scan(&list).Error)
		slices.Sort(list)
		return list
	}
	if diff := cmp.Diff(names("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), database.GrantedTables()); diff != "" {
		t.Errorf("tables (-) and what the portal is granted, ipcase/database/grants.go (+): %s", diff)
	}
	kept := names("SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'refuse_change'")
	if len(kept) < 8 {
		t.Errorf("triggers keep %q only", kept)
	}
	for _, table := range kept {
		if !slices.Contains(database.AppendOnly(), table) {
			t.Errorf("a trigger refuses every change of %s, and the role may change it", table)
		}
	}
}

// What is on record stays as it is, whoever has got hold of the portal's role:
// PostgreSQL itself refuses.
func TestTheRoleCannotChangeTheRecord(t *testing.T) {
	t.Parallel()
	db := ipcasetest.Postgres(t)
	owner := ipcasetest.AsOwner(t, db)
	refused := func(statement string) {
		t.Helper()
		err := db.Gorm.Exec(statement).Error
		if err == nil || !strings.Contains(err.Error(), "SQLSTATE 42501") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	for _, table := range database.AppendOnly() {
		var column string
		must(t, owner.Gorm.Raw("SELECT column_name FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position LIMIT 1", table).Scan(&column).Error)
		for _, statement := range []string{
			"UPDATE " + table + " SET " + column + " = " + column, "DELETE FROM " + table, "TRUNCATE " + table, "DROP TABLE " + table,
			"ALTER TABLE " + table + " ADD COLUMN more TEXT", "ALTER TABLE " + table + " DISABLE TRIGGER ALL", "ALTER TABLE " + table + " OWNER TO CURRENT_USER",
		} {
			refused(statement)
		}
	}
	for _, statement := range []string{
		"DROP TRIGGER events_never ON events", "DROP TRIGGER log_leaves_never ON log_leaves", "DROP FUNCTION refuse_change() CASCADE",
		"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
		"SET session_replication_role = replica", "CREATE TRIGGER mine BEFORE INSERT ON events EXECUTE FUNCTION wait_for_log()",
		"DELETE FROM cases", "DELETE FROM complaints", "TRUNCATE sessions", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true)",
	} {
		refused(statement)
	}
	said, err := db.Rights(t.Context())
	must(t, err)
	if said != "" {
		t.Errorf("of the role: %s", said)
	}
	said, err = owner.Rights(t.Context())
	must(t, err)
	if !strings.Contains(said, "it may change events") {
		t.Errorf("of the owner: %q", said)
	}
	must(t, owner.Gorm.Exec("GRANT UPDATE ON decisions TO PUBLIC").Error)
	if said, err = db.Rights(t.Context()); err != nil || !strings.Contains(said, "it may change decisions") {
		t.Errorf("of a role with too much: %q, %v", said, err)
	}
}

// Only the owner migrates; who was granted to is given what a new table needs.
func TestTheRoleDoesNotMigrate(t *testing.T) {
	t.Parallel()
	db := ipcasetest.Postgres(t)
	owner := ipcasetest.AsOwner(t, db)
	must(t, db.Migrate(t.Context(), func(string) { t.Error("a step was taken") }))
	must(t, owner.Gorm.Exec("REVOKE ALL ON drawings FROM ipportal_app").Error) // as a new table is
	if err := db.Gorm.Exec("SELECT 1 FROM drawings").Error; err == nil {
		t.Error("a new table can be read before anybody granted it")
	}
	roles, err := owner.Grant(t.Context()) // names nobody: those that were granted to
	must(t, err)
	if len(roles) != 1 || db.Gorm.Exec("INSERT INTO drawings (number, event_seq, event_hash) VALUES ('a', 0, '')").Error != nil {
		t.Errorf("granted to %q", roles)
	}
	for _, statement := range []string{"DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC"} {
		must(t, owner.Gorm.Exec(statement).Error)
	}
	if err := db.Migrate(t.Context(), func(string) {}); err == nil || !strings.Contains(err.Error(), "run `ipportal migrate` as the owner") {
		t.Errorf("migrating as the portal's role: %v", err)
	}
	must(t, owner.Migrate(t.Context(), func(string) {}))
	for role, says := range map[string]string{"nobody_of_this_name": "CREATE ROLE", "postgres": "make another"} {
		if _, err := owner.Grant(t.Context(), role); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", role, err)
		}
	}
}
