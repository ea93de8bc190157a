"""Knows how to put a set of files into a folder, all or none; does not know what is in them."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class OutputsError(ValueError):
    """The folder cannot take the files; the message says what to do."""


def check_folder(folder: Path, names: Iterable[str], overwrite: bool) -> None:
    """Refuse a folder that holds anything, unless it may be overwritten, or that cannot be written to.

    Tried out and not asked of the system, which does not always know. Raises OutputsError.
    """
    try:
        _check_what_is_there(folder, names, overwrite)
        above = folder.resolve().parent
        place = next(each for each in (above, *above.parents) if each.exists())
        for each in (place, *([folder] if folder.exists() else [])):
            Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=each)).rmdir()
    except OSError as error:
        raise _not_writable(folder, error) from error


def _not_writable(folder: Path, error: OSError) -> OutputsError:
    return OutputsError(
        f"{folder} cannot be written: {error.strerror}. Name another folder, or ask for the right to write there."
    )


def _check_what_is_there(folder: Path, names: Iterable[str], overwrite: bool) -> None:
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
    try:
        above.mkdir(parents=True, exist_ok=True)
        # Beside the target, so that moving is renaming.
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=above))
    except OSError as error:
        raise _not_writable(folder, error) from error
    try:
        yield draft
        folder.mkdir(exist_ok=True)
        for path in sorted(draft.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
