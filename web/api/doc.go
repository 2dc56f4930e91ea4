// Package api is the portal for programs: JSON below /api/v1, described by an OpenAPI
// document that is made from this code. Its operations call the same deeds and scoped
// loaders of ipcase as the pages do; it decides nothing itself.
//
// A program shows a key (package account) in the Authorization header and takes no
// cookie, so that no page of another site can make a browser ask here. A sandbox key
// is answered what would happen: its deeds are rehearsed (ipcase.Service.Rehearse) and
// taken back. What it reads is real, and a notice that is read is delivered.
package api
