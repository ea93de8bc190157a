"""Knows how to put a set of files into a folder, all or none; does not know what is in them."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class OutputsError(ValueError):
    """The folder cannot take the files; the message says what to do."""


def check_folder(folder: Path, names: Iterable[str], overwrite: bool) -> None:
    """Refuse a folder that holds anything, unless it may be overwritten. Raises OutputsError."""
    if folder.exists() and not folder.is_dir():
        raise OutputsError(f"{folder} is a file. Name a folder.")
    held = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if held and not overwrite:
        ours = set(held) <= set(names)
        what = "an earlier answer" if ours else f"other files ({', '.join(held[:3])}{' …' if len(held) > 3 else ''})"
        raise OutputsError(f"{folder} holds {what}. Name another folder, or add --overwrite to replace files there.")


@contextmanager
def written_together(folder: Path) -> Iterator[Path]:
    """A folder to write into; what is there at the end is moved to `folder`, and nothing where the work fails."""
    above = folder.resolve().parent
    above.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that moving is renaming.
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=above))
    try:
        yield draft
        folder.mkdir(exist_ok=True)
        for path in sorted(draft.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
