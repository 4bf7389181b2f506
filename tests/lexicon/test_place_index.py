"""The place index: names find their places, damaged files are refused, opening is fast."""

from __future__ import annotations

import time

import pytest

from eventwire.errors import ModelDataError
from eventwire.lexicon.places import MAGIC, PlaceIndex
from eventwire.resources import model_path

PATH = model_path() / "gazetteer" / "places.bin"


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex(PATH.read_bytes())


# name as printed; GeoNames id, kind, country, first-level division of one of the places that it must find
FOUND = [
    ("Deir Ezzor", 170794, "city", "SYR", "Deir ez-Zor"),
    ("Deir ez-Zor", 170794, "city", "SYR", "Deir ez-Zor"),
    ("Anbar", 99592, "region", "IRQ", None),
    ("Anbar province", 99592, "region", "IRQ", None),
    ("Tripoli", 2210247, "city", "LBY", "Tripoli"),
    ("Tripoli", 266826, "city", "LBN", "North Lebanon"),
    ("Paris", 4717560, "city", "USA", "Texas"),
    ("Saint Petersburg", 498817, "city", "RUS", "St.-Petersburg"),
    ("San José", 3621849, "city", "CRI", "San José"),
    ("Lamar County", 4705086, "region", "USA", "Texas"),
    ("Kharkov", 706483, "city", "UKR", "Kharkiv"),
    ("HOMS", 169577, "city", "SYR", "Homs"),
]


@pytest.mark.parametrize(("name", "geonames_id", "kind", "country", "admin1"), FOUND)
def test_name_finds_its_place(
    index: PlaceIndex, name: str, geonames_id: int, kind: str, country: str, admin1: str | None
) -> None:
    hits = {c.geonames_id: c for c in index.lookup(name)}
    assert geonames_id in hits
    place = hits[geonames_id]
    assert (place.kind, place.country, place.admin1) == (kind, country, admin1)


@pytest.mark.parametrize("name", ["", "…", "Qwertyburgh upon Nowhere", "Zzyzzxz"])
def test_unknown_names_find_nothing(index: PlaceIndex, name: str) -> None:
    assert index.lookup(name) == []


def test_candidates_come_once_and_the_most_populous_first(index: PlaceIndex) -> None:
    found = index.lookup("Springfield")
    assert len({c.geonames_id for c in found}) == len(found) > 5
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)


def test_every_row_is_on_the_globe(index: PlaceIndex) -> None:
    for row in range(0, len(index), 97):
        place = index.candidate(row)
        assert place.latitude is not None
        assert place.longitude is not None
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.name
        assert len(place.country or "") == 3


def test_opening_takes_no_time() -> None:
    data = PATH.read_bytes()
    start = time.perf_counter()
    PlaceIndex(data)
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    "data", [b"", b"nothing of the kind", MAGIC + b"00000002{}", PATH.read_bytes()[:4000]]
)
def test_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(ModelDataError, match="place index"):
        PlaceIndex(data)
