"""Date expressions: finding them (`grammar`), working out their values (`absolute`, `relative`, `lengths`, `clock`), in text order (`narrative`)."""
