"""The flat table: columns, values, and CSV that a spreadsheet cannot run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from eventwire.errors import InputError
from eventwire.schema import ArticleRecord
from eventwire.sinks import lines
from eventwire.sinks.table import COLUMNS, dictionary, rows

# The order that databases and other people's code rely on.
NAMES = [
    "event_id",
    "doc_id",
    "text_sha256",
    "url",
    "title",
    "publisher",
    "published",
    "published_source",
    "type",
    "modes",
    "quad_class",
    "modality",
    "negated",
    "outcome",
    "confidence",
    "trigger",
    "trigger_start",
    "trigger_end",
    "evidence",
    "actor1",
    "actor1_name",
    "actor1_kind",
    "actor1_sector",
    "actor1_country",
    "actor1_backers",
    "actor2",
    "actor2_name",
    "actor2_kind",
    "actor2_sector",
    "actor2_country",
    "actor2_backers",
    "weapons",
    "weapon_kinds",
    "place",
    "place_kind",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "place_precision",
    "geonames_id",
    "origin",
    "origin_country",
    "date_start",
    "date_end",
    "date_edtf",
    "date_precision",
    "date_basis",
    "killed_low",
    "killed_high",
    "wounded_low",
    "wounded_high",
    "weapons_low",
    "weapons_high",
    "speakers",
    "official_speakers",
    "acts",
    "labels_applied",
    "labels_refused",
    "cameo",
    "cameo_quality",
    "acled_event_type",
    "acled_sub_event_type",
    "acled_quality",
    "gtd_attack",
    "gtd_target",
    "gtd_weapon",
    "gtd_quality",
    "rules",
    "schema_version",
    "eventwire_version",
    "rules_version",
    "run_id",
]

TEXT = "Rebels backed by Utopia fired two drones at the northern base on Monday, killing 3 to 5; the army denied it was an attack."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def record(**event: Any) -> ArticleRecord:
    """One event with everything in it; keyword arguments replace its fields."""
    mentions = {"Rebels": "ACTOR", "two drones": "WEAPON", "northern base": "PLACE", "army": "ACTOR"}
    entities = [
        {"id": "eRebels", "label": "ACTOR", "kind": "armed_group", "name": "=HYPERLINK(1)", "country": "YEM",
         "sector": "REB", "affiliations": [{"country": "IRN", "relation": "backed_by", "basis": "text"},
                                           {"country": "SYR", "relation": "ally_of", "basis": "text"}]},
        {"id": "etwo drones", "label": "WEAPON", "kind": "drone", "name": "drone"},
        {"id": "enorthern base", "label": "PLACE", "kind": "facility", "name": "northern base", "country": "IRQ"},
        {"id": "earmy", "label": "ACTOR", "kind": "military", "name": "the army", "country": "IRQ", "sector": "MIL"},
    ]  # fmt: skip
    arguments = [
        {"role": role, "mention": f"m{words}", "entity": f"e{words}", **span(words)}
        for role, words in [("agent", "Rebels"), ("weapon", "two drones"), ("target", "northern base")]
    ]
    quantities = [
        {"measure": "killed", "low": 3, "high": 5, **span("3 to 5")},
        {"measure": "killed", "low": 4, "high": None, **span("3")},
        {"measure": "weapons", "low": 2, "high": 2, **span("two")},
    ]
    codes = {
        "cameo": [{"code": "0195", "version": "1", "quality": "exact"}],
        "acled": [
            {
                "code": "Explosions/Remote violence",
                "version": "1",
                "quality": "exact",
                "scheme": "event_type",
            },
            {"code": "Air/drone strike", "version": "1", "quality": "close", "scheme": "sub_event_type"},
        ],
        "gtd": [{"code": None, "version": "1", "quality": "none", "scheme": "attack"}],
    }
    values = {
        "id": "v1", "type": "ASSAULT", "modes": ["drone"], "trigger": span("fired"), "mentions": [span("fired")],
        "modality": "actual", "negated": False, "outcome": "unknown", "arguments": arguments, "quantities": quantities,
        "time": {"start": "2024-04-22", "end": "2024-04-22", "edtf": "2024-04-22", "basis": "text", "precision": "day"},
        "location": {"entity": "enorthern base", "name": "northern base", "kind": "facility", "country": "IRQ",
                     "admin1": None, "latitude": -33.5, "longitude": 42.0, "precision": "site", "basis": "text"},
        "codes": codes, "evidence": [{"start": 0, "end": 40}], "confidence": 0.5, "rules": ["a/b"], "provenance": {},
    }  # fmt: skip
    said = {
        "id": "c1", "speaker": {**span("army"), "mention": "marmy", "entity": "earmy", "official": True},
        "cue": span("denied"), "content": None, "act": "deny", "stance": "disputes_label", "direct": False,
        "label": {**{k: v for k, v in span("attack").items() if k != "text"}, "term": "attack", "polarity": "refused"},
        "events": ["v1"], "confidence": 0.9, "rules": [],
    }  # fmt: skip
    return ArticleRecord.model_validate(
        {
            "document": {
                "id": "a", "title": "@cmd", "text_sha256": "0", "status": "ok",
                "versions": {"eventwire": "1", "rules": "r", "model": "m", "schema": "1"},
            },
            "mentions": [{"id": f"m{w}", "label": label, "entity": f"e{w}", **span(w)} for w, label in mentions.items()],
            "entities": entities,
            "events": [{**values, **event}],
            "characterizations": [said],
        }
    )  # fmt: skip


def row(**event: Any) -> dict[str, Any]:
    (found,) = rows(record(**event), run_id="run")
    return found


def test_columns_are_the_contracts() -> None:
    assert [column.name for column in COLUMNS] == NAMES
    assert list(row()) == NAMES
    assert all(entry["description"] and entry["type"] for entry in dictionary())


def test_values() -> None:
    expected = {
        "event_id": "v1", "doc_id": "a", "quad_class": 4, "modes": ["drone"], "trigger": "fired", "evidence": ["0-40"],
        "actor1": "Rebels", "actor1_sector": "REB", "actor1_country": "YEM", "actor1_backers": ["IRN"],
        "actor2": "northern base", "actor2_kind": "facility", "actor2_sector": None, "actor2_country": "IRQ",
        "weapons": ["drone"], "weapon_kinds": ["drone"], "place": "northern base", "latitude": -33.5,
        "date_start": "2024-04-22", "date_basis": "text", "killed_low": 3, "killed_high": None, "wounded_low": None,
        "weapons_low": 2, "weapons_high": 2, "speakers": ["the army"], "official_speakers": ["the army"],
        "acts": ["deny"], "labels_applied": [], "labels_refused": ["attack"], "cameo": "0195", "cameo_quality": "exact",
        "acled_sub_event_type": "Air/drone strike", "acled_quality": "close", "gtd_attack": None, "gtd_quality": "none",
        "run_id": "run", "origin": None,
    }  # fmt: skip
    found = row()
    assert {name: found[name] for name in expected} == expected


def test_every_value_has_the_type_that_the_dictionary_says() -> None:
    types = {
        "string": str,
        "date": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "list": list,
    }
    for column, value in zip(COLUMNS, row().values(), strict=True):
        assert value is None or isinstance(value, types[column.type]), column.name


def test_what_is_unknown_is_null() -> None:
    found = row(arguments=[], quantities=[], time=None, location=None, codes={})
    assert [
        found[name] for name in ("actor1", "actor2_name", "place", "date_start", "cameo", "gtd_quality")
    ] == [None] * 6


def test_the_nearest_argument_is_the_actor() -> None:
    far = {"role": "agent", "mention": None, "entity": None, **span("the army")}
    near = {"role": "agent", "mention": None, "entity": None, **span("Utopia")}
    assert row(arguments=[far, near])["actor1"] == "Utopia"


def test_csv_comes_back_and_no_cell_is_a_formula() -> None:
    out = "".join(lines([record()], shape="events", form="csv"))
    assert "\r" not in out
    header, cells = csv.reader(io.StringIO(out))
    assert header == NAMES
    found = dict(zip(header, cells, strict=True))
    assert found["title"] == "'@cmd"
    assert found["actor1_name"] == "'=HYPERLINK(1)"
    assert found["latitude"] == "-33.5"
    assert found["url"] == ""
    assert found["negated"] == "false"
    assert json.loads(found["modes"]) == ["drone"]


@pytest.mark.parametrize("title", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_each_start_of_a_formula_is_escaped(title: str) -> None:
    found = record()
    document = found.document.model_copy(update={"title": title})
    out = "".join(lines([found.model_copy(update={"document": document})], shape="events", form="csv"))
    assert "'" + title in list(csv.reader(io.StringIO(out)))[1]


def test_json_lines_of_rows_and_records() -> None:
    (line,) = lines([record()], shape="events")
    assert list(json.loads(line)) == NAMES
    (line,) = lines([record()])
    assert ArticleRecord.model_validate_json(line) == record()
    assert "text" not in json.loads(line)["document"]


def test_records_cannot_be_csv() -> None:
    with pytest.raises(InputError, match="jsonl"):
        lines([], form="csv")
