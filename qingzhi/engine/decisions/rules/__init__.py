"""Pure rules of decision tables: the language of cells, what fires, what overlaps, what differs."""
