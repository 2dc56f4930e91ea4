package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// LinkClaim is the kind of the link on whose page somebody proves that a shop is
// theirs. It went to their own address, which is so confirmed.
const LinkClaim LinkKind = "claim"

// The mails about a shop that somebody says is theirs.
const (
	MailClaim     ipcase.MessageKind = letterPrefix + "claim"      // to the person: the link
	MailShopCode  ipcase.MessageKind = letterPrefix + "shop_code"  // to the shop: the code
	MailShopAsked ipcase.MessageKind = letterPrefix + "shop_asked" // to the owner: somebody asks to be let in
)

const (
	claimLife  = 24 * time.Hour
	codeLife   = 10 * time.Minute
	codeMails  = 3 // to one shop in an hour
	maxTries   = 10
	ownerMails = 3 // questions to one shop's owner in a day
	codeDigits = 8
)

// ClaimShop is what somebody says to open an account for a shop.
type ClaimShop struct {
	OrgID    int64 // the shop, as the marketplace named it
	Name     string
	Email    string
	Password string
	Lang     string
}

// claiming is what the link keeps until the shop is proven.
type claiming struct {
	Name         string
	PasswordHash string
}

// shopClaim is how far somebody has come with proving a shop. Personal data: Email,
// Name.
type shopClaim struct {
	ID             int64
	LinkID         int64
	OrgID          int64
	Email          string
	Name           string
	ListingCode    string
	MailCodeHash   string // of the link's token and the code
	MailCodeSealed string // until the mail is written
	MailCodeUntil  *time.Time
	WrongTries     int
	AskedOwnerAt   *time.Time
	RefusedAt      *time.Time
	ProvenBy       string
	EndedAt        *time.Time
	CreatedAt      time.Time
}

func (shopClaim) TableName() string { return "shop_claims" }

// StartClaim begins an account for a shop. A mail goes to the person's address;
// the shop is proven on the page of its link. The answer is the same whether the
// address has an account or not.
func (s *Service) StartClaim(ctx context.Context, in ClaimShop, ip string) error {
	var shop ipcase.Org
	err := s.db.WithContext(ctx).Where("id = ? AND kind = ?", in.OrgID, ipcase.PartySeller).Limit(1).Find(&shop).Error
	if err != nil {
		return fmt.Errorf("look for a shop: %w", err)
	}
	var wrong []ipcase.FieldError
	if shop.ID == 0 {
		wrong = append(wrong, ipcase.FieldError{Field: "listing", Msg: "This leads to no shop. Check the address of the listing, or the shop's name."})
	}
	p, err := s.newPersonInto(ctx, &wrong, NewPerson{Email: in.Email, Name: in.Name, Password: in.Password, Lang: in.Lang, Zone: shop.Zone}, "name")
	if err != nil {
		return err
	}
	return s.begin(ctx, ip, p, func(db *gorm.DB) error {
		id, err := s.newLink(db, newLink{Kind: LinkClaim, Email: p.Email, OrgID: shop.ID, Lang: p.Lang, Data: claiming{p.Name, p.PasswordHash}, For: claimLife})
		if err != nil {
			return err
		}
		c := shopClaim{LinkID: id, OrgID: shop.ID, Email: p.Email, Name: p.Name, ListingCode: listingCode(), CreatedAt: s.clock.Now()}
		if err := db.Create(&c).Error; err != nil {
			return fmt.Errorf("begin a claim: %w", err)
		}
		return s.post(db, letter{Kind: MailClaim, LinkID: id, Facts: map[string]string{"shop": shop.Name}})
	})
}

// listingCode is what the person puts into a listing: 16 characters that nobody
// writes by chance.
func listingCode() string {
	return "IPP-" + strings.ToUpper(ipcase.NewID()[:12])
}

// Claim is what the page of a claim shows.
type Claim struct {
	Shop      string
	ShopMail  string // with most of it hidden
	Email     string
	Code      string // to be put into a listing
	CodeUntil *time.Time
	TriesLeft int
	Taken     bool // somebody acts for the shop: the owner is asked instead
	Until     time.Time
}

// ReadClaim is how far a claim is. Looking changes nothing.
func (s *Service) ReadClaim(ctx context.Context, token string) (Claim, error) {
	l, row, err := s.claim(s.db.WithContext(ctx), token)
	if err != nil {
		return Claim{}, err
	}
	var shop struct {
		Name, Email string
		Taken       int
	}
	err = s.db.WithContext(ctx).Table("orgs").Select("orgs.name, orgs.email, (SELECT COUNT(*) FROM memberships WHERE org_id = orgs.id AND ended_at IS NULL) AS taken").
		Where("orgs.id = ?", row.OrgID).Take(&shop).Error
	if err != nil {
		return Claim{}, fmt.Errorf("load the shop of a claim: %w", err)
	}
	c := Claim{Shop: shop.Name, ShopMail: veiled(shop.Email), Email: l.Email, Code: row.ListingCode, TriesLeft: maxTries - row.WrongTries, Taken: shop.Taken > 0, Until: l.ExpiresAt}
	if row.MailCodeUntil != nil && row.MailCodeUntil.After(s.clock.Now()) {
		c.CodeUntil = row.MailCodeUntil
	}
	return c, nil
}

// veiled shows of an address no more than its owner needs to know it by.
func veiled(email string) string {
	local, host, ok := strings.Cut(email, "@")
	if !ok || local == "" {
		return ""
	}
	return local[:1] + "…@" + host
}

func (s *Service) claim(db *gorm.DB, token string) (Link, shopClaim, error) {
	var row shopClaim
	l, err := s.findLink(db, LinkClaim, token)
	if err != nil {
		return l, row, err
	}
	if err := db.Where("link_id = ? AND ended_at IS NULL", l.ID).Limit(1).Find(&row).Error; err != nil {
		return l, row, fmt.Errorf("load a claim: %w", err)
	}
	if row.ID == 0 {
		_, err = s.findLink(db, LinkClaim, "") // as a link that was used
	}
	return l, row, err
}

// onClaim runs a deed about a claim, while nobody else changes who acts for the shop.
func (s *Service) onClaim(ctx context.Context, token string, deed func(c *crew, l Link, row shopClaim) error) error {
	l, _, err := s.claim(s.db.WithContext(ctx), token)
	if err != nil {
		return err
	}
	return s.change(ctx, ipcase.Actor{}, *l.OrgID, false, func(c *crew) error {
		l, row, err := s.claim(c.db, token)
		if err != nil {
			return err
		}
		return deed(c, l, row)
	})
}

// SendShopCode mails a code to the address that the marketplace has of the shop.
func (s *Service) SendShopCode(ctx context.Context, token string) error {
	return s.onClaim(ctx, token, func(c *crew, _ Link, row shopClaim) error {
		if err := c.alone(); err != nil {
			return err
		}
		if c.org.Email == "" {
			return ipcase.Errorf(ipcase.Refused, "The marketplace has no mail address of this shop. Prove it by a listing instead.")
		}
		ok, err := c.allowed(c.db, "shop code", fmt.Sprint(row.OrgID), codeMails, time.Hour)
		if err != nil {
			return err
		}
		if !ok {
			return ipcase.Errorf(ipcase.TooMany, "This shop was sent %d codes within an hour. Wait, or prove it by a listing.", codeMails)
		}
		code := newCode()
		err = c.db.Model(&shopClaim{}).Where("id = ?", row.ID).Updates(map[string]any{
			"mail_code_hash": codeHash(token, code), "mail_code_sealed": c.keys.Seal(sealedCode, []byte(code)), "mail_code_until": c.now.Add(codeLife),
		}).Error
		if err != nil {
			return fmt.Errorf("keep a code: %w", err)
		}
		return c.tell(letter{Kind: MailShopCode, ClaimID: row.ID, Facts: map[string]string{"shop": c.org.Name, "who": row.Name, "email": row.Email}})
	})
}

const sealedCode = "shop code"

func newCode() string {
	most := big.NewInt(1)
	for range codeDigits {
		most.Mul(most, big.NewInt(10))
	}
	n, _ := rand.Int(rand.Reader, most) // never fails
	return fmt.Sprintf("%0*d", codeDigits, n)
}

// codeHash binds a code to the request that asked for it: under another claim's
// token it is another.
func codeHash(token, code string) string { return hashID(token + "\x00" + code) }

// claimLetter fills in the mail with a code.
func (s *Service) claimLetter(db *gorm.DB, id int64, l *Letter) error {
	var row shopClaim
	err := db.Where("id = ? AND mail_code_sealed <> '' AND mail_code_until > ? AND ended_at IS NULL", id, s.clock.Now()).Take(&row).Error
	if err != nil {
		return gone(err, "the code is no longer good")
	}
	code, err := s.keys.Open(sealedCode, row.MailCodeSealed)
	if err != nil {
		return fmt.Errorf("code of claim %d: %w", id, err)
	}
	var shop ipcase.Org
	if err := db.Where("id = ?", row.OrgID).Take(&shop).Error; err != nil {
		return fmt.Errorf("shop of claim %d: %w", id, err)
	}
	l.To, l.ToName, l.Lang, l.Zone, l.Until = shop.Email, shop.Name, shop.Lang, shop.Zone, row.MailCodeUntil
	facts := map[string]string{"code": string(code)}
	for k, v := range l.Facts {
		facts[k] = v
	}
	l.Facts = facts
	return nil
}

// ProveByCode proves the shop by the code that was mailed to it. Ten wrong ones end
// the claim.
func (s *Service) ProveByCode(ctx context.Context, token, code string) error {
	var told error
	err := s.onClaim(ctx, token, func(c *crew, l Link, row shopClaim) error {
		code = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, code)
		good := row.MailCodeHash != "" && row.MailCodeUntil != nil && c.now.Before(*row.MailCodeUntil) &&
			subtle.ConstantTimeCompare([]byte(codeHash(token, code)), []byte(row.MailCodeHash)) == 1
		if good {
			return c.proven(l, row, "mail")
		}
		set := map[string]any{"wrong_tries": row.WrongTries + 1}
		told = field("code", "This code is not right, or is older than %d minutes. You can try %d more times.", int(codeLife/time.Minute), maxTries-row.WrongTries-1)
		if row.WrongTries+1 >= maxTries {
			set["ended_at"], set["mail_code_sealed"] = c.now, ""
			told = ipcase.Errorf(ipcase.Refused, "That was the last of %d tries. Begin again from the start.", maxTries)
			if _, err := c.useLink(c.db, LinkClaim, token); err != nil {
				return err
			}
		}
		if err := c.db.Model(&shopClaim{}).Where("id = ?", row.ID).Updates(set).Error; err != nil {
			return fmt.Errorf("count a wrong code: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return told
}

// ProveByListing proves the shop by its code in the description of one of its
// listings, as the marketplace has it at this moment.
func (s *Service) ProveByListing(ctx context.Context, token string, o ipcase.Offer) error {
	return s.onClaim(ctx, token, func(c *crew, l Link, row shopClaim) error {
		switch {
		case !o.Found || o.Gone || o.SellerOrgID != row.OrgID:
			return field("listing", "This is not a listing of the shop that is on sale. Enter the address of one.")
		case !strings.Contains(strings.ToUpper(o.Description), row.ListingCode):
			return field("listing", "The code is not in the description of this listing yet. Save the listing with it, wait until its page shows it, and check again.")
		}
		return c.proven(l, row, "listing "+o.Ref)
	})
}

// proven opens the account, unless the shop has one meanwhile.
func (c *crew) proven(l Link, row shopClaim, how string) error {
	if err := c.alone(); err != nil {
		return err
	}
	if err := c.endClaim(row, map[string]any{"proven_by": how}); err != nil {
		return err
	}
	return c.ownByClaim(l)
}

func (c *crew) ownByClaim(l Link) error {
	var in claiming
	if err := json.Unmarshal([]byte(l.Data), &in); err != nil {
		return fmt.Errorf("read link %d: %w", l.ID, err)
	}
	res := c.db.Model(&Link{}).Where("id = ? AND used_at IS NULL", l.ID).Updates(map[string]any{"used_at": c.now, "sealed": ""})
	if res.Error != nil {
		return fmt.Errorf("use link %d: %w", l.ID, res.Error)
	}
	return c.own(l, Person{Email: l.Email, Name: in.Name, PasswordHash: in.PasswordHash, Lang: l.Lang, CreatedAt: c.now})
}

func (c *crew) endClaim(row shopClaim, set map[string]any) error {
	set["ended_at"], set["mail_code_sealed"] = c.now, ""
	if err := c.db.Model(&shopClaim{}).Where("id = ? AND ended_at IS NULL", row.ID).Updates(set).Error; err != nil {
		return fmt.Errorf("end claim %d: %w", row.ID, err)
	}
	return nil
}

// AskOwner asks the owners of a shop that has an account to let the person in.
func (s *Service) AskOwner(ctx context.Context, token string) error {
	return s.onClaim(ctx, token, func(c *crew, l Link, row shopClaim) error {
		var owners []int64
		err := c.db.Model(&Membership{}).Where("org_id = ? AND role = ? AND ended_at IS NULL", row.OrgID, ipcase.RoleOwner).Pluck("person_id", &owners).Error
		if err != nil {
			return fmt.Errorf("owners of a shop: %w", err)
		}
		ok, err := c.allowed(c.db, "ask owner", fmt.Sprint(row.OrgID), ownerMails, 24*time.Hour)
		if err != nil {
			return err
		}
		if !ok || len(owners) == 0 {
			return ipcase.Errorf(ipcase.TooMany, "The owner of this shop was asked several times within a day. Try again tomorrow.")
		}
		if _, err := c.useLink(c.db, LinkClaim, token); err != nil {
			return err
		}
		if err := c.db.Model(&Link{}).Where("id = ?", l.ID).Updates(map[string]any{"data": "{}"}).Error; err != nil {
			return fmt.Errorf("clear link %d: %w", l.ID, err)
		}
		if err := c.endClaim(row, map[string]any{"asked_owner_at": c.now}); err != nil {
			return err
		}
		for _, id := range owners {
			if err := c.tell(letter{Kind: MailShopAsked, PersonID: id, Facts: map[string]string{"shop": c.org.Name, "who": row.Name, "email": row.Email}}); err != nil {
				return err
			}
		}
		return nil
	})
}
