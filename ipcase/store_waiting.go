package ipcase

// Waiting is how many things wait for a reader, for the navigation.
type Waiting struct {
	Cases  int // the seller's to respond to, the holder's turn, the reviewers' tasks
	Rights int // for reviewers: to be checked
	Powers int // of attorney, likewise
	Unread int // messages

	Identities int // for reviewers: to be checked
	Abuse      int // for reviewers: reports that wait
}

// WaitingMost is up to how many things are counted: every page counts them, and who has
// more needs no exact figure there.
const WaitingMost = 1000

// WaitingColumns count what waits for a member of an organisation, as columns of
// a query over orgs and memberships: every page shows it, and whoever finds out
// who asks reads it in the same statement. The words stand in the text so that
// the indexes over part of the rows fit. They stop at WaitingMost.
const WaitingColumns = `
	CASE WHEN orgs.kind = 'seller' THEN (
		SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE cases.seller_org_id = orgs.id AND cases.seller_list = 'respond' AND cases.ended_at IS NULL LIMIT 1000) counted
	) WHEN orgs.kind = 'holder' THEN (
		SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE cases.holder_org_id = orgs.id AND cases.holder_turn LIMIT 1000) counted
	) WHEN memberships.role IN ('reviewer', 'senior') THEN (
		SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE cases.review_task <> '' AND cases.review_task <> 'court' LIMIT 1000) counted
	) ELSE 0 END AS cases,
	CASE WHEN orgs.kind = 'platform' AND memberships.role IN ('reviewer', 'senior') THEN (
		SELECT COUNT(*) FROM rights WHERE rights.status = 'pending'
	) ELSE 0 END AS rights,
	CASE WHEN orgs.kind = 'platform' AND memberships.role IN ('reviewer', 'senior') THEN (
		SELECT COUNT(*) FROM identity_checks WHERE identity_checks.status = 'pending'
	) ELSE 0 END AS identities,
	CASE WHEN orgs.kind = 'platform' AND memberships.role IN ('reviewer', 'senior') THEN (
		SELECT COUNT(*) FROM powers_of_attorney WHERE powers_of_attorney.status = 'pending'
	) ELSE 0 END AS powers,
	CASE WHEN orgs.kind = 'platform' AND memberships.role IN ('reviewer', 'senior') THEN (
		SELECT COUNT(*) FROM abuse_reports WHERE abuse_reports.task <> ''
	) ELSE 0 END AS abuse,
	CASE WHEN orgs.kind IN ('seller', 'holder') THEN (
		SELECT COUNT(*) FROM (SELECT 1 FROM messages WHERE messages.org_id = orgs.id AND messages.read_at IS NULL LIMIT 1000) counted
	) ELSE 0 END AS unread`
