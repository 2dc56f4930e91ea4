package views

// apiSamples are the reference of the API, with three operations.
func apiSamples() []Sample {
	number := APIField{Name: "number", In: "path", Type: APIType{Text: "string"}, Required: true, Text: "The public number.", Limits: []string{"At most 40 characters"}}
	refusals := []APIRefusal{{Status: 401, Codes: []string{"unauthorized"}}, {Status: 409, Codes: []string{"in_flight", "stale"}}, {Status: 429, Codes: []string{"too_many"}}}
	said := []APIField{
		{Name: "items", Type: APIType{Text: "array of Chosen", Object: "Chosen"}, Required: true, Text: "Which listings, under the versions that you saw.", Limits: []string{"From 1 to 300 of them"}},
		{Name: "lang", Type: APIType{Text: "string"}, Text: "The language that you write in.", Limits: []string{"One of: en, zh-CN", "Left out, it is en"}},
	}
	request := "curl -X POST 'https://ip.quaylane.example/api/v1/cases/IP-2026-000123-7K/delete' \\\n  -H 'Authorization: Bearer ipp_test_…' \\\n  -H 'Idempotency-Key: 2026-06-15/1' \\\n  -H 'Content-Type: application/json' \\\n  -d '{\n  \"items\": [\n    {\n      \"position\": 1,\n      \"version\": 1\n    }\n  ]\n}'"
	return []Sample{{"api", "reference", APIPage{
		Page: sampleFrame("The API"), Base: "https://ip.quaylane.example/api/v1",
		Overview: []APIText{
			{"keys", "Keys", "A key acts for whoever made it, within what it was made for and what that person may do at the moment."},
			{"idempotency", "Idempotency", "Send an Idempotency-Key with each POST. The same request again within 24 hours is given the same answer."},
		},
		Groups: []APIGroup{
			{ID: "tag-cases", Title: "Cases", Text: "What both sides read and do.", Operations: []APIOperation{
				{ID: "read-case", Method: "GET", Path: "/api/v1/cases/{number}", Summary: "One case, as your side may see it", Text: []string{"Reading a case opens it: a notice to you in it is delivered by that, and its clock starts."}, Scope: "see", Params: []APIField{number}, Request: "curl 'https://ip.quaylane.example/api/v1/cases/IP-2026-000123-7K' \\\n  -H 'Authorization: Bearer ipp_test_…'", Status: 200, Answer: APIType{Text: "Case", Object: "Case"}, Example: "{\n  \"number\": \"IP-2026-000123-7K\"\n}", Refusals: refusals},
			}},
			{ID: "tag-sellers", Title: "Sellers", Text: "What is complained of, and what a seller does about it.", Operations: []APIOperation{
				{ID: "delete-listings", Method: "POST", Path: "/api/v1/cases/{number}/delete", Summary: "Delete Now", Scope: "delete", Sandbox: true, Params: []APIField{number}, Body: said, Request: request, Status: 200, Answer: APIType{Text: "Case", Object: "Case"}, Example: "{\n  \"number\": \"IP-2026-000123-7K\"\n}", Refusals: refusals},
				{ID: "read-exhibit", Method: "GET", Path: "/api/v1/exhibits/{id}", Summary: "A file of a case", Scope: "see", Request: "curl 'https://ip.quaylane.example/api/v1/exhibits/x7k2m9q4'", Status: 200, Answer: APIType{Text: "The file"}, Refusals: refusals},
			}},
		},
		Objects: []APIObject{
			{Name: "Case", Fields: []APIField{{Name: "number", Type: APIType{Text: "string"}, Required: true, Text: "The public number."}}},
			{Name: "Chosen", Fields: []APIField{{Name: "position", Type: APIType{Text: "integer"}, Required: true, Text: "The listing's place in the case.", Limits: []string{"At least 1"}}}},
		},
		Problems: []APIProblem{
			{"unauthorized", "No key, or one that opens nothing", "Send a key that has not ended, of somebody who still may act.", 401},
			{"in_flight", "The same request is being carried out", "Send the same again in a moment: it is not done twice.", 409},
			{"stale", "It has moved on meanwhile", "Read it again, and decide anew.", 409},
			{"too_many", "Too many requests", "Wait as many seconds as Retry-After says.", 429},
		},
	}}}
}
