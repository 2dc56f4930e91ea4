package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// RightForm is a right as it was typed, with the files of its form.
type RightForm struct {
	In       ipcase.RegisterRight
	Classes  string // as typed
	Files    []ipcase.Exhibit
	Problems *ipcase.Error

	Principals []ipcase.PrincipalChoice // for an agent: whom it may register it for
	Own        string                   // and its own organisation's name
	Typed      string                   // which was chosen
}

// ForOwn is the choice of an agent's own organisation.
const ForOwn = "own"

// HolderRightType asks which kind of right is registered.
func (r Reader) HolderRightType(p views.Page, chosen, principal string, wrong *ipcase.Error) views.HolderRightType {
	problems := r.Problems(wrong, nil)
	p.HasError = problems.Any()
	hints := map[ipcase.RightType]string{
		ipcase.Trademark:    r.T("A sign, name or logo that is registered for goods."),
		ipcase.Copyright:    r.T("A text, picture, film, program or other work. It need not be registered."),
		ipcase.Design:       r.T("The registered appearance of a product. In China: a design patent."),
		ipcase.Patent:       r.T("A granted patent for an invention."),
		ipcase.UtilityModel: r.T("A registered utility model. The office's evaluation report helps."),
	}
	var options []views.Option
	for _, t := range ipcase.RightTypes() {
		options = append(options, views.Option{Value: string(t), Label: r.RightType(t), Text: hints[t]})
	}
	return views.HolderRightType{
		Page: p, Errors: problems.Summary, For: views.HiddenInput{Name: "for", Value: principal},
		Types: views.Radios{Field: views.Field{Name: "type", Label: r.T("Kind of right"), Error: problems.Of("type"), Value: chosen}, Options: options},
	}
}

// HolderRightForm is the form of one type of right.
func (r Reader) HolderRightForm(p views.Page, book ipcase.Rulebook, f RightForm) views.HolderRightForm {
	problems := r.Problems(f.Problems, nil)
	p.HasError = problems.Any()
	in := f.In
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	out := views.HolderRightForm{
		Page: p, Errors: problems.Summary, Action: "/holder/rights/new/" + string(in.Type),
		Form:  views.HiddenInput{Name: "form", Value: in.FormID},
		Title: r.rightFormTitle(in.Type),
		Office: views.Select{
			Field:   field("office", r.T("Office"), r.T("Which office registered it?"), in.Office),
			Options: r.officeOptions(book, in.Type),
		},
		Number: views.TextInput{Field: field("reg_number", r.T("Registration number"), r.T("As the office writes it. A number that looks unusual is only questioned, not refused."), in.RegNumber)},
		Name:   views.TextInput{Field: field("title", r.titleLabel(in.Type), "", in.Title)},
		Owner:  views.TextInput{Field: field("owner", r.T("Owner"), r.T("As the register shows it."), in.Owner)},
		Places: r.placeBoxes(field("territories", r.T("Where is it in force?"), r.T("A complaint reaches listings on sites of these territories only."), ""), in.Territories),
		From:   views.DateInput{Field: field("valid_from", r.T("In force from"), r.T("The day of registration, or of first publication."), in.ValidFrom)},
		Until:  views.DateInput{Field: field("valid_until", r.T("Last day in force"), r.T("As the register shows it now."), in.ValidUntil)},
		About: views.TextArea{
			Field: field("description", r.T("What is protected"), r.T("In a few sentences: the mark, the work, the design, or what the claims cover. Sellers read this."), in.Description), Rows: 4,
		},
	}
	if f.Own != "" {
		out.For = r.forWhom(f, problems)
		out.Owner.Hint = r.T("As the register shows it. Left empty, it is the principal.")
	}
	if in.Type == ipcase.Copyright {
		out.Number.Optional, out.Until.Optional = true, true
	}
	out.About.Optional = in.Type == ipcase.Trademark
	office, _ := book.Office(in.Office)
	if looksRight, _ := office.NumberLooksRight(in.Type, in.RegNumber); !looksRight || in.ConfirmNumber {
		out.Confirm = &views.Checkbox{
			Field:   views.Field{Name: "confirm_number", Label: r.T("The number is right as I typed it"), Error: problems.Of("confirm_number")},
			Checked: in.ConfirmNumber,
		}
	}
	if in.Type == ipcase.Trademark {
		out.Classes = &views.TextInput{Field: field("nice_classes", r.T("Nice classes"), r.T("Numbers from 1 to 45, such as 9, 11."), f.Classes), InputMode: "text"}
		out.Classes.Class = "w-m"
	}
	out.Picture = r.rightFiles(f, "specimen", ipcase.PurposeSpecimen, problems)
	out.Proof = r.rightFiles(f, "certificate", ipcase.PurposeCertificate, problems)
	return out
}

func (r Reader) rightFormTitle(t ipcase.RightType) string {
	switch t {
	case ipcase.Trademark:
		return r.T("Register a trademark")
	case ipcase.Copyright:
		return r.T("Register a copyright")
	case ipcase.Design:
		return r.T("Register a design right")
	case ipcase.Patent:
		return r.T("Register a patent")
	default:
		return r.T("Register a utility model")
	}
}

func (r Reader) titleLabel(t ipcase.RightType) string {
	switch t {
	case ipcase.Trademark:
		return r.T("The mark, in words")
	case ipcase.Copyright:
		return r.T("Title of the work")
	case ipcase.Design:
		return r.T("Name of the design")
	default:
		return r.T("Title of the invention")
	}
}

func (r Reader) officeOptions(book ipcase.Rulebook, t ipcase.RightType) []views.Option {
	options := []views.Option{{Value: "", Label: r.T("Choose an office")}}
	for _, o := range book.OfficesFor(t) {
		options = append(options, views.Option{Value: o.Code, Label: o.Name.In(r.Lang)})
	}
	return options
}

func (r Reader) placeBoxes(f views.Field, chosen []string) views.Checkboxes {
	picked := map[string]bool{}
	for _, c := range chosen {
		picked[c] = true
	}
	boxes := views.Checkboxes{Field: f, Inline: true}
	for _, t := range territories {
		boxes.Options = append(boxes.Options, views.Option{Value: t, Label: r.Territory(t), Selected: picked[t]})
	}
	return boxes
}

// rightFiles is the part of the form that takes pictures or documents.
func (r Reader) rightFiles(f RightForm, name string, purpose ipcase.ExhibitPurpose, problems Problems) views.HolderFiles {
	files := views.HolderFiles{
		Title:  r.T("Documents"),
		Upload: views.Button{Small: true, Icon: "upload", Text: r.T("Upload documents"), Name: "do", Value: "upload", NoCheck: true},
		Input: views.FileInput{Accept: acceptFiles, Multiple: true, Field: views.Field{
			Name: name, Label: r.T("Certificate, extract of the register, power of attorney"), Hint: r.T("PDF, JPG, PNG or WebP, up to 20 MB each. Sellers can see it."), Error: problems.Of(name),
		}},
	}
	if purpose == ipcase.PurposeSpecimen {
		files.Title = r.T("Pictures of the right")
		files.Upload.Text = r.T("Upload pictures")
		files.Input.Label = r.T("The mark, design or work as registered")
		files.Input.Hint = r.T("JPG, PNG or WebP, up to 20 MB each. Sellers and reviewers compare it with the listings.")
		files.Input.Accept = acceptPictures
		files.Input.Optional = f.In.Type != ipcase.Trademark && f.In.Type != ipcase.Design
	} else {
		files.Input.Optional = f.In.Type == ipcase.Copyright
	}
	for _, e := range f.Files {
		if e.Purpose == purpose {
			files.List.Items = append(files.List.Items, r.dropTile(e))
		}
	}
	return files
}

const (
	acceptFiles    = ".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp"
	acceptPictures = ".jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp"
)

// dropTile is a file of a form that is not filed yet, with a button that takes
// it out again.
func (r Reader) dropTile(e ipcase.Exhibit) views.EvidenceTile {
	tile := r.ExhibitTile(e)
	tile.Action = views.Button{Small: true, Text: r.T("Remove"), Vh: e.Name, Name: "do", Value: "drop:" + e.PublicID, NoCheck: true}
	if e.Purpose != ipcase.PurposeEvidence {
		tile.Access = views.Badge{}
	}
	return tile
}
