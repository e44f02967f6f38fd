"""Files 「附件」 by content hash: stored once, typed by content, limited in size, scanned when a scanner is set."""
