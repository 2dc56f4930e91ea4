package web_test

// mainStrangers is what is never sent to somebody: other sellers and their
// listings, and what the procedure does not disclose.
var mainStrangers = map[string][]string{
	"lin":  {"灯塔户外专营店", "Brightpath", "QL-2001", "QL-3001", "QL-1004", "+46 31 555 0132", "Hamngatan"},
	"wang": {"Haiyun", "Brightpath", "QL-1001", "QL-1002", "QL-1003", "QL-1004", "QL-3001", "+46 31 555 0132", "Hamngatan"},
	"dana": {"Haiyun", "灯塔户外专营店", "QL-1001", "QL-1002", "QL-2001", "QL-3002", "+46 31 555 0132", "Hamngatan"},
	"elin": {"+86 574 5550 0143", "18 Wharf Road", "+86 574 5550 0178", "灯塔路", "+1 510 555 0146", "Pier Avenue", "costs.txt"},
}

// mainEvents is every act in each case, in its order: who, what, which listings.
// What reaches its outside between two acts does so in no order of its own, and
// stands here sorted. Those without a listing are deliveries that start no clock.
var mainEvents = map[string][]string{
	"haiyun": {
		"holder case_opened [1 2 3 4]",
		"platform notice_accepted [1 2 3]",
		"platform notice_refused [4]",
		"system notice_delivered", // of the refusal, to the complainant
		"system notice_delivered [1 2 3]",
		"seller deleted_by_seller [1]",
		"seller counter_filed [2]",
		"system listing_down [1]",
		"system notice_delivered [2]",
		"holder counter_contested [2]",
		"system reminded [3]",
		"system reminded [3]",
		"system time_ran_out [3]",
		"system listing_down [3]",
		"system notice_delivered",
		"system notice_delivered",
		"platform decided [2]",
		"system listing_down [2]",
		"system notice_delivered",
		"system notice_delivered [2]",
		"system reminded [3]",
		"system reminded [3]",
		"system time_ran_out [3]",
		"system notice_delivered",
		"system notice_delivered",
		"system reminded [2]",
		"system reminded [2]",
		"system time_ran_out [2]",
		"system notice_delivered",
		"system notice_delivered",
		"seller appealed [2]",
		"platform appeal_decided [2]",
		"system listing_back [2]",
		"system notice_delivered",
		"system notice_delivered",
	},
	"lantern": {
		"holder case_opened [1]",
		"platform info_asked [1]",
		"system notice_delivered [1]",
		"holder notice_completed [1]",
		"platform notice_accepted [1]",
		"system notice_delivered [1]",
		"seller counter_filed [1]",
		"system notice_delivered [1]",
		"holder counter_accepted [1]",
	},
	"bright": {
		"holder case_opened [1]",
		"platform notice_accepted [1]",
		"system notice_delivered [1]",
		"system reminded [1]",
		"system reminded [1]",
		"system time_ran_out [1]",
		"system listing_down [1]",
		"system notice_delivered",
		"system notice_delivered",
		"seller counter_filed [1]",
		"system notice_delivered [1]",
		"system reminded [1]",
		"system reminded [1]",
		"system time_ran_out [1]",
		"system listing_back [1]",
		"system notice_delivered",
		"system notice_delivered",
	},
	"small": {
		"holder case_opened [1]",
		"holder filing_joined [1]", // the second filing names it again
		"platform notice_refused [1]",
		"system notice_delivered",
	},
}

// mainMails is how many mails of each kind each side was sent.
var mainMails = map[string]map[string]int{
	"lin": {
		"complaint_received": 1, "counter_filed": 1, "counter_answered": 1, "removed_no_response": 1, // QL-1003
		"decision": 2, "case_ended": 2, // QL-1002 and QL-1003, at different times
		"reminder": 6, // two before each time that ran out
	},
	"wang": {"complaint_received": 1, "counter_filed": 1, "counter_answered": 1},
	"dana": {"complaint_received": 1, "removed_no_response": 1, "counter_filed": 1, "case_ended": 1, "reminder": 2}, // nothing of the complaint that was refused
	"elin": {
		"right_verified": 4, "right_refused": 1, "complaint_filed": 2, "notice_accepted": 3, "notice_refused": 2, "needs_info": 1,
		"counter_received": 3, "seller_deleted": 1, "decision": 2, "appeal_filed": 1,
		"reminder":   2,
		"case_ended": 5, // two removals by silence, two that stay, one put back
	},
	"zhao": {},
}

// mainJournal is what the marketplace was told to do with each seller's listings, in its
// order. Silence moves the cases of several sellers at once.
var mainJournal = map[string][]string{
	"QL-1": {
		"remove QL-1001 true",  // deleted by its seller
		"remove QL-1003 true",  // silence
		"remove QL-1002 true",  // the decision
		"restore QL-1002 true", // the appeal
	},
	"QL-3": {
		"remove QL-3001 true",  // silence
		"restore QL-3001 true", // the complainant's silence
	},
}
