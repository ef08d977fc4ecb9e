"""Count the lines of code by room, as a table: python -m tools.lines.

A line of Python counts if it holds code; docstrings, comments and blank lines don't. Of scripts and
style sheets, lines count that hold more than a comment.
"""

import ast
import io
import re
import subprocess
import tokenize
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
SILENT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class FolderCount:
    """The code of a folder.

    Attributes
    ----------
    files : int
        Python files.
    python, scripts : int
        Lines of Python, and of scripts and style sheets.
    functions : list of int
        Lines of each function.
    """

    files: int = 0
    python: int = 0
    scripts: int = 0
    functions: list[int] = field(default_factory=list)


def docstrings(tree: ast.Module) -> set[int]:
    """Return the numbers of the lines that docstrings take."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, (ast.Module, ast.ClassDef, Function)) and body:
            first = body[0]
            value = first.value if isinstance(first, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                lines |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def code_lines(source: str) -> set[int]:
    """Return the numbers of the lines that hold code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return lines - docstrings(ast.parse(source))


def script_lines(source: str) -> int:
    """Count the lines of a script or a style sheet that hold more than a comment."""
    bare = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    lines = (line.strip() for line in bare.splitlines())
    return sum(bool(line) and not line.startswith("//") for line in lines)


def count_folders(root: Path = ROOT) -> dict[str, FolderCount]:
    """Count what git knows, or would know, of each folder at the top."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout
    counted: dict[str, FolderCount] = defaultdict(FolderCount)
    for name in filter(None, names.splitlines()):
        path = root / name
        room = counted[name.split("/")[0]] if "/" in name else None
        if room is None or not path.is_file():
            continue
        if path.suffix == ".py":
            source = path.read_text("utf-8")
            lines = code_lines(source)
            room.files += 1
            room.python += len(lines)
            room.functions += [
                len(lines & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
                for node in ast.walk(ast.parse(source))
                if isinstance(node, Function)
            ]
        elif path.suffix in (".js", ".css"):
            room.scripts += script_lines(path.read_text("utf-8"))
    return {name: room for name, room in sorted(counted.items()) if room.files or room.scripts}


def main() -> None:
    """Print the table."""
    print("| room | files | Python | scripts, styles | functions: median, p90, longest |")
    print("|---|---|---|---|---|")
    for name, room in count_folders().items():
        sizes = sorted(room.functions)
        shape = ""
        if len(sizes) > 1:
            shape = f"{median(sizes):g}, {quantiles(sizes, n=10)[-1]:.0f}, {sizes[-1]}"
        print(f"| {name} | {room.files} | {room.python:,} | {room.scripts:,} | {shape} |")


if __name__ == "__main__":
    main()
