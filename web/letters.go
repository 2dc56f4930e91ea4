package web

import (
	"context"
	"fmt"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/notify"
	"ipportal/web/present"
)

// Letters writes the mails of deliveries: for whoever runs the worker. from is
// whom they are from.
func Letters(
	service *ipcase.Service, accounts *account.Service, baseURL, product, from string,
) func(ctx context.Context, d ipcase.Delivery) (notify.Mail, error) {
	return func(ctx context.Context, d ipcase.Delivery) (notify.Mail, error) {
		if account.IsLetter(d) {
			l, err := accounts.Letter(ctx, d)
			if err != nil {
				return notify.Mail{}, fmt.Errorf("load a letter: %w", err)
			}
			subject, text, html, err := present.AccountMail(ctx, l, baseURL, product)
			if err != nil {
				return notify.Mail{}, fmt.Errorf("write a letter: %w", err)
			}
			return notify.Mail{ID: d.Key, From: from, To: l.To, ToName: l.ToName, Subject: subject, Text: text, HTML: html, Lang: l.Lang}, nil
		}
		data, err := service.MailData(ctx, d)
		if err != nil {
			return notify.Mail{}, fmt.Errorf("load a mail: %w", err)
		}
		if data.Org.Kind == ipcase.PartySeller {
			if data.OpenPath, data.OpenUntil, err = accounts.ShopPath(ctx, data.Org.ID); err != nil {
				return notify.Mail{}, fmt.Errorf("link for a shop's account: %w", err)
			}
		}
		if data.Org.Unregistered {
			if data.FollowPath, err = accounts.FollowPath(ctx, data.Org.ID); err != nil {
				return notify.Mail{}, fmt.Errorf("private link of %d: %w", data.Org.ID, err)
			}
		}
		subject, text, html, err := present.Mail(ctx, data, "", "", baseURL, product)
		if err != nil {
			return notify.Mail{}, fmt.Errorf("write a mail: %w", err)
		}
		return notify.Mail{
			ID: d.Key, From: from, To: data.Org.Email, ToName: data.Org.Name,
			Subject: subject, Text: text, HTML: html, Lang: data.Org.Lang,
		}, nil
	}
}
