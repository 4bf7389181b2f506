"""Where the installed models are; the one place that knows."""

from __future__ import annotations

from pathlib import Path

from eventwire.errors import InputError

DEFAULT_MODEL = "en_eventwire"


def model_path(name: str | Path = DEFAULT_MODEL) -> Path:
    """The directory of a model.

    Args:
        name: a model's name, looked for in the installed package, then in the checkout; or the path of a model directory.

    Raises:
        InputError: where there is no such directory with a `config.cfg`.
    """
    package = Path(__file__).resolve().parent
    # In an editable install site-packages may hold a stale copy of the models; this file's own place never is stale.
    places = [package / "models" / name, package.parent.parent / "models" / name, Path(name)]
    for place in places:
        if (place / "config.cfg").is_file():
            return place
    raise InputError(f"no model {str(name)!r}: found no config.cfg in {', '.join(str(p) for p in places)}")
