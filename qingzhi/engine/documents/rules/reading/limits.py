"""How much is read at most; above it a file is refused instead of exhausting the machine."""

FILE_BYTES = 64 * 1024 * 1024
"""A file of a notice. The largest real ones, with scanned seals, stay under 30 MB."""

TEXT_CHARACTERS = 4_000_000
"""Text after reading: about 4,000 pages."""

PART_BYTES = 256 * 1024 * 1024
"""One XML part of a .docx, unpacked."""

PART_RATIO = 400
"""Unpacked to packed size of a .docx part above 16 MB: more is a zip bomb."""

PDF_PAGES = 5_000
