package marketplace

import (
	"context"

	"ipportal/ipcase"
)

// fetched is the connector of marketplaces that come for their orders, and of those
// whose orders an employee carries out by hand: they stand in a list until somebody says
// what came of them.
type fetched struct{}

func (fetched) order(context.Context, ipcase.Connection, string, ipcase.Removal) error {
	return listed()
}

// tell waits for an answer too: what is told here is to be done with a shop.
func (fetched) tell(_ context.Context, _ ipcase.Connection, news ipcase.MarketMessage) (string, error) {
	switch news.Answer {
	case ipcase.OutcomeDone:
		return "done", nil
	case ipcase.OutcomeRefused:
		return "", refused(news.AnswerNote)
	case ipcase.OutcomeUnknown:
	}
	return "", listed()
}

func listed() error {
	return &ipcase.PendingError{Note: "it stands in the list of orders and has not been answered"}
}
