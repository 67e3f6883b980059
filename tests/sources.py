"""The files of the project, as the house tests read them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "staticfiles", "vendor", "__pycache__", "node_modules"}


def our_files(*endings: str, under: str = ".") -> Iterator[Path]:
    """Files of ours whose name ends so, without what is installed, built or taken from others."""
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_hidden = any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts)
        if path.is_file() and path.name.endswith(endings) and not is_hidden and not NOT_OURS & set(parts):
            yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read_code(*, under: str = ".") -> str:
    """All the code and templates of the apps as one text, without the tests."""
    files = (path for path in our_files(".py", ".html", ".txt", under=under) if "tests" not in path.parts)
    return "\n".join(path.read_text(encoding="utf-8") for path in files if "migrations" not in path.parts)


def strings_in(code: str) -> set[str]:
    """What stands between quotes in it, on one line."""
    return {double or single for double, single in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'', code)}
