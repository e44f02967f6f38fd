"""Pure rules of parties: names, numbers, sizes. No Django, no clock."""
