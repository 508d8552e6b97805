"""Takes marks of articles that lie outside the project into it: places and labels without a word of the text. `corpora.further` reads them.

The texts belong to their publishers and stay where the corpora are; what is ours is where we saw what. `python -m encoder.standoff FOLDER` reads gold files, as
`gold_lines.py` makes them.
"""

import argparse
import json
from pathlib import Path

from .corpora import MARKS


def bare(marks):
    """Marks without words: actors are numbered, what they are called is in the text already."""
    numbers = {entity["id"]: f"e{number}" for number, entity in enumerate(marks["entities"], 1)}
    numbered = lambda item, field: {**item, field: numbers.get(item.get(field))}
    return {
        **{field: value for field, value in marks.items() if field != "text"},
        "entities": [{field: value for field, value in numbered(entity, "id").items() if field != "name"} for entity in marks["entities"]],
        "quotes": [numbered(quote, "speaker") for quote in marks["quotes"]],
        "positions": [numbered(position, "holder") for position in marks["positions"]],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="gold files")
    MARKS.mkdir(exist_ok=True)
    for path in sorted(parser.parse_args().folder.glob("*.json")):
        marks = bare(json.loads(path.read_text("utf8")))
        (MARKS / path.name).write_text(json.dumps(marks, ensure_ascii=False, separators=(",", ":")) + "\n", "utf8")


if __name__ == "__main__":
    main()
