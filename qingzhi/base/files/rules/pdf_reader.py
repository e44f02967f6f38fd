"""Run as a program of its own: print the text of a PDF's first pages. Status 3: damaged or asks for a password."""

import resource
import sys

PAGES = 10
MEMORY = 2 * 1024**3


def main(path: str) -> int:
    """Print the text."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 3
    for number in range(min(PAGES, len(document))):
        text = document[number].get_textpage().get_text_bounded()
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
