"""The index itself, on tantivy: what it holds of a document, how a tree of a question asks it. Knows no database."""
