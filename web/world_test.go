package web_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// worldOf lets deeds be done on a site without its pages, for what a test needs
// before its people begin: the holder stands in Norrvik's place and the seller in
// Haiyun's.
func worldOf(t *testing.T, site *webtest.Site, holder, seller string) *ipcasetest.World {
	t.Helper()
	w := &ipcasetest.World{
		Service: site.Service, T: t, DB: site.DB, Clock: site.Clock, Market: site.Catalogue, Connected: site.Market, Blobs: site.Blobs,
		Site: ipcase.Site{Code: webtest.SiteCN}, US: ipcase.Site{Code: webtest.SiteUS},
		Norrvik: site.Person(holder).Actor(), Haiyun: site.Person(seller).Actor(),
		Rita: site.Person("ada").Actor(), Bo: site.Person("ben").Actor(),
	}
	return w
}
