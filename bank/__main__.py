"""Check the bank, and a key if there is one: python -m bank [KEY]."""

import argparse
import sys
from pathlib import Path

from bank.load import load_answers, load_questions, unanswered
from secdilemma.checks import DataError
from tools.digests import files

KEY = "instructor"


def folder(name: str) -> Path:
    """Return the folder that the command line names."""
    if not name.strip():
        raise argparse.ArgumentTypeError("empty; expected the folder of a key, or nothing at all")
    return Path(name)


def main(arguments: list[str]) -> int:
    """Check the bank, and a key if there is one.

    Parameters
    ----------
    arguments : list of str
        The folder of a key; ``instructor`` by default, if it is there.

    Returns
    -------
    int
        0, or 1 when there is a fault.
    """
    parser = argparse.ArgumentParser(prog="python -m bank", description=__doc__)
    parser.add_argument("key", nargs="?", type=folder, help=f"a folder; {KEY} if there is one")
    key = parser.parse_args(arguments).key or (Path(KEY) if Path(KEY).is_dir() else None)
    try:
        list(files())  # refuses what leads elsewhere
        bank = load_questions()
        print(f"{len(bank)} questions")
        if key:
            answers = load_answers(key, bank)
            print(f"{len(answers)} answers in {key}")
            if missing := unanswered(answers, bank):
                print(f"The key has no answer to {len(missing)}: {', '.join(missing)}")
    except (DataError, OSError, RuntimeError) as error:
        print(f"{error!s:.500}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
