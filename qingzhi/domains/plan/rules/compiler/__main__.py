"""`python -m qingzhi.domains.plan.rules.compiler FILE`: the JSON on stdout; status 2 with one line where refused."""

import json
import sys

from qingzhi.engine.documents.rules.reading import UnreadableDocument, read_document

from . import as_json, compile_text


def main(arguments: list[str]) -> int:
    """Compiles one file."""
    if len(arguments) != 1:
        print("用法:python -m qingzhi.domains.plan.rules.compiler FILE", file=sys.stderr)
        return 2
    try:
        document = read_document(arguments[0])
    except UnreadableDocument as refusal:
        print(f"{arguments[0]}:{refusal}", file=sys.stderr)
        return 2
    json.dump(as_json(compile_text(document)), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
