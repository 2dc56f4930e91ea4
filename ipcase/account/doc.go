// Package account knows who may sign in: people, the organisations they act for,
// their passwords and their sessions. It answers with an ipcase.Actor and knows
// nothing of cases; it never sees a request or writes a page.
//
// # Every way in
//
// Each ends at CompleteSignIn, under a new session id; there is no other.
//
//   - Password: at least MinPassword characters alone, MinPasswordSecond beside a
//     second factor. Throttled by account, address and whole (throttle.go), never
//     locked. Whoever has a second factor is not signed in by it: StartPending
//     waits for one of the next three.
//   - Code of an authenticator app (TOTP): after the password, or after the
//     provider where that showed one factor only. Good once.
//   - Recovery code: in place of that code. Good once; its owner is told by mail.
//   - Passkey (WebAuthn): alone, from the sign-in page. It is two factors, since
//     user verification is required: the device, and what unlocks it. Bound to the
//     portal's origin and to the session that was asked, good once, for
//     CeremonyLife. A counter that goes back is recorded, and the key opens nothing
//     from then on.
//   - Private link (follow.go): of who filed a notice without an account, and only
//     while they have no other way in. It opens what they filed, to read, answer and
//     take back, and nothing else; an account ends it.
//   - Single sign-on of sellers by the marketplace's OpenID provider (package
//     signon): who it is says the pair of issuer and subject, never an address.
//     It counts as two factors where amr names "mfa", or something known (pwd, pin)
//     and something had or been (otp, hwk, swk, sc, fpt, face, iris, retina, vbm), or
//     where acr is phr, phrh, REFEDS' mfa or PAPE's multi-factor. A provider that
//     says nothing has shown one. Whoever has set up a second factor here is then
//     asked for it. A member's shop is found by its reference; the first sign-in
//     makes the person and the membership, and never brings back who left.
//
// Ways back in, which sign nobody in:
//
//   - Reset by a mailed link, good once, for ResetLife: it sets a password and ends
//     every session; a second factor is asked for as ever. Whoever signs in by the
//     provider alone gets no such link: it would be a weaker way in.
//   - Removal of lost second factors by an operator, after the same proof of
//     identity as at the beginning (TakeFactors).
//   - Invitation by a mailed link: who is new chooses a password by it.
//
// Confirming once more (Session.Fresh, for FreshFor) takes a password, a code, a
// passkey, or the provider, which must then ask anew and name the same person.
package account
