"""One search box 「检索」 over everything that is registered with it: a derived index that follows the records."""
