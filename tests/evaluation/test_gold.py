"""Gold files: the corpus is valid and in sync with its source; what bad gold and bad predictions get."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eventwire.errors import GoldError
from eventwire.evaluation.gold import compiled, read_gold, read_predictions, stale
from eventwire.schema import ArticleRecord

CORPUS = Path(__file__).parents[2] / "corpus"
SOURCES = sorted(CORPUS.rglob("*.gold"))
SOURCE = """
=== text
[Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas
"""


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_generated_files_are_in_sync(source: Path) -> None:
    assert stale(source) == [], "run scripts/compile_gold.py"


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_gold_says_that_it_is_fiction(source: Path) -> None:
    plain = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    assert next(iter(plain)) == "schema_version"
    assert plain["fictional"] is True
    assert plain["style"]


def test_corpus_validates_and_holds_nothing_else() -> None:
    gold = read_gold(CORPUS)
    assert [g.record.document.id for g in gold] == sorted(source.stem for source in SOURCES)
    kinds = {path.suffix for path in CORPUS.rglob("*") if path.is_file() and path.parent != CORPUS}
    assert kinds == {".gold", ".txt", ".json"}


def test_splits_share_no_sentence() -> None:
    """What the rules are developed on must not stand in the articles that judge them."""
    splits = sorted(path for path in CORPUS.iterdir() if path.is_dir())
    assert {"dev", "test"} <= {split.name for split in splits}
    seen: dict[str, str] = {}
    for split in splits:
        for gold in read_gold(split):
            for sentence in re.split(r"(?<=[.!?])\s+", gold.text):
                if len(sentence.split()) > 4:
                    assert seen.setdefault(sentence, split.name) == split.name, sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "one.gold"
    source.write_text(SOURCE, encoding="utf-8")
    for path, content in compiled(source).items():
        path.write_bytes(content)
    return tmp_path


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "one.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    change(plain)
    path.write_text(json.dumps(plain), encoding="utf-8")


def test_stale_names_what_differs(folder: Path) -> None:
    assert stale(folder / "one.gold") == []
    (folder / "one.txt").write_text("Other words.", encoding="utf-8")
    (folder / "one.json").unlink()
    assert {p.name for p in stale(folder / "one.gold")} == {"one.txt", "one.json"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda g: g["mentions"][0].update(end=4000),
            "mention m1: span [0, 4000) ends outside the text of 24",
        ),
        (
            lambda g: g["mentions"][0].update(text="Rabbits"),
            "text is 'Rabbits', but [0, 6) of the article is 'Rebels'",
        ),
        (lambda g: g["mentions"][0].update(label="THING"), "mentions.0.label"),
        (lambda g: g["mentions"][0].update(entity="e99"), "names entity e99"),
        (lambda g: g["events"][0].update(type="FIGHT"), "events.0.type"),
        (lambda g: g["events"][0]["location"].update(entity="nowhere"), "entity 'nowhere' does not exist"),
        (lambda g: g["mentions"].append(g["mentions"][0]), "mention id 'm1' stands twice"),
        (lambda g: g["document"].update(text_sha256="0" * 64), "text_sha256"),
        (lambda g: g.pop("schema_version"), "expected a contract record"),
    ],
)
def test_gold_that_does_not_fit(
    folder: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    edit(folder, change)
    with pytest.raises(GoldError) as caught:
        read_gold(folder)
    assert message in str(caught.value)
    assert "one.json" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"end": 6,', '"end": 99,', '"m1"'),
        ('"label": "PLACE", "entity"', '"label": "TOWN", "entity"', '"m2"'),
        ('"label": "PLACE", "entity": "kas"', '"label": "PLACE", "entity": "e9"', '"m2"'),
        ('"kind": "city", "name"', '"kind": "town", "name"', '"town"'),
        ('"type": "ASSAULT"', '"type": "FIGHT"', '"FIGHT"'),
        ('"mention": "m2"', '"mention": "m9"', '"ASSAULT"'),
        ('"location": {"entity": "kas"', '"location": {"entity": "nowhere"', '"ASSAULT"'),
        ('"text_sha256": "2', '"text_sha256": "3', '"text_sha256"'),
        ('"id": "m2"', '"id": "m1"', '"Kassala"'),
    ],
)
def test_gold_that_does_not_fit_has_a_line(folder: Path, old: str, new: str, line: str) -> None:
    path = folder / "one.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(folder)
    assert caught.value.line is not None
    assert line in path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]


def test_gold_that_is_no_json_has_a_line(folder: Path) -> None:
    (folder / "one.json").write_text('{\n "schema_version": "1",,\n}', encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(folder)
    assert caught.value.line == 2


def test_two_gold_files_for_one_article(folder: Path) -> None:
    for suffix in (".json", ".txt"):
        (folder / f"two{suffix}").write_bytes((folder / f"one{suffix}").read_bytes())
    with pytest.raises(
        GoldError, match=r"two\.json: second gold file for article 'one', first in .*one\.json"
    ):
        read_gold(folder)


def test_missing_article_missing_folder_and_empty_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "one.txt").unlink()
    with pytest.raises(GoldError, match=r"expected one\.txt beside it"):
        read_gold(folder)
    with pytest.raises(GoldError, match="does not exist"):
        read_gold(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(GoldError, match="holds no gold"):
        read_gold(tmp_path / "empty")


def test_crlf_and_emoji_keep_their_offsets(folder: Path) -> None:
    text = "🚀\r\nRebels shelled Kassala.\n"
    (folder / "one.txt").write_bytes(text.encode())

    def move(plain: dict[str, Any]) -> None:
        plain["document"]["text_sha256"] = None
        plain["events"] = []
        for mention in plain["mentions"]:
            mention["start"] += 3
            mention["end"] += 3

    edit(folder, move)
    assert read_gold(folder)[0].text == text


def write_predictions(folder: Path, *records: ArticleRecord) -> Path:
    path = folder / "predictions.jsonl"
    path.write_text("".join(r.to_json() + "\n" for r in records), encoding="utf-8")
    return path


def renamed(record: ArticleRecord, name: str) -> ArticleRecord:
    return record.model_copy(update={"document": record.document.model_copy(update={"id": name})})


def test_predictions(folder: Path) -> None:
    gold = read_gold(folder)
    record = gold[0].record
    assert read_predictions(write_predictions(folder, record), gold) == [record]
    with pytest.raises(
        GoldError, match=r"predictions\.jsonl:2: prediction for article 'two', expected one of one"
    ):
        read_predictions(write_predictions(folder, record, renamed(record, "two")), gold)
    with pytest.raises(GoldError, match="second prediction for article 'one'"):
        read_predictions(write_predictions(folder, record, record), gold)
    with pytest.raises(GoldError, match="no prediction for one"):
        read_predictions(write_predictions(folder), gold)
    path = folder / "broken.jsonl"
    path.write_text('\n{"schema_version": "1"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"broken\.jsonl:2: document: Field required"):
        read_predictions(path, gold)
