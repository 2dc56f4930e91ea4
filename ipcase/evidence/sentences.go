package evidence

import "ipportal/ipcase"

// Why a file is not kept, in sentences that say what to do instead.

func errEmpty(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is empty. Choose the file again.", name)
}

func errTooLarge(name string, limit int64) error {
	return ipcase.Errorf(ipcase.TooLarge, "“%s” is larger than %d MB. Make it smaller, or split it and upload the parts.", name, limit>>20)
}

func errNoEnding(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” has no ending that says what it is. Name it with its ending, such as .pdf or .jpg, and upload it again.", name)
}

func errKind(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is not a kind of file that is kept as evidence. Upload a PDF, PNG, JPEG, GIF, WebP, MP4, e-mail (.eml) or plain text (.txt) file.", name)
}

func errOffice(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is a Word or Excel file, which is not kept here. Save it as PDF and upload that.", name)
}

func errBomb(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” unpacks to more than is looked through. Save it as PDF and upload that.", name)
}

func errSVG(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is an SVG drawing, which can hold programs. Save it as PNG or PDF and upload that.", name)
}

func errWebPage(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is a web page. Print it to PDF or take a screenshot, and upload that.", name)
}

func errDisguise(name, says, holds string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is named like a %s file, but holds a %s file. Give it its right ending, or save it in the format that its name says.", name, says, holds)
}

func errNotText(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is not plain text in UTF-8. Save it as UTF-8 text or as PDF, and upload that.", name)
}

func errDamaged(name, kind string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” cannot be read as a %s file: it is damaged or incomplete. Save or download it again, and upload that.", name, kind)
}

func errBehind(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” holds something else behind its end. Open it, save it again, and upload that.", name)
}

func errTooManyPixels(name string, width, height int) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is %d × %d pixels. Pictures may have %d pixels a side and %d megapixels; make it smaller and upload that.",
		name, width, height, MaxSide, MaxPixels/1_000_000)
}

func errTooManyFrames(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” has more than %d frames. Upload the frames that matter as PNG pictures.", name, MaxFrames)
}

func errProtected(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” is protected by a password. Save a copy without protection and upload that.", name)
}

func errScript(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” holds a script, which is not kept. Print it to a new PDF and upload that.", name)
}

func errStarts(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” holds a command to start a program, which is not kept. Print it to a new PDF and upload that.", name)
}

func errCarries(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” carries other files or media inside. Print it to a new PDF, and upload the files one by one.", name)
}

func errForm(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” holds a form that sends or fetches data, which is not kept. Print it to a new PDF and upload that.", name)
}

func errActsAlone(name string) error {
	return ipcase.Errorf(ipcase.Invalid, "“%s” does something by itself when it is opened, which is not kept. Print it to a new PDF and upload that.", name)
}
