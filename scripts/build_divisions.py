"""Write `mentions/divisions.jsonl`: names of states and provinces that are no well-known town's, from the place index and the abbreviations.

The trained scorer of mentions knows by them a region from a city; resolving places does not read them.

Usage: python scripts/build_divisions.py
"""

from __future__ import annotations

import json
from pathlib import Path

from eventwire.lexicon.places import PlaceIndex

MODEL = Path(__file__).resolve().parents[1] / "models" / "en_eventwire"
TARGET = MODEL / "mentions" / "divisions.jsonl"
TOWN = 100_000  # people; a place of this size in the same country makes the name ambiguous


def main() -> None:
    index = PlaceIndex((MODEL / "gazetteer" / "places.bin").read_bytes())
    found: dict[str, set[str]] = {"division": set(), "abbreviation": set()}
    for row in range(len(index)):
        division = index.candidate(row)
        if division.feature != "ADM1":
            continue
        towns = [
            other
            for other in index.lookup(division.name)
            if other.own
            and other.country == division.country
            and not other.feature.startswith("ADM")
            and other.population >= TOWN
        ]
        if not towns:
            found["division"].add(division.name.casefold())
    for line in (MODEL / "places" / "abbreviations.jsonl").read_text(encoding="utf-8").splitlines():
        found["abbreviation"] |= {form.casefold() for form in json.loads(line)["forms"]}
    with TARGET.open("w", encoding="utf-8", newline="\n") as out:
        for name, words in found.items():
            line = {"id": f"noun/{name}", "source": "GeoNames; postal codes", "words": sorted(words)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print({name: len(words) for name, words in found.items()}, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
