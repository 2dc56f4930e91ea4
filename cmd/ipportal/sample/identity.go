package sample

import (
	"fmt"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
)

// proveIdentities lets every rights holder hand in its paper and a reviewer check
// it, before the first right is checked.
func (t *teller) proveIdentities() {
	start := t.Now.Add(-history).Add(time.Hour)
	for n, who := range []struct{ by, number, checkedBy string }{
		{elin, "556677-8899", ada},
		{ruoxi, "91310104MA9X8X7X6X", wuJing},
		{imogen, "09988776", ben},
		{katrin, "HRB 99887", ada},
		{ingrid, "NO 998 877 665", ben},
	} {
		number := ""
		at := start.Add(time.Duration(n) * 10 * time.Minute)
		t.at(at, "identity paper of "+who.by, func() (err error) {
			number, err = t.handIn(who.by, who.number, start.AddDate(0, -1-n, 0))
			return err
		})
		t.at(at.Add(20*time.Hour), "check of the identity of "+who.by, func() error {
			return explain(t.Service.CheckIdentity(t.ctx, t.people[who.checkedBy], ipcase.CheckIdentity{Number: number, Version: 1, Verify: true}))
		})
	}
}

// newcomers are who came lately: a rights holder whose paper waits for a reviewer,
// and somebody who asks the owner of a shop to be let in.
func (t *teller) newcomers() {
	t.at(t.Now.Add(-5*time.Hour), "identity paper of "+maren, func() error {
		_, err := t.handIn(maren, "NO 987 654 329", t.Now.AddDate(0, -2, 0))
		return err
	})
	const asker = "jiang.ning@suites.example"
	t.at(t.Now.Add(-4*time.Hour), "somebody says that a shop is theirs", func() error {
		shop := t.people[marketplace.SampleShops()[0].Name]
		return explain(t.Accounts.StartClaim(t.ctx, account.ClaimShop{
			OrgID: shop.OrgID, Name: "江宁", Email: asker, Password: "three quiet lanterns", Lang: "zh-CN",
		}, "203.0.113.7"))
	})
	t.at(t.Now.Add(-3*time.Hour), "and asks its owner to be let in", func() error {
		return explain(t.Accounts.AskOwner(t.ctx, t.post.claims[asker]))
	})
}

// handIn is what an owner does on the page of the identity.
func (t *teller) handIn(by, number string, issued time.Time) (string, error) {
	a, form := t.people[by], ipcase.NewID()
	f, err := marketplace.Samples().Open(ownCertificate)
	if err != nil {
		return "", fmt.Errorf("open the paper of %s: %w", by, err)
	}
	defer f.Close()
	blob, err := t.Blobs.Papers().Put(t.ctx, "paper", ownCertificate[strings.LastIndexByte(ownCertificate, '/')+1:], f)
	if err != nil {
		return "", explain(err)
	}
	if _, err := t.Service.AddIdentityPaper(t.ctx, a, form, "Register extract.pdf", blob); err != nil {
		return "", explain(err)
	}
	org, err := t.Service.ReadIdentity(t.ctx, a)
	if err != nil {
		return "", explain(err)
	}
	idc, err := t.Service.HandInIdentity(t.ctx, a, ipcase.HandInIdentity{
		FormID: form, Kind: ipcase.CompanyExtract, Number: number, Country: org.Org.Country, IssuedOn: issued.Format(time.DateOnly),
	})
	return idc, explain(err)
}
