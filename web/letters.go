package web

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/notify"
	"ipportal/web/present"
	"ipportal/web/present/casepdf"
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
		if d.Message == ipcase.MsgFlaggerReport {
			return coordinatorMail(ctx, service, d, baseURL, product, from)
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

// coordinatorMail brings a report on a trusted flagger to its coordinator, as a PDF.
func coordinatorMail(ctx context.Context, service *ipcase.Service, d ipcase.Delivery, baseURL, product, from string) (notify.Mail, error) {
	report, err := service.ReportToSend(ctx, d)
	if err != nil {
		return notify.Mail{}, fmt.Errorf("load a report: %w", err)
	}
	platform, _, _ := strings.Cut(product, " ")
	r := present.NewReader(ipcase.Actor{}, report.Lang, service.PlatformZone(), report.DrawnAt)
	subject, text, html, err := r.CoordinatorMail(ctx, report, baseURL, platform, product)
	if err != nil {
		return notify.Mail{}, fmt.Errorf("write the mail of a report: %w", err)
	}
	var pdf bytes.Buffer
	if err := casepdf.Write(&pdf, r.FlaggerReport(report, service.Book(), platform)); err != nil {
		return notify.Mail{}, fmt.Errorf("lay out a report: %w", err)
	}
	return notify.Mail{
		ID: d.Key, From: from, To: report.SentTo, ToName: report.Body.Coordinator, Subject: subject, Text: text, HTML: html, Lang: report.Lang,
		Attached: []notify.Attachment{{Name: present.FlaggerReportName(report), MIME: "application/pdf", Body: pdf.Bytes()}},
	}, nil
}
