package web_test

import (
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

func TestSignIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("lin")

		b := site.Stranger().Open("/sign-in?next=/preferences-none")
		b.Sees("Sign in").Fill("Email", "lin.yue@haiyun.example").Fill("Password", "wrong").Press("Sign in")
		b.Status(422).Sees("The email address and the password do not belong together.").SeesNot("wrong")
		b.Fill("Password", webtest.Password).Press("Sign in")
		b.At("/preferences-none").Status(404).Sees("Lin Yue", "Haiyun Outdoor")

		b.Press("Sign out").At("/").SeesNot("Lin Yue")

		b.Open("/sign-in").Press("Sign in").Status(422).Sees("Enter your email address.", "Enter your password.")
		b.Press("简体中文").At("/sign-in").Sees("登录")
	})
}
