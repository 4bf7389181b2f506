"""Checking a model or a rule pack: lines, ids, and examples through the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.checking.marks import Shown, fired
from eventwire.components.mentions import Mentions
from eventwire.components.triggers import Triggers
from eventwire.errors import InputError, ModelDataError
from eventwire.extraction import one_thread
from eventwire.language import load
from eventwire.lexicon.dates import DateExample
from eventwire.lexicon.kinds import Placed, leaves_trace, read_lines
from eventwire.lexicon.markup import Marked, parse_markup
from eventwire.resources import DEFAULT_MODEL, model_path

PUBLISHED = "2024-04-23"  # the day of publication of an example that names none

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a rule.

    Attributes:
        place: `file:line`. rule: its id, or None. level: an `error` makes the check fail, a `warning` does not.
        message: what was found and what was expected.
    """

    place: str
    rule: str | None
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.level}: {self.rule + ': ' if self.rule else ''}{self.message}"


def check(target: str | Path = DEFAULT_MODEL, *, nlp: Language | None = None) -> list[Finding]:
    """What is wrong with the rules of a model or a pack, in order of file and line.

    Lines are checked one by one; where all are valid, every example runs through the pipeline: an error where it does not
    come out as marked, or where a rule fires in a sentence in which it must not; a warning where a rule fires in none of its
    own examples, because another is in its way (shadowed) or nothing matched (dead).

    Args:
        target: a model's name or directory, or the folder of a pack, which is then laid over the standard model.
        nlp: the pipeline with these rules, where it is loaded already.

    Raises:
        InputError: where there is no such model or folder.
    """
    root, is_pack = _root(target)
    placed: list[Placed] = []
    findings: list[Finding] = []
    for found in lines_of(root):
        if isinstance(found, Placed):
            placed.append(found)
        else:
            place = found.path if found.line is None else f"{found.path}:{found.line}"
            findings.append(Finding(place, found.rule_id, "error", found.message))
    findings += _repeated(placed)
    if findings:
        return findings
    if nlp is None:
        nlp = load(rules=[root]) if is_pack else load(root)
    return findings_of(placed, nlp)


def lines_of(root: Path) -> Iterator[Placed | ModelDataError]:
    """Every line of every data file below a folder."""
    for file in sorted(root.rglob("*.jsonl")):
        yield from read_lines(file.read_bytes(), relative=file.relative_to(root).as_posix(), path=str(file))


def findings_of(placed: Iterable[Placed], nlp: Language) -> list[Finding]:
    """What the examples of some valid lines show, run in one batch, without the trained scorer: rules are judged by themselves."""
    cases = [case for line in placed if not line.line.disabled for case in _cases(line)]
    with rules_only(nlp), one_thread():
        docs = nlp.pipe((_doc(nlp, text, example) for _, text, _, example in cases), batch_size=256)
        results = [
            (case, Shown(doc, names=case[0].relative.startswith("places/")), fired(doc))
            for case, doc in zip(cases, docs, strict=True)
        ]
    findings: list[Finding] = []
    own: dict[str, bool] = {}
    others: dict[str, set[str]] = {}
    where: dict[str, Placed] = {}
    for (placed_line, text, marks, _), shown, rules in results:
        rule = placed_line.line.id
        place = f"{placed_line.path}:{placed_line.number}"
        if marks is None:
            if rule in rules:
                findings.append(Finding(place, rule, "error", f"fires in {text!r}, where it must not"))
            continue
        where[rule] = placed_line
        own[rule] = own.get(rule, False) or rule in rules
        others.setdefault(rule, set()).update(rules)
        for mark in marks:
            if not shown.has(mark):
                wanted = f"[{text[mark.start : mark.end]}]({mark.label})"
                message = f"expected {wanted} in {text!r}, found {shown.at(mark)}"
                findings.append(Finding(place, rule, "error", message))
    for rule, placed_line in where.items():
        if not own[rule] and leaves_trace(placed_line.relative):
            place = f"{placed_line.path}:{placed_line.number}"
            findings.append(Finding(place, rule, "warning", _silent(rule, others[rule])))
    return sorted(findings, key=_order)


@contextmanager
def rules_only(nlp: Language) -> Iterator[None]:
    """Within it the word of the mention rules and the trigger rules is final."""
    scored = [pipe for _, pipe in nlp.pipeline if isinstance(pipe, Mentions) and pipe.scorer]
    looking = [(pipe, pipe.scorer) for _, pipe in nlp.pipeline if isinstance(pipe, Triggers)]
    for pipe in scored:
        pipe.scorer = False
    for triggers, _ in looking:
        triggers.scorer = None
    try:
        yield
    finally:
        for pipe in scored:
            pipe.scorer = True
        for triggers, scorer in looking:
            triggers.scorer = scorer


def _order(finding: Finding) -> tuple[str, int, str, str]:
    path, _, number = finding.place.rpartition(":")
    return path, int(number) if number.isdigit() else 0, finding.level, finding.message


def _silent(rule: str, others: set[str]) -> str:
    family = rule.split("/", 1)[0]
    near = sorted(other for other in others if other.split("/", 1)[0] == family)
    if near:
        return f"shadowed: fires in none of its examples, where {', '.join(near)} does"
    return "dead: fires in none of its examples"


def _root(target: str | Path) -> tuple[Path, bool]:
    """The folder of a model or pack, and whether it is a pack."""
    folder = Path(target)
    if folder.is_dir() and not (folder / "config.cfg").is_file():
        return folder, True
    try:
        return model_path(target), False
    except InputError as err:
        raise InputError(f"{target}: no model and no folder of rules") from err


def _repeated(placed: Iterable[Placed]) -> list[Finding]:
    first: dict[str, Placed] = {}
    findings = []
    for line in placed:
        before = first.setdefault(line.line.id, line)
        if before is not line:
            message = f"the id came before, at {before.path}:{before.number}"
            findings.append(Finding(f"{line.path}:{line.number}", line.line.id, "error", message))
    return findings


_Case = tuple[Placed, str, list[Marked] | None, DateExample | None]


def _cases(placed: Placed) -> Iterator[_Case]:
    """The sentences of a line: text, marks (None where the rule must not fire), and the example with a date of its own."""
    for example in placed.line.examples:
        dated = example if isinstance(example, DateExample) else None
        yield placed, *parse_markup(dated.text if dated else str(example)), dated
    for sentence in placed.line.not_examples:
        yield placed, parse_markup(sentence)[0], None, None


def _doc(nlp: Language, text: str, example: DateExample | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.article = {
        "id": "example",
        "published": example.published if example else PUBLISHED,
        "title": None,
        "publisher": None,
        "publisher_country": example.publisher_country if example else None,
    }
    return doc
