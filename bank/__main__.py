"""Check the bank, and a key if there is one: python -m bank [KEY]."""

import sys
from pathlib import Path

from bank.load import load_answers, load_questions, unanswered
from secdilemma.checks import DataError


def main(arguments: list[str]) -> int:
    """Check the bank, and a key if there is one.

    Parameters
    ----------
    arguments : list of str
        The folder of a key; ``instructor`` by default.

    Returns
    -------
    int
        0, or 1 when there is a fault.
    """
    key = Path(arguments[0] if arguments else "instructor")
    try:
        bank = load_questions()
        print(f"{len(bank)} questions")
        if arguments or key.is_dir():
            answers = load_answers(key, bank)
            print(f"{len(answers)} answers in {key}")
            if missing := unanswered(answers, bank):
                print(f"The key has no answer to {len(missing)}: {', '.join(missing)}")
    except (DataError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
