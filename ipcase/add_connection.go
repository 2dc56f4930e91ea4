package ipcase

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"gorm.io/gorm"
)

// AddConnection is a connection to be made.
type AddConnection struct {
	FormID string
	Site   string // its code
	Name   string
	Way    ConnectionWay
	URL    string // of a webhook, or of an engine's own API
	Key    string // to that API
	Pages  string // where an engine's shop front shows a product
}

// NewConnection is one with what is shown this once only.
type NewConnection struct {
	Connection
	PlainToken  string // "" where it was shown before, and where nobody calls
	PlainSecret string // "" unless webhooks are signed with it
}

// tokenLetters is how much of a token is kept to tell it by.
const tokenLetters = 12

// AddConnection connects a site to its marketplace's own system. From the answer on
// orders about the site's listings go there, those that wait too. Pressing twice
// connects once; the token and the secret are in the first answer alone.
func (s *Service) AddConnection(ctx context.Context, a Actor, in AddConnection) (NewConnection, error) {
	var made NewConnection
	if !a.May(PermOperate) || s.seal == nil {
		return made, errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		var there []Connection
		if err := t.db.Where("form_id = ?", in.FormID).Limit(1).Find(&there).Error; err != nil {
			return fmt.Errorf("look for the connection: %w", err)
		}
		if len(there) > 0 {
			made = NewConnection{Connection: there[0]}
			return nil
		}
		site, err := t.checkConnection(in)
		if err != nil {
			return err
		}
		token, hash := newToken()
		secret := newSecret()
		made = NewConnection{PlainToken: token, Connection: Connection{
			PublicID: NewID(), FormID: in.FormID, SiteID: site.ID, Name: strings.TrimSpace(in.Name), Way: in.Way, URL: in.URL, Pages: in.Pages,
			TokenHash: hash, TokenPrefix: token[:tokenLetters], CreatedAt: t.now, CreatedBy: a.PersonID,
		}}
		switch {
		case in.Way == ByWebhook:
			made.PlainSecret = secret
		case in.Way.IsEngine(): // it calls nobody, and is read from now on
			secret, made.PlainToken, made.SyncAt = in.Key, "", &t.now
		}
		made.Secret = s.seal.Seal(SecretPurpose, []byte(secret))
		if err := t.db.Create(&made.Connection).Error; err != nil {
			return fmt.Errorf("connect %s: %w", site.Code, err)
		}
		if err := t.db.Model(&Site{}).Where("id = ?", site.ID).Updates(map[string]any{"connection_id": made.ID}).Error; err != nil {
			return fmt.Errorf("connect %s: %w", site.Code, err)
		}
		return t.adoptOrders(site.ID, &made.ID)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return NewConnection{}, Errorf(Refused, "This site was connected a moment ago. Look at its connection, or end it first.")
	}
	return made, err
}

func (t *tx) checkConnection(in AddConnection) (Site, error) {
	var p problems
	var site Site
	checkText(&p, "name", "Enter a name for the marketplace’s system, by which your colleagues know it.", in.Name, 80, true)
	err := one(t.forUpdate().Where("code = ?", in.Site), &site)
	switch {
	case KindOf(err) == NotFound:
		p.add("site", "Choose the site whose listings it has.")
	case err != nil:
		return site, err
	case site.ConnectionID != nil:
		p.add("site", "This site is connected already. End that connection first.")
	}
	switch in.Way {
	case ByWebhook:
		checkWebhookURL(&p, in.URL)
	case ByPull, ByHand:
		if in.URL != "" {
			p.add("url", "Leave the address empty: only webhooks and commerce engines have one.")
		}
	case ByVendure:
		checkWebhookURL(&p, in.URL)
		checkEngine(&p, in)
	default:
		p.add("way", "Choose how the marketplace learns of orders.")
	}
	if !in.Way.IsEngine() && (in.Key != "" || in.Pages != "") {
		p.add("key", "Leave the API key and the address of product pages empty: only commerce engines have them.")
	}
	return site, p.err()
}

// checkEngine takes a key that a header can carry, and an address of pages in which one
// word stands for the product.
func checkEngine(p *problems, in AddConnection) {
	if in.Key == "" || len(in.Key) > MaxEngineKey || strings.IndexFunc(in.Key, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0 {
		p.add("key", "Enter the API key that the engine gave you, without spaces.")
	}
	slug, id := strings.Count(in.Pages, "{slug}"), strings.Count(in.Pages, "{id}")
	if slug+id != 1 || !webAddress(strings.NewReplacer("{slug}", "a", "{id}", "a").Replace(in.Pages)) || len(in.Pages) > MaxWebhookURL || strings.Contains(in.Pages, "?") {
		p.add("pages", "Enter an address like https://shop.example.com/product/{slug}, with {slug} or {id} once and no question mark.")
	}
}

// checkWebhookURL takes https addresses of names. Where a name leads is judged at each
// connecting and not here: it may lead elsewhere a moment later.
func checkWebhookURL(p *problems, address string) {
	u, err := url.Parse(address)
	const asks = "Enter an address like https://hooks.example.com/ip: https, a name and not a number, port 443 or 8443, no user and no fragment."
	if err != nil || len(address) > MaxWebhookURL || u.Scheme != "https" || u.User != nil || u.Fragment != "" || u.Opaque != "" {
		p.add("url", asks)
		return
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	_, number := netip.ParseAddr(strings.Trim(host, "[]"))
	last := host[strings.LastIndexByte(host, '.')+1:]
	if number == nil || !strings.Contains(host, ".") || strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") ||
		u.Port() != "" && u.Port() != "443" && u.Port() != "8443" {
		p.add("url", asks)
	}
}

// EndConnection ends one at once: its token opens nothing any more, and what it was
// ordered and has not answered goes to whatever the site has next.
func (s *Service) EndConnection(ctx context.Context, a Actor, id string) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		c, err := t.connection(id)
		if err != nil || c.EndedAt != nil {
			return err
		}
		if err := t.db.Model(&Connection{}).Where("id = ?", c.ID).Updates(map[string]any{"ended_at": t.now, "ended_by": a.PersonID}).Error; err != nil {
			return fmt.Errorf("end the connection %d: %w", c.ID, err)
		}
		if err := t.db.Model(&Site{}).Where("connection_id = ?", c.ID).Updates(map[string]any{"connection_id": nil}).Error; err != nil {
			return fmt.Errorf("end the connection %d: %w", c.ID, err)
		}
		// News that it was not told reaches nobody any more.
		err = t.db.Exec("UPDATE deliveries SET state = 'given_up', done_at = ?, last_error = ? WHERE connection_id = ? AND kind = ? AND state = 'queued'",
			t.now, "the connection was ended", c.ID, DeliverTell).Error
		if err != nil {
			return fmt.Errorf("end the news of connection %d: %w", c.ID, err)
		}
		return t.adoptOrders(c.SiteID, nil)
	})
}

// RotateSecret gives a new secret; old and new both sign for a day, so that the other
// side can change over without a message lost.
func (s *Service) RotateSecret(ctx context.Context, a Actor, id string) (secret string, err error) {
	if !a.May(PermOperate) || s.seal == nil {
		return "", errNotFound()
	}
	err = s.act(ctx, a, func(t *tx) error {
		c, err := t.connection(id)
		if err != nil {
			return err
		}
		if c.EndedAt != nil || c.Way != ByWebhook {
			return Errorf(Refused, "Only a connection by webhook that has not ended has a secret.")
		}
		if c.OldUntil != nil && c.OldUntil.After(t.now) {
			return Errorf(Refused, "The secret was changed less than a day ago, and the one before still signs. Change it again when that has ended.")
		}
		secret = newSecret()
		return t.db.Model(&Connection{}).Where("id = ?", c.ID).Updates(map[string]any{
			"secret": s.seal.Seal(SecretPurpose, []byte(secret)), "old_secret": c.Secret, "old_until": t.now.Add(SecretOverlap),
		}).Error
	})
	return secret, err
}

// NewConnectionToken gives a new token; the one before opens nothing from now on.
func (s *Service) NewConnectionToken(ctx context.Context, a Actor, id string) (token string, err error) {
	if !a.May(PermOperate) {
		return "", errNotFound()
	}
	err = s.act(ctx, a, func(t *tx) error {
		c, err := t.connection(id)
		if err != nil {
			return err
		}
		if c.EndedAt != nil {
			return Errorf(Refused, "This connection has ended. Connect the site anew.")
		}
		if c.Way.IsEngine() {
			return Errorf(Refused, "A commerce engine calls nobody: its connection has no token.")
		}
		made, hash := newToken()
		token = made
		return t.db.Model(&Connection{}).Where("id = ?", c.ID).Updates(map[string]any{
			"token_hash": hash, "token_prefix": made[:tokenLetters], "token_used_at": nil,
		}).Error
	})
	return token, err
}

func newToken() (token, hash string) {
	token = "mkt_" + NewID() + NewID()
	return token, hashToken(token)
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// newSecret is as the Standard Webhooks specification writes one.
func newSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return "whsec_" + base64.StdEncoding.EncodeToString(b)
}
