import json

import pytest

from eventwire.errors import ModelDataError
from eventwire.lexicon.crosswalk import Crosswalk, Facts
from eventwire.resources import model_path
from eventwire.schema.terms import MODES

FILE = model_path() / "events" / "crosswalk.json"
TABLES = json.loads(FILE.read_text(encoding="utf-8"))
CROSSWALK = Crosswalk(FILE.read_bytes(), path=str(FILE))
EVERY = [(kind, mode) for kind, modes in MODES.items() for mode in ("", *modes)]


@pytest.mark.parametrize(("kind", "mode"), EVERY)
def test_every_type_and_mode_has_its_codes(kind: str, mode: str) -> None:
    assert mode in TABLES["cameo"][kind]
    codes = CROSSWALK.codes(Facts(type=kind, modes=(mode,) if mode else ()))
    assert set(codes) == {"plover", "cameo", "acled", "gtd"}
    for found in (code for group in codes.values() for code in group):
        assert (found["code"] is None) == (found["quality"] == "none")
    acled = {c["scheme"]: c["code"] for c in codes["acled"]}
    if acled["sub_event_type"] is not None:
        assert acled["sub_event_type"] in TABLES["acled"]["sub_events"][acled["event_type"]]


@pytest.mark.parametrize("kind", ["ASSAULT", "PROTEST", "REQUEST", "REJECT", "THREATEN", "MOBILIZE"])
def test_a_cameo_code_leads_back_to_its_type(kind: str) -> None:
    back: dict[str, set[str]] = {}
    for other, row in TABLES["cameo"].items():
        for found in row.values():
            if found["code"]:
                back.setdefault(found["code"], set()).add(other)
    for found in TABLES["cameo"][kind].values():
        if found["code"]:
            assert back[found["code"]] == {kind}


def _codes(**facts: object) -> dict[str, str | None]:
    codes = CROSSWALK.codes(Facts(**facts))  # type: ignore[arg-type]
    return {
        f"{name}/{c['scheme']}" if c["scheme"] else name: c["code"] for name in codes for c in codes[name]
    }


def test_drones_at_a_base() -> None:
    found = _codes(
        type="ASSAULT",
        modes=("drone",),
        modality="attempted",
        outcome="failed",
        agents=("armed_group",),
        targets=("facility",),
        subtypes=("military_base",),
        weapons=("drone",),
    )
    assert found == {
        "plover": "ASSAULT",
        "cameo": "1952",
        "acled/event_type": "Explosions/Remote violence",
        "acled/sub_event_type": "Air/drone strike",
        "gtd/attack": "3",
        "gtd/target": "4/27",
        "gtd/weapon": "6/17",
    }


def test_shot_down_is_disrupted_weapons_use() -> None:
    assert _codes(type="ASSAULT", modes=("drone",), outcome="intercepted")["acled/sub_event_type"] == (
        "Disrupted weapons use"
    )


def test_acts_of_states_have_no_gtd_code() -> None:
    assert _codes(type="ASSAULT", modes=("aerial",), agents=("military",))["gtd/attack"] is None


@pytest.mark.parametrize("modality", ["planned", "threatened", "hypothetical", "denied"])
def test_what_did_not_happen_is_not_coded(modality: str) -> None:
    found = _codes(type="ASSAULT", modes=("firearms",), modality=modality)
    assert found["acled/event_type"] is None
    assert found["gtd/attack"] is None


def test_a_failed_assassination_is_185() -> None:
    assert _codes(type="ASSAULT", modes=("targeted",), outcome="failed")["cameo"] == "185"


def test_a_broken_file_is_named() -> None:
    with pytest.raises(ModelDataError, match=r"x\.json"):
        Crosswalk(b"{}", path="x.json")
