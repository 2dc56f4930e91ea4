package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Send keeps a file that package web receives, under its idempotency key where it has
// one: of several alike one is kept, and all are given its answer. What is wrong with a
// file is not remembered, so that it can be sent again under the same key.
func (a *API) Send(w http.ResponseWriter, r *http.Request, caller *Caller, receive func(form string) (Uploaded, error)) error {
	key := r.Header.Get("Idempotency-Key")
	if key == "" {
		kept, err := receive(ipcase.NewID())
		if err != nil {
			return err
		}
		return a.sent(w, r, kept)
	}
	if err := checkIdempotencyKey(key); err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(r.Method + "\n" + r.URL.Path + "\n" + r.URL.Query().Encode()))
	asked, how, err := a.Accounts.BeginAPIRequest(r.Context(), caller.Key, key, hex.EncodeToString(sum[:]))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	switch how {
	case account.APINew:
		return a.sendFirst(w, r, asked, receive)
	case account.APIAnswered:
		return a.sendAgain(w, r, asked)
	case account.APIOther:
		return errKeyReused()
	default:
		return errInFlight(w)
	}
}

func (a *API) sendFirst(w http.ResponseWriter, r *http.Request, asked account.APIRequest, receive func(form string) (Uploaded, error)) error {
	kept, err := receive(asked.DraftID)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), keepWithin)
	defer cancel()
	if err != nil {
		if forgot := a.Accounts.ForgetAPIRequest(ctx, asked); forgot != nil {
			return errors.Join(err, forgot)
		}
		return err
	}
	body, err := bytesOf(kept)
	if err != nil {
		return err
	}
	asked.Status, asked.Body, asked.Header = http.StatusCreated, string(body), map[string]string{"Content-Type": "application/json"}
	if err := a.Accounts.EndAPIRequest(ctx, asked); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return a.sent(w, r, kept)
}

// sendAgain answers as before where the same bytes have come again.
func (a *API) sendAgain(w http.ResponseWriter, r *http.Request, asked account.APIRequest) error {
	var before Uploaded
	if err := json.Unmarshal([]byte(asked.Body), &before); err != nil {
		return fmt.Errorf("the answer that was kept: %w", err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, http.MaxBytesReader(w, r.Body, before.Size+1)); err != nil || hex.EncodeToString(sum.Sum(nil)) != before.SHA256 {
		return errKeyReused()
	}
	w.Header().Set("Idempotency-Replayed", "true")
	return a.sent(w, r, before)
}

func (a *API) sent(w http.ResponseWriter, r *http.Request, kept Uploaded) error {
	body, err := bytesOf(kept)
	if err != nil {
		return err
	}
	out := &held{header: http.Header{"Content-Type": {"application/json"}}, status: http.StatusCreated}
	out.body.Write(body)
	return a.write(w, r, out)
}
