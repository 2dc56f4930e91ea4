// Package client is what oapi-codegen makes of the API's OpenAPI 3.0 document, as
// anybody who writes Go can: tests do through it alone what programs do. Nothing of
// the portal uses it.
package client
