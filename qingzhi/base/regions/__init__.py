"""Administrative divisions 「行政区划」 with validity: which existed on a day, and what followed them."""
