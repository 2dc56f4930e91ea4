module ipportal

go 1.26
