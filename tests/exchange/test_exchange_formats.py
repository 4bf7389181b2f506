"""Each format by its own rules: offsets, what a tool changes, problems with file and line, and hostile input."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
import spacy
from made import made
from spacy.tokens import DocBin
from spacy.training import Corpus

from eventwire import EventwireError
from eventwire.errors import InputError
from eventwire.exchange import FORMATS, Annotated, FormatName, Problem, brat_config, export, import_, shapes
from eventwire.exchange import doccano as doccano_format
from eventwire.exchange import label_studio_config as labels
from eventwire.exchange.brat import fragments, standoff
from eventwire.exchange.graph import LABELS, attribute_values
from eventwire.exchange.names import file_stem


def problems(path: Path, form: FormatName, **options: bool) -> list[str]:
    """The problems of a file or folder, without the folder's name."""
    found = [str(p) for p in import_(path, form=form, **options) if isinstance(p, Problem)]
    return [re.sub(r"^\S*/", "", p) for p in found]


def records(path: Path, form: FormatName, **options: bool) -> list[Annotated]:
    return [item for item in import_(path, form=form, **options) if isinstance(item, Annotated)]


def edit(path: Path, change: Any) -> None:
    """Change the JSON of every line of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(json.dumps(change(json.loads(line))) + "\n" for line in lines), encoding="utf-8")


# the ids of articles and names of files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped",
        "/etc/passwd",
        "C:\\x",
        "a/../b",
        "..",
        ".",
        "",
        "CON",
        "nul.txt",
        "a" * 999,
        "\0",
        "é",
        "-rf",
        "A",
    ],
)
def test_no_id_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    stem = file_stem(name)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,119}", stem)
    if name:
        item = made("Gaza is calm.", [(0, 4, "PLACE")], name=name)
        files = export([item], tmp_path / "out", form="brat")
        assert {file.parent for file in files} == {tmp_path / "out"}
        assert records(tmp_path / "out", "brat") == [item]


def test_different_ids_have_different_files() -> None:
    names = ["a", "A", "a/b", "a_b", "a b", "a\\b", "é", "è", "x" * 200, "x" * 201]
    assert len({file_stem(name).lower() for name in names}) == len(names)


def test_an_id_that_looks_like_anothers_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written: File exists"):
        export([made("Gaza", name="a/b"), made("Gaza", name=file_stem("a/b"))], tmp_path / "out", form="brat")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_overwritten(form: FormatName, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"holds 'mine.txt' already"):
        export([made("Gaza")], tmp_path, form=form)


@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_no_file_can_hold(form: FormatName, tmp_path: Path) -> None:
    for i, text in enumerate(("", "x \ud800")):
        with pytest.raises(EventwireError, match=r"has no text|lone surrogate"):
            export([made(text)], tmp_path / str(i), form=form)


# what every import says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_that_came_before(form: FormatName, tmp_path: Path) -> None:
    if form == "brat":
        export([made("Gaza", name="a")], tmp_path / "one", form=form)
        (tmp_path / "one" / "b").mkdir()
        for suffix in ("txt", "ann"):
            (tmp_path / "one" / "b" / f"a.{suffix}").write_bytes(
                (tmp_path / "one" / f"a.{suffix}").read_bytes()
            )
    else:
        export([made("Gaza", name="a"), made("Gaza", name="a")], tmp_path / "one", form=form)
    assert problems(tmp_path / "one", form) == [
        "a: error: the article's id came before, expected each article once"
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_path_that_does_not_exist(form: FormatName, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        import_(tmp_path / "nothing", form=form)
    if form != "brat":
        with pytest.raises(InputError, match="name the file that the tool exported"):
            list(import_(tmp_path, form=form))


@pytest.mark.parametrize(("form", "name"), [("label-studio", "tasks.json"), ("doccano", ""), ("prodigy", "")])
def test_files_that_are_too_large(
    form: FormatName, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export([made("Gaza")], tmp_path / "out", form=form)
    monkeypatch.setattr(shapes, "LARGEST", 10)
    with pytest.raises(InputError, match=r"bytes, expected 10 at most"):
        list(import_(tmp_path / "out", form=form))


@pytest.mark.parametrize("form", ["doccano", "prodigy"])
@pytest.mark.parametrize("packed", ['{"schema_version": "1"}', "no JSON", '{"a": ' * 5000])
def test_an_exported_record_that_does_not_fit_is_not_believed(
    form: FormatName, packed: str, tmp_path: Path
) -> None:
    item = made("Gaza is calm.", [(0, 4, "PLACE")])
    export([item], tmp_path / "out", form=form)
    edit(tmp_path / "out" / "articles.jsonl", lambda line: {**line, "eventwire": packed})
    (problem,) = problems(tmp_path / "out", form)
    assert problem.startswith("articles.jsonl:1: warning: the exported record does not fit")
    (found,) = records(tmp_path / "out", form)
    assert [(m.text, m.label) for m in found.record.mentions] == [("Gaza", "PLACE")]
    assert found.record.document.id == item.record.document.id
    assert found.record.document.versions.model == "annotated"


def test_a_text_that_was_changed_loses_its_record(tmp_path: Path) -> None:
    export([made("Gaza is calm.", [(0, 4, "PLACE")])], tmp_path / "out", form="prodigy")
    edit(tmp_path / "out" / "articles.jsonl", lambda line: {**line, "text": "Gaza is calm!"})
    (problem,) = problems(tmp_path / "out", "prodigy")
    assert "text_sha256" in problem


# brat ---------------------------------------------------------------------------------------------------------------


def test_brat_spans_over_lines_are_discontinuous() -> None:
    text = "in the\r\nGaza\tStrip \U0001f680 now"
    assert fragments(text, 3, 18) == ((3, 6), (8, 12), (13, 18))
    item = made(text, [(3, 18, "PLACE"), (19, 20, "WEAPON")])
    lines = standoff(item).split("\n")
    assert lines[0] == "T1\tPLACE 3 6;8 12;13 18\tthe Gaza Strip"
    assert lines[1] == "T2\tWEAPON 19 20\t\U0001f680"  # code points


def test_brat_files_are_ascii_lines_where_lines_matter(biu: Annotated) -> None:
    content = standoff(biu)
    assert content.splitlines() == content.rstrip("\n").split("\n")
    assert all(re.match(r"([TEA]\d+|\*|#\d+)\t", line) for line in content.splitlines())


def test_brat_configuration_names_every_label_and_attribute() -> None:
    conf = brat_config.annotation_conf()
    for section in ("entities", "relations", "events", "attributes"):
        assert conf.count(f"[{section}]") == 1
    for label in LABELS:
        assert re.search(rf"^{label}\b", conf, re.MULTILINE)
        for name in attribute_values(label):
            if attribute_values(label)[name]:
                assert re.search(rf"^{name}\tArg:.*\b{label}\b", conf, re.MULTILINE)


def test_brat_an_annotator_corrects(biu: Annotated, tmp_path: Path) -> None:
    export([biu], tmp_path / "out", form="brat")
    file = tmp_path / "out" / "biu-market.ann"
    content = file.read_text(encoding="utf-8")
    content = content.replace("T5\tPLACE 53 67\tcrowded market", "T5\tPLACE 61 67\tmarket")
    content = re.sub(r"^(A\d+\tmodality E46) actual$", r"\1 alleged", content, flags=re.MULTILINE)
    content += "R9\tsame Arg1:T13 Arg2:T33\n#9\tAnnotatorNotes T2\tsure?\n"
    file.write_text(content, encoding="utf-8")
    assert problems(tmp_path / "out", "brat") == [
        f"biu-market.ann:{content.count(chr(10))}: warning: note on T2: 'sure?'",
        "biu-market.ann: warning: biu-market: entity bomb3 ('third bomb') lost its last mention and is left out",
    ]
    (found,) = records(tmp_path / "out", "brat")
    assert found.record.mentions[4].text == "market"
    assert found.record.mentions[4].entity == biu.record.mentions[4].entity
    assert found.record.events[0].modality == "alleged"
    assert found.record.document == biu.record.document


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tPLACE 0 4\tHaifa", "1: error: T1: text 'Haifa', but 0 4 of the article is 'Gaza'"),
        ("T1\tPLACE 0 99\tGaza", "1: error: T1: 0 99 is not inside the text of 13 characters"),
        (
            "T1\tPLACE 0 4;8 12\tGaza calm",
            "1: error: T1: a discontinuous span 0 4;8 12, expected one stretch",
        ),
        ("T1\tPLACE zero 4\tGaza", "1: error: T1: offsets 'zero 4', expected 'START END'"),
        ("T1\tPLACE\tGaza", "1: error: T1: offsets '', expected 'START END'"),
        ("T1\tSEA 0 4\tGaza", "1: error: T1: label 'SEA', expected one of ACTOR"),
        ("T1 PLACE 0 4 Gaza", "1: error: found 'T1 PLACE 0 4 Gaza', expected an id"),
        ("X1\tPLACE 0 4\tGaza", "1: error: found 'X1"),
        ("E1\tASSAULT:T1", "1: error: E1: trigger 'T1' does not exist"),
        ("E1\tASSAULT T1", "1: error: E1: found 'ASSAULT T1', expected 'TYPE:TRIGGER ROLE:ID …'"),
        ("T1\tPLACE 0 4\tGaza\nE1\tASSAULT:T1", "2: error: E1: type ASSAULT, but its trigger T1 is PLACE"),
        (
            "T1\tASSAULT 0 4\tGaza\nE1\tASSAULT:T1 agent:T7",
            "2: error: agent: goes to 'T7', which does not exist",
        ),
        ("T1\tPLACE 0 4\tGaza\nA1\tkind T1 sea", "1: error: T1: kind is 'sea', expected one of country"),
        ("A1\tkind T1 city", "1: error: attribute kind: 'T1' does not exist"),
        ("A1\tkind", "1: error: A1: found 'kind', expected 'ATTRIBUTE ID [VALUE]'"),
        ("T1\tPLACE 0 4\tGaza\nT1\tPLACE 0 4\tGaza", "2: error: T1: the id stands twice"),
        ("R1\tsame T1 T2", "1: error: R1: found 'same T1 T2', expected 'RELATION Arg1:ID Arg2:ID'"),
        ("*\tEquiv T1", "1: error: found 'Equiv T1', expected 'Equiv' and two ids at least"),
        ("#1\tAnnotatorNotes", "1: error: #1: found 'AnnotatorNotes', expected 'AnnotatorNotes ID'"),
    ],
)
def test_brat_problems(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gaza is calm.")
    (tmp_path / "a.ann").write_text(line + "\n")
    found = [p for p in problems(tmp_path, "brat") if ": error: " in p]
    assert len(found) == 1
    assert found[0].startswith("a.ann:" + message)
    assert records(tmp_path, "brat") == []


def test_brat_without_eventwire(tmp_path: Path) -> None:
    """Annotations that were never exported; two events share a trigger."""
    (tmp_path / "a.txt").write_text("Rebels shelled Kassala.")
    lines = ["T1\tACTOR 0 6\tRebels", "T2\tASSAULT 7 14\tshelled", "T3\tPLACE 15 22\tKassala"]
    lines += [
        "E1\tASSAULT:T2 agent:T1 target:T3 place:T3",
        "E2\tASSAULT:T2 agent:T1",
        "A1\tnegated E2",
        "A2\tkind T1 armed_group",
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines))
    (tmp_path / "b.txt").write_text("alone")
    assert problems(tmp_path, "brat") == [
        "b.txt: warning: has no annotations, expected b.ann beside it",
        "a.ann: warning: the exported record is gone; only what the annotations say is known",
    ]
    (found,) = records(tmp_path, "brat")
    assert [(e.type, e.negated, len(e.arguments)) for e in found.record.events] == [
        ("ASSAULT", False, 3),
        ("ASSAULT", True, 1),
    ]
    assert found.record.entities[0].kind == "armed_group"
    location = found.record.events[0].location
    assert location is not None
    assert location.name == "Kassala"


# Label Studio -------------------------------------------------------------------------------------------------------


def in_label_studio(item: Annotated, path: Path, change: Any = None) -> Path:
    """An export as an annotator leaves it in Label Studio: the prediction is an annotation."""
    export([item], path, form="label-studio")
    (task,) = json.loads((path / "tasks.json").read_text(encoding="utf-8"))
    result = task.pop("predictions")[0]["result"]
    task.update(id=7, predictions=[3], annotations=[{"id": 1, "was_cancelled": False, "result": result}])
    if change is not None:
        change(task)
    (path / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    return path / "export.json"


def test_label_studio_names_of_controls() -> None:
    config = labels.config()
    for label in LABELS:
        for attribute, values in attribute_values(label).items():
            if values:
                control = labels.control_of(label, attribute)
                assert labels.attribute_of(control) == attribute
                assert config.count(f'name="{control}"') == 1


def test_label_studio_counts_code_points_and_older_versions_utf16(tmp_path: Path) -> None:
    item = made("\U0001f680\U0001f680 hit Gaza\r\nStrip", [(0, 2, "WEAPON"), (7, 18, "PLACE")])
    assert records(in_label_studio(item, tmp_path / "new"), "label-studio") == [item]

    def older(task: dict[str, Any]) -> None:
        for result in task["annotations"][0]["result"]:
            value = result.get("value", {})
            for key in ("start", "end"):
                if key in value:
                    value[key] = len(item.text[: value[key]].encode("utf-16-le")) // 2

    path = in_label_studio(item, tmp_path / "old", older)
    assert records(path, "label-studio") == [item]
    assert problems(path, "label-studio") == [
        "export.json:1: warning: made: region T1: counted in UTF-16 units, 0 to 4; taken as 0 to 2",
        "export.json:1: warning: made: region T2: counted in UTF-16 units, 9 to 20; taken as 7 to 18",
    ]


def test_label_studio_an_annotator_corrects(biu: Annotated, tmp_path: Path) -> None:
    def correct(task: dict[str, Any]) -> None:
        results = task["annotations"][0]["result"]
        for result in results:
            if result.get("id") == "T5" and result["type"] == "labels":
                result["value"].update(start=61, text="market")
            if result.get("id") == "T46" and result["from_name"] == "modality":
                result["value"]["choices"] = ["alleged"]
        # regions that an annotator makes have ids of their own; line breaks are written as a backslash and an n
        results.append(
            {
                "id": "k3Jx", "from_name": "span", "to_name": "text", "type": "labels",
                "value": {"start": 121, "end": 128, "text": "killing", "labels": ["FURTHER"]},
            }
        )  # fmt: skip
        results.append(
            {
                "type": "relation",
                "from_id": "k3Jx",
                "to_id": "T46",
                "direction": "left",
                "labels": ["further"],
            }
        )

    assert biu.text[122:129] == "killing"
    path = in_label_studio(biu, tmp_path / "out", correct)
    (problem,) = problems(path, "label-studio")
    assert problem.startswith(
        "export.json:1: error: biu-market: region k3Jx: text is 'killing', but [121, 128)"
    )
    content = path.read_text(encoding="utf-8").replace('"start": 121, "end": 128', '"start": 122, "end": 129')
    path.write_text(content, encoding="utf-8")
    (found,) = records(path, "label-studio")
    assert found.record.mentions[4].text == "market"
    assert found.record.events[0].modality == "alleged"
    assert "killing" in {m.text for m in found.record.events[0].mentions}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t["annotations"].append(t["annotations"][0]), "2 annotations, expected one"),
        (lambda t: t.update(annotations=[]), "neither annotation nor prediction"),
        (lambda t: t.update(data="x"), "'data' is 'x', expected an object"),
        (lambda t: t["data"].update(text=3), "'text' is 3, expected a string"),
        (lambda t: t["annotations"][0].update(result={}), "'result' is {}, expected a list of objects"),
        (lambda t: t["annotations"][0]["result"][0]["value"].update(labels=["ACTOR", "PLACE"]), "expected one"),
        (lambda t: t["annotations"][0]["result"][0]["value"].update(start="0"), "'start' is '0', expected a whole number"),
        (lambda t: t["annotations"][0]["result"][0]["value"].update(start=1), "region T1: text is 'Gaza', but [1, 4)"),
        (lambda t: t["annotations"][0]["result"].append({"type": "relation"}), "'from_id' is missing"),
        (lambda t: t["annotations"][0]["result"][0].update(id="T9", type="choices"), "has the choices missing"),
        (lambda t: t["annotations"][0]["result"].append(t["annotations"][0]["result"][0]), "stands twice"),
    ],
)  # fmt: skip
def test_label_studio_problems(change: Any, message: str, tmp_path: Path) -> None:
    path = in_label_studio(made("Gaza is calm.", [(0, 4, "PLACE")]), tmp_path / "out", change)
    (problem,) = problems(path, "label-studio")
    assert problem.startswith("export.json:1: error: ")
    assert message in problem


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{}", ["x.json:1: error: begins with '{}', expected a JSON array '['"]),
        ("", ["x.json:1: error: begins with '', expected a JSON array '['"]),
        ("[]", []),
        ("[\n 1,\n\n 2]", ["x.json:2: error: found 1, expected a JSON object", "x.json:4: error: found 2, expected a JSON object"]),
        ("[\n{},\n{\n", ["x.json:2: error: 'data' is missing, expected an object", "x.json:4: error: column 1 is not JSON: Expecting property name enclosed in double quotes"]),
        ("[\n1", ["x.json:2: error: found 1, expected a JSON object", "x.json:2: error: the array is not closed, expected ',' or ']'"]),
        ("[" * 100_000, ["x.json:1: error: not JSON that can be read: "]),
    ],
)  # fmt: skip
def test_label_studio_files(content: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(content)
    found = problems(tmp_path / "x.json", "label-studio")
    assert len(found) == len(expected)
    assert all(f.startswith(e) for f, e in zip(found, expected, strict=True))


# doccano ------------------------------------------------------------------------------------------------------------

FAMILY = "\U0001f468‍\U0001f469‍\U0001f467"


@pytest.mark.parametrize(("graphemes", "bounds"), [(False, (13, 17)), (True, (4, 8))])
def test_doccano_offsets(graphemes: bool, bounds: tuple[int, int], tmp_path: Path) -> None:
    item = made(f"{FAMILY}e\u0301\r\n Gaza", [(0, 5, "WEAPON"), (10, 14, "PLACE")])
    line = doccano_format.line_of(item, graphemes=graphemes)
    place = line["entities"][1]
    assert (place["start_offset"], place["end_offset"]) == bounds
    export([item], tmp_path / "out", form="doccano", graphemes=graphemes)
    assert records(tmp_path / "out", "doccano", graphemes=graphemes) == [item]


def test_doccano_gives_new_ids_and_drops_relations_in_plain_projects(biu: Annotated, tmp_path: Path) -> None:
    export([biu], tmp_path / "out", form="doccano")
    file = tmp_path / "out" / "articles.jsonl"

    def renumbered(line: dict[str, Any]) -> dict[str, Any]:
        for entity in line["entities"]:
            entity["id"] += 1000
        for relation in line["relations"]:
            relation["from_id"] += 1000
            relation["to_id"] += 1000
        return {**line, "id": 4, "Comments": [{"id": 1, "comment": "odd"}]}

    edit(file, renumbered)
    assert records(file, "doccano") == [biu]
    assert problems(file, "doccano") == ["articles.jsonl:1: warning: comment: 'odd'"]

    def plain(line: dict[str, Any]) -> dict[str, Any]:
        del line["relations"]
        spans = line.pop("entities")
        return {**line, "label": [[e["start_offset"], e["end_offset"], e["label"]] for e in spans]}

    edit(file, plain)
    assert records(file, "doccano") == [biu]
    edit(file, lambda line: {**line, "label": line["label"][1:]})
    (found,) = records(file, "doccano")
    assert found.record.mentions == biu.record.mentions[1:]
    assert len(found.record.events) == len(biu.record.events)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "found [1], expected a JSON object"),
        ("{", "not JSON: "),
        ('{"text": "\\ud800"}', "'text' holds a lone surrogate"),
        ('{"text": "Gaza", "label": [[0, 4]]}', "'label' holds [0, 4], expected [start, end, label]"),
        ('{"text": "Gaza", "entities": [{"id": 1, "start_offset": 0, "end_offset": 9, "label": "PLACE"}]}', "offset 9, expected the begin or end of one of the text's characters in 4 UTF-16 units"),
        ('{"text": "Gaza", "entities": [{"id": 1, "start_offset": 0, "end_offset": true, "label": "PLACE"}]}', "'end_offset' is True"),
        ('{"text": "Gaza", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "same"}]}', "goes from 'D1'"),
    ],
)  # fmt: skip
def test_doccano_problems(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('\n{"text": "Gaza", "label": []}\n' + line + "\n")
    found = [p for p in problems(tmp_path / "x.jsonl", "doccano") if "error" in p]
    assert found
    assert found[0].startswith("x.jsonl:3: error: ")
    assert message in found[0]
    assert len(records(tmp_path / "x.jsonl", "doccano")) == 1


def test_doccano_offsets_inside_a_character(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "\U0001f680 up", "label": [[0, 1, "WEAPON"]]}))
    (problem,) = problems(tmp_path / "x.jsonl", "doccano")
    assert "error: offset 1, expected the begin or end" in problem


def test_doccano_grapheme_offsets_outside(tmp_path: Path) -> None:
    line = {"text": "Gaza", "entities": [{"id": 1, "start_offset": 0, "end_offset": 5, "label": "PLACE"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(line))
    (problem,) = problems(tmp_path / "x.jsonl", "doccano", graphemes=True)
    assert "offset 5, expected the begin or end of one of the text's 4 grapheme clusters" in problem


# Prodigy ------------------------------------------------------------------------------------------------------------


def test_prodigy_spans_are_whole_tokens_and_tokens_the_text(corpus: list[Annotated], tmp_path: Path) -> None:
    export(corpus, tmp_path / "out", form="prodigy")
    for line in (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        tokens = task["tokens"]
        assert "".join(t["text"] + " " * t["ws"] for t in tokens) == task["text"]
        assert [t["id"] for t in tokens] == list(range(len(tokens)))
        for t in tokens:
            assert task["text"][t["start"] : t["end"]] == t["text"]
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
        for relation in task["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]


def test_prodigy_only_accepted_tasks_count(biu: Annotated, tmp_path: Path) -> None:
    export([biu], tmp_path / "out", form="prodigy")
    file = tmp_path / "out" / "articles.jsonl"
    edit(file, lambda task: {**task, "answer": "accept", "_input_hash": 1})
    assert records(file, "prodigy") == [biu]
    edit(file, lambda task: {**task, "answer": "reject"})
    assert records(file, "prodigy") == []
    assert problems(file, "prodigy") == [
        "articles.jsonl:1: warning: the answer is 'reject', not accepted: left out"
    ]


def test_prodigy_spans_without_our_ids(biu: Annotated, tmp_path: Path) -> None:
    export([biu], tmp_path / "out", form="prodigy")

    def bare(task: dict[str, Any]) -> dict[str, Any]:
        spans = [*task["spans"], *(r[end] for r in task["relations"] for end in ("head_span", "child_span"))]
        for span in spans:
            span.pop("id", None)
        return task

    edit(tmp_path / "out" / "articles.jsonl", bare)
    assert records(tmp_path / "out", "prodigy") == [biu]
    edit(tmp_path / "out" / "articles.jsonl", lambda task: {**task, "spans": task["spans"][1:]})
    (problem,) = problems(tmp_path / "out", "prodigy")
    assert (
        "articles.jsonl:1: error: relation: 'head_span' is (0, 3, 'PLACE'), expected one of the spans"
        in problem
    )


# DocBin -------------------------------------------------------------------------------------------------------------


def test_docbin_opens_in_spacy_and_trains(corpus: list[Annotated], tmp_path: Path) -> None:
    (file,) = export(corpus, tmp_path / "out", form="docbin")
    nlp = spacy.blank("en")
    docs = list(DocBin().from_disk(file).get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == [item.text for item in corpus]
    for doc, item in zip(docs, corpus, strict=True):
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
            (m.start, m.end, m.label) for m in item.record.mentions
        ]
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["triggers"]] == [
            (e.trigger.start, e.trigger.end, e.type) for e in item.record.events
        ]
    assert len(list(Corpus(file)(nlp))) == len(corpus)


def test_docbin_spans_that_a_program_changed_win(biu: Annotated, tmp_path: Path) -> None:
    (file,) = export([biu], tmp_path / "out", form="docbin")
    nlp = spacy.blank("en")
    (doc,) = DocBin().from_disk(file).get_docs(nlp.vocab)
    doc.spans["mentions"] = [span for span in doc.spans["mentions"] if span.text != "mosque"]
    DocBin(docs=[doc], store_user_data=True).to_disk(file)
    (found,) = records(file, "docbin")
    assert [m for m in biu.record.mentions if m.text != "mosque"] == list(found.record.mentions)
    assert len(found.record.events) == len(biu.record.events)


def test_docbin_of_somebody_else(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = nlp("Calm in Gaza")
    doc.set_ents([doc.char_span(8, 12, "PLACE")])
    DocBin(docs=[doc]).to_disk(tmp_path / "x.spacy")
    (found,) = records(tmp_path / "x.spacy", "docbin")
    assert [(m.text, m.label) for m in found.record.mentions] == [("Gaza", "PLACE")]
    doc.ents = [doc.char_span(8, 12, "GPE")]
    DocBin(docs=[doc]).to_disk(tmp_path / "x.spacy")
    assert problems(tmp_path / "x.spacy", "docbin")[-1].startswith(
        "x.spacy: error: Doc 1: ents 1: label 'GPE', expected"
    )


@pytest.mark.parametrize(
    "data", [b"", b"x", zlib.compress(b""), zlib.compress(b"\xc1"), zlib.compress(b"\x80")]
)
def test_docbin_that_is_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.spacy").write_bytes(data)
    (problem,) = problems(tmp_path / "x.spacy", "docbin")
    assert problem.startswith("x.spacy: error: is no DocBin that can be read: ")


def test_docbin_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eventwire.exchange import docbin

    monkeypatch.setattr(docbin, "LARGEST", 2**20)
    (tmp_path / "x.spacy").write_bytes(zlib.compress(b"\0" * 2**24))
    (problem,) = problems(tmp_path / "x.spacy", "docbin")
    assert "unpacks to more than 1048576 bytes" in problem


def test_docbin_user_data_is_data(tmp_path: Path) -> None:
    """Anything else under our key than a string is no record, and nothing of it is run."""
    nlp = spacy.blank("en")
    doc = nlp("Calm")
    doc.user_data["eventwire"] = [b"cos\nsystem\n(S'false'\ntR."]
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "x.spacy")
    assert problems(tmp_path / "x.spacy", "docbin") == [
        "x.spacy: warning: Doc 1: the exported record is gone; only what the annotations say is known"
    ]
