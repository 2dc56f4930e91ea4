// Package ipcase is the subject of the portal: rights, complaints, cases, items,
// counter-notifications, decisions and appeals; who may do what when; the clocks;
// and the chain of events that proves it. It knows no transport and no markup: it
// imports the standard library, gorm, and package calendar.
//
// # Words
//
// A rights holder registers a [Right] and files a [Complaint] about listings. The
// complaint becomes one [Case] for each seller and one [Item] for each listing. An
// item carries the [State]; the case's own status is derived from its items. A
// seller deletes, or files a [Counter]; the holder gives an [Answer]; a reviewer
// makes a [Decision] with its statement of reasons; either party may [Appeal].
// Everything runs by a [Procedure], which is data.
//
// # States
//
//	draft ─► intake ─► awaiting_seller ─► countered ─► contested ─► upheld
//	          │  ▲        │       │           │            │          │
//	          ▼  │        │silence│delete     │silence     │          ▼
//	     needs_info       ▼       ▼           ▼            ▼       appealed
//	          │        removed  deleted    restored     restored
//	          ▼           │     by seller
//	        lapsed        ├─► countered, or statutory_wait ─► restored
//	                      └─► upheld                      └─► legal_hold
//
// and from almost everywhere withdrawn. The table in item_rules.go is the only
// place that decides; testdata/moves.golden is that table to be read.
//
// # Promises
//
// Tests cite these numbers.
//
//  1. Every change of an item's state is named by exactly one event, written in
//     the same transaction; one event may name several items of one case.
//  2. An item's state changes only under its version: two at once, one wins, the
//     other is told what it is now.
//  3. Each deadline acts exactly once, never early, and never on an incomplete
//     notice.
//  4. A filing that was answered with a number is never lost, and pressing twice
//     files once.
//  5. What a party may not see is not in any page, mail or file of theirs. Not
//     yours and not there are the same answer.
//  6. The snapshots and evidence of a case never change; [Service.Verify] finds a
//     changed byte or row.
//  7. Everything sent outside is a [Delivery] committed with its cause, retried,
//     and given up aloud.
//  8. A listing is taken down or restored for the right item, at most once for
//     each decision; it comes back only when nothing else keeps it down.
//  9. Both parties see the same public acts, in the same words, with the same
//     clocks.
//  10. Nobody decides an appeal of their own decision, and no restriction is
//     decided without a statement of reasons.
//
// # Files
//
// Nouns are types (right.go, item.go). *_rules.go is pure: values in, values out.
// store_*.go and read_*.go are the only places that speak to the database; their
// loaders are named for the party that they load for. Every other verb_noun.go is
// one deed: it loads what the actor may see, asks the rules, moves state under a
// version, records the event, enqueues what must leave, and commits.
package ipcase
