package views

func sellerSamples() []Sample { return nil }
