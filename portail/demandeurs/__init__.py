"""Who applies: the sign-up wizard, the identity sheet, « Mes infos personnelles »."""
