"""Files of annotated sentences (`*.sentences`): one sentence a line in the markup of the rules' examples.

    # a comment
    @published 2024-04-23
    @exact mentions events
    Two [Shahed drones](WEAPON/drone) [hit](ASSAULT) the [port](PLACE) on [Monday](DATE).

`@published` is the day of publication of the lines below it (2024-04-23 before any). `@exact` names the layers in which the
record may have nothing that isn't marked; mentions before any, `none` for no layer. A sentence that begins with `#` or `@`
has a backslash before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from eventwire.article import iso_day
from eventwire.errors import InputError, MarkupError
from eventwire.lexicon.markup import Marked, parse_markup
from eventwire.schema import terms

LAYERS = ("mentions", "events", "arguments", "quantities", "characterizations")
PUBLISHED = "2024-04-23"

KINDS: dict[str, tuple[str, ...]] = {
    "ACTOR": get_args(terms.ActorKind),
    "WEAPON": get_args(terms.WeaponKind),
    "PLACE": get_args(terms.PlaceKind),
    "DATE": (),
    "QUANTITY": get_args(terms.Measure),
}
ROLES: tuple[str, ...] = get_args(terms.Role)
MEASURES: tuple[str, ...] = get_args(terms.Measure)
SPEECH: dict[str, tuple[str, ...]] = {
    "speaker": (),
    "cue": get_args(terms.Act),
    "content": (),
    "label": get_args(terms.Polarity),
}
_OTHERS = (
    *(kind for label in ("ACTOR", "WEAPON", "PLACE") for kind in KINDS[label]),
    *ROLES,
    *get_args(terms.Modality),
    *get_args(terms.Outcome),
    "negated",
    "same",
    "OTHER",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A case of a file.

    Attributes:
        line: 1-based. text: without markup. marks: its marked spans. published: day of publication, or None.
        exact: layers that may have nothing unmarked. problem: why the line can't be run, or None.
    """

    line: int
    text: str
    marks: tuple[Marked, ...] = ()
    published: str | None = PUBLISHED
    exact: tuple[str, ...] = ("mentions",)
    problem: str | None = None


def sentences(path: Path) -> list[Sentence]:
    """The cases of a file; a line that is wrong is a case with its problem.

    Raises:
        InputError: for a file that is not UTF-8 or cannot be read.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(f"{path}: cannot be read: {err}") from err
    found: list[Sentence] = []
    current = Sentence(0, "")
    for number, raw in enumerate(content.split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                current = _set(current, line[1:].split())
                continue
            text, marks = parse_markup(line[1:] if line[:2] in ("\\#", "\\@") else line)
            for mark in marks:
                _check(mark, text)
            found.append(replace(current, line=number, text=text, marks=tuple(marks)))
        except (MarkupError, InputError) as err:
            found.append(Sentence(number, line, problem=str(err)))
    return found


def _set(current: Sentence, words: list[str]) -> Sentence:
    """What a directive changes for the lines below it."""
    match words:
        case ["published", "none"]:
            return replace(current, published=None)
        case ["published", day]:
            return replace(current, published=iso_day(day, where="@published"))
        case ["exact", "none"]:
            return replace(current, exact=())
        case ["exact", *layers] if layers and set(layers) <= set(LAYERS):
            return replace(current, exact=tuple(layers))
    expected = f"'@published YYYY-MM-DD' or '@exact' and some of {', '.join(LAYERS)} or none"
    raise InputError(f"found '@{' '.join(words)}', expected {expected}")


def _check(mark: Marked, text: str) -> None:
    """Whether a label is one that something can have."""
    root, slash, detail = mark.label.partition("/")
    details: tuple[str, ...] | None = None
    if root in KINDS:
        details = KINDS[root]
    elif root in terms.EVENT_TYPES:
        details = next(modes for name, modes in terms.MODES.items() if name == root)
    elif root in SPEECH:
        details = SPEECH[root]
    elif root in MEASURES:
        return  # bounds may follow
    elif root not in _OTHERS:
        raise InputError(
            f"[{text[mark.start : mark.end]}]({mark.label}): label {root!r}, expected a mention's label, an event type, a role, a "
            "measure, a kind, modality or outcome, or speaker, cue, content, label"
        )
    if slash and detail not in (details or ()):
        some = f"one of {', '.join(details)}" if details else "none"
        raise InputError(
            f"[{text[mark.start : mark.end]}]({mark.label}): {detail!r} after {root}, expected {some}"
        )
