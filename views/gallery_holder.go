package views

func holderSamples() []Sample { return nil }
