package views

func publicSamples() []Sample { return nil }
