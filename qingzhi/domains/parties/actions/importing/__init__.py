"""The import kind `parties`: registers of enterprises and institutions as tables."""
