package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"gorm.io/gorm"

	"ipportal/ipcase"
)

// PasskeyDesk registers passkeys and checks what they sign, for one address of
// the portal (WebAuthn, Level 3, sections 7.1 and 7.2). Everything that is asked
// is a ceremony: bound to one session, good once, for five minutes.
type PasskeyDesk struct {
	s   *Service
	lib *webauthn.WebAuthn
}

// PasskeyDesk is the desk at this address; nil where passkeys cannot be used
// because it is no name: browsers make none for an IP address.
func (s *Service) PasskeyDesk(baseURL, product string) *PasskeyDesk {
	u, err := url.Parse(baseURL)
	if err != nil || u.Hostname() == "" || net.ParseIP(u.Hostname()) != nil {
		return nil
	}
	required := true
	lib, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: product, RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: &required, ResidentKey: protocol.ResidentKeyRequirementRequired,
			UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil
	}
	return &PasskeyDesk{s: s, lib: lib}
}

// errPasskey is the one answer to whatever is wrong with what a passkey signed.
func errPasskey() error {
	return ipcase.Errorf(ipcase.Refused, "This passkey could not be confirmed. Try again, or sign in another way.")
}

// begin keeps what was asked and gives it as the browser takes it.
func (d *PasskeyDesk) begin(ctx context.Context, kind CeremonyKind, session string, personID int64, asked any, data *webauthn.SessionData) ([]byte, error) {
	err := d.s.BeginCeremony(ctx, Ceremony{Kind: kind, Token: data.Challenge, Session: session, PersonID: personID}, data)
	if err != nil {
		return nil, err
	}
	options, err := json.Marshal(asked)
	if err != nil {
		return nil, fmt.Errorf("write what is asked of a passkey: %w", err)
	}
	return options, nil
}

func (d *PasskeyDesk) take(ctx context.Context, kind CeremonyKind, session string, personID int64, challenge string) (webauthn.SessionData, error) {
	var data webauthn.SessionData
	err := d.s.TakeCeremony(ctx, Ceremony{Kind: kind, Token: challenge, Session: session, PersonID: personID}, &data)
	return data, err
}

// BeginRegister asks for a new passkey of a person.
func (d *PasskeyDesk) BeginRegister(ctx context.Context, session string, personID int64) (options []byte, err error) {
	if err := d.s.nameHolder(ctx, personID); err != nil {
		return nil, err
	}
	h, err := d.s.keyHolder(ctx, "id = ?", personID)
	if err != nil {
		return nil, err
	}
	if len(h.keys) >= MaxPasskeys {
		return nil, errManyPasskeys()
	}
	exclude := webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors())
	asked, data, err := d.lib.BeginRegistration(h, exclude, webauthn.WithCredentialParameters(algorithms()))
	if err != nil {
		return nil, fmt.Errorf("ask for a passkey: %w", err)
	}
	return d.begin(ctx, registerPasskey, session, personID, asked, data)
}

// algorithms are those that a key may sign with: the three that every
// authenticator knows one of.
func algorithms() []protocol.CredentialParameter { return webauthn.CredentialParametersRecommendedL3() }

func errManyPasskeys() error {
	return field("name", "You have %d passkeys, which is the most. Remove one that you no longer use.", MaxPasskeys)
}

// Register takes the new passkey that an authenticator made.
func (d *PasskeyDesk) Register(ctx context.Context, session string, personID int64, name string, answer []byte) (Passkey, error) {
	name, err := passkeyName(name)
	if err != nil {
		return Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Passkey{}, errPasskey()
	}
	data, err := d.take(ctx, registerPasskey, session, personID, parsed.Response.CollectedClientData.Challenge)
	if err != nil {
		return Passkey{}, err
	}
	h, err := d.s.keyHolder(ctx, "id = ?", personID)
	if err != nil {
		return Passkey{}, err
	}
	if len(h.keys) >= MaxPasskeys {
		return Passkey{}, errManyPasskeys()
	}
	c, err := d.lib.CreateCredential(h, data, parsed)
	if err != nil {
		return Passkey{}, errPasskey()
	}
	var transports []string
	for _, t := range c.Transport {
		transports = append(transports, string(t))
	}
	k := Passkey{
		PersonID: personID, CredentialID: base(c.ID), Name: name, PublicKey: base(c.PublicKey), AAGUID: base(c.Authenticator.AAGUID),
		Transports: strings.Join(transports, ","), BackupEligible: c.Flags.BackupEligible, BackedUp: c.Flags.BackupState,
		SignCount: int64(c.Authenticator.SignCount), CreatedAt: d.s.clock.Now(),
	}
	err = d.s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := db.Create(&k).Error; err != nil {
			return err
		}
		if err := d.s.record(db, Event{Kind: EventPasskeyAdded, ByID: &personID, AboutID: &personID}); err != nil {
			return err
		}
		return d.s.post(db, letter{Kind: MailFactorAdded, PersonID: personID, Facts: map[string]string{"factor": "passkey", "name": k.Name}})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return Passkey{}, field("name", "This passkey is registered already.")
	}
	if err != nil {
		return Passkey{}, fmt.Errorf("keep a passkey: %w", err)
	}
	d.s.wake()
	return k, nil
}

// BeginSignIn asks whoever sits there for a passkey of theirs.
func (d *PasskeyDesk) BeginSignIn(ctx context.Context, session string) (options []byte, err error) {
	asked, data, err := d.lib.BeginDiscoverableLogin()
	if err != nil {
		return nil, fmt.Errorf("ask for a passkey: %w", err)
	}
	return d.begin(ctx, signInByPasskey, session, 0, asked, data)
}

// SignIn answers with whose passkey it is, and for whom they act first.
func (d *PasskeyDesk) SignIn(ctx context.Context, session string, answer []byte) (personID, orgID int64, err error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return 0, 0, errPasskey()
	}
	data, err := d.take(ctx, signInByPasskey, session, 0, parsed.Response.CollectedClientData.Challenge)
	if err != nil {
		return 0, 0, err
	}
	var (
		h      *keyHolder
		failed error
	)
	_, c, err := d.lib.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		h, failed = d.s.keyHolder(ctx, "passkey_handle = ?", base(handle))
		return h, failed
	}, data, parsed)
	if failed != nil && ipcase.KindOf(failed) == "" {
		return 0, 0, failed
	}
	if err != nil {
		return 0, 0, errPasskey()
	}
	if err := d.used(ctx, h, c); err != nil {
		return 0, 0, err
	}
	acts, err := d.s.candidate(ctx, h.person.Email)
	if err != nil {
		return 0, 0, err
	}
	if acts.PersonID == 0 { // nobody's any more: without an organisation
		return 0, 0, errPasskey()
	}
	return acts.PersonID, acts.OrgID, nil
}

// BeginConfirm asks a person who is signed in to show a passkey of theirs again.
func (d *PasskeyDesk) BeginConfirm(ctx context.Context, session string, personID int64) (options []byte, err error) {
	h, err := d.s.keyHolder(ctx, "id = ?", personID)
	if err != nil {
		return nil, err
	}
	if len(h.keys) == 0 {
		return nil, errNoPasskey()
	}
	asked, data, err := d.lib.BeginLogin(h)
	if err != nil {
		return nil, fmt.Errorf("ask for a passkey: %w", err)
	}
	return d.begin(ctx, confirmPasskey, session, personID, asked, data)
}

// Confirm checks that it is this person's.
func (d *PasskeyDesk) Confirm(ctx context.Context, session string, personID int64, answer []byte) error {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return errPasskey()
	}
	data, err := d.take(ctx, confirmPasskey, session, personID, parsed.Response.CollectedClientData.Challenge)
	if err != nil {
		return err
	}
	h, err := d.s.keyHolder(ctx, "id = ?", personID)
	if err != nil {
		return err
	}
	// A key that was removed since is no reason to refuse another.
	data.AllowedCredentialIDs = slices.DeleteFunc(data.AllowedCredentialIDs, func(id []byte) bool {
		_, there := h.rows[base(id)]
		return !there
	})
	if len(data.AllowedCredentialIDs) == 0 {
		return errPasskey()
	}
	c, err := d.lib.ValidateLogin(h, data, parsed)
	if err != nil {
		return errPasskey()
	}
	return d.used(ctx, h, c)
}

// used notes the use of a passkey under the counter that it had. A counter that
// does not grow is a sign of a copy: it is recorded, and the key opens nothing
// from then on, for whoever holds it.
func (d *PasskeyDesk) used(ctx context.Context, h *keyHolder, c *webauthn.Credential) error {
	k := h.rows[base(c.ID)]
	if k.ClonedAt != nil {
		return errCloned()
	}
	if c.Authenticator.CloneWarning {
		return d.cloned(ctx, k)
	}
	res := d.s.db.WithContext(ctx).Model(&Passkey{}).
		Where("id = ? AND removed_at IS NULL AND cloned_at IS NULL AND sign_count = ?", k.ID, k.SignCount).
		Updates(map[string]any{"sign_count": int64(c.Authenticator.SignCount), "backed_up": c.Flags.BackupState, "used_at": d.s.clock.Now()})
	if res.Error != nil {
		return fmt.Errorf("note the use of passkey %d: %w", k.ID, res.Error)
	}
	if res.RowsAffected == 0 { // removed, or used with this counter at the same moment
		return errPasskey()
	}
	return nil
}

func (d *PasskeyDesk) cloned(ctx context.Context, k Passkey) error {
	err := d.s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		res := db.Model(&Passkey{}).Where("id = ? AND removed_at IS NULL AND cloned_at IS NULL", k.ID).Updates(map[string]any{"cloned_at": d.s.clock.Now()})
		if res.Error != nil || res.RowsAffected == 0 {
			return res.Error
		}
		return d.s.record(db, Event{Kind: EventPasskeyCloned, AboutID: &k.PersonID})
	})
	if err != nil {
		return fmt.Errorf("record that passkey %d may be copied: %w", k.ID, err)
	}
	return errCloned()
}

func errCloned() error {
	return ipcase.Errorf(ipcase.Refused, "This passkey counted its uses wrongly, so that there may be a copy of it. It no longer opens anything here. Sign in another way and remove it.")
}
