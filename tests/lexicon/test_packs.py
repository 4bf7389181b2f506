"""Rule packs laid over data files by id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eventwire.errors import InputError, ModelDataError
from eventwire.lexicon.packs import read_pack


def gun(name: str, **fields: object) -> dict[str, object]:
    """A valid line."""
    return {
        "id": f"x/{name}",
        "label": "WEAPON",
        "kind": "firearm",
        "name": name,
        "forms": [name],
        "source": "own",
        **fields,
    }


def lines(*values: dict[str, object]) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


OURS = {
    "gazetteer/a.jsonl": lines(gun("one"), gun("two")),
    "gazetteer/b.jsonl": lines(gun("three")),
    "gazetteer/index.bin": b"\xff\x00",
    "triggers/t.jsonl": b'{"id": "x/four"}\n',
}


def pack(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / "gazetteer" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def values(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def test_lines_are_added_replaced_and_switched_off(tmp_path: Path) -> None:
    folder = pack(
        tmp_path,
        a="// mine\n" + lines(gun("three", priority=2)).decode() + '\n{"id": "x/two", "disabled": true}\n',
        mine=lines(gun("new")).decode().strip(),
    )
    changed = read_pack(folder).over(OURS)
    assert {path: values(data) for path, data in changed.items()} == {
        "gazetteer/a.jsonl": [gun("one"), gun("three", priority=2)],
        "gazetteer/b.jsonl": [],
        "gazetteer/mine.jsonl": [gun("new")],
    }


def test_a_folder_that_a_component_does_not_have_is_not_its_business(tmp_path: Path) -> None:
    assert read_pack(pack(tmp_path, a=lines(gun("new")).decode())).over({"dates/d.jsonl": b""}) == {}


def test_the_digest_is_of_the_rules(tmp_path: Path) -> None:
    one = lines(gun("one")).decode()
    first = read_pack(pack(tmp_path / "1", a=one)).digest
    assert read_pack(pack(tmp_path / "2", a="// why\n\n" + one.replace(" ", "   "))).digest == first
    assert read_pack(pack(tmp_path / "3", a=lines(gun("one", priority=1)).decode())).digest != first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (lines(gun("b"), gun("b")).decode(), r"a\.jsonl:2: x/b: the id came before"),
        ("// c\n" + lines(gun("b", kind="spear")).decode(), r"a\.jsonl:2: x/b: kind"),
        (lines(gun("b", colour="red")).decode(), r"a\.jsonl:1: x/b: colour"),
        ('{"v": 1}', r"a\.jsonl:1: found no id"),
        ("{", r"a\.jsonl:1: column 2 is not JSON"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ModelDataError, match=message):
        read_pack(pack(tmp_path, a=text))


def test_files_outside_the_layout_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a/b"}')
    with pytest.raises(ModelDataError, match="such as gazetteer"):
        read_pack(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found no rules"):
        read_pack(tmp_path)
