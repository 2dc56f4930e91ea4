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
	return &ipcase.PendingError{Note: "it stands in the list of orders and has not been answered"}
}

// tell has nobody to tell: news is enqueued for webhooks alone.
func (fetched) tell(context.Context, ipcase.Connection, ipcase.MarketMessage) (string, error) {
	return "", &ipcase.PermanentError{Reason: "this marketplace fetches its orders and is sent no news"}
}
