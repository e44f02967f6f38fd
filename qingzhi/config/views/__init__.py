"""Pages that cross domains: assembled here from the cards that domains register."""
