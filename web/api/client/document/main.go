// Command document writes the API's OpenAPI 3.0 document, from which the client is
// generated (make generate).
package main

import (
	"fmt"
	"os"

	"ipportal/web/api"
)

func main() {
	_, old := api.New(api.Deps{BaseURL: "https://ip.example.com", Name: "IP portal"}).Spec()
	if _, err := os.Stdout.Write(old); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
