package views

// sampleKeys is an owner's page of keys, with one just made where secret is given.
func sampleKeys(secret string) KeysPage {
	return KeysPage{
		AccountFrame: sampleAccount("API keys", 1), Secret: secret, May: true,
		Keys: []KeyLine{
			{Handle: "a", Name: "Stock system of the warehouse in Ningbo", Prefix: "ipp_live_k3vq6m", By: "Lin Yue", Scopes: "Read · Answer, and appeal · Delete listings", Made: sampleBegan, Expires: sampleUsed, Used: &sampleUsed},
			{Handle: "b", Name: "Trial", Prefix: "ipp_test_9hj8fg", By: "Lin Yue", Scopes: "Read", Sandbox: true, Made: sampleBegan, Expires: sampleUsed},
			{Handle: "c", Name: "Old agency", Prefix: "ipp_live_2xw5ab", By: "Lin Yue", Scopes: "Read", Ended: true, Made: sampleBegan, Expires: sampleUsed, Used: &sampleUsed},
		},
		Name:    TextInput{Field: Field{Name: "name", Label: "Name of the key", Hint: "It says what uses the key."}, MaxLength: 60, Autocomplete: "off"},
		Scopes:  Checkboxes{Field: Field{Name: "scopes", Label: "What it may do beside reading"}, Options: []Option{{Value: "answer", Label: "Answer, and appeal"}, {Value: "delete", Label: "Delete listings"}}},
		Days:    TextInput{Field: Field{Name: "days", Label: "Good for how many days", Value: "90"}, InputMode: "numeric", MaxLength: 3, Autocomplete: "off"},
		Sandbox: Checkbox{Field: Field{Name: "sandbox", Label: "Sandbox key: everything is checked, and nothing is done"}},
	}
}
