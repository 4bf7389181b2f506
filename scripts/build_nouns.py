"""Write `mentions/nouns.jsonl`, which common nouns name people, groups, places, weapons, vehicles, acts …, from WordNet 3.0.

WordNet's files are not part of this repository: Debian's packages wordnet-base and wordnet-sense-index have them, or
https://wordnet.princeton.edu. A noun counts as what its first sense is; where its senses were tagged often enough in WordNet's own
texts, as what most of them are.

Usage: python scripts/build_nouns.py FOLDER      (with data.noun, index.noun and index.sense)
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "models" / "en_eventwire" / "mentions" / "nouns.jsonl"
SOURCE = "WordNet 3.0"
# class → the synsets, by lemma and number of the sense, below which its nouns lie; the first that fits counts
CLASSES: dict[str, tuple[str, ...]] = {
    "munition": ("ammunition 1", "explosive 1", "explosive_device 1", "projectile 1", "projectile 2"),
    "weapon": ("weapon 1", "weaponry 1", "poison_gas 1", "military_vehicle 1", "warship 1", "warplane 1"),
    "aircraft": ("aircraft 1",),
    "vessel": ("vessel 2", "watercraft 1"),
    "vehicle": ("vehicle 1",),
    "soldier": ("serviceman 1", "military_personnel 1", "soldier 1", "fighter 1", "combatant 1"),
    "policeman": ("lawman 1", "policeman 1", "guard 1"),
    "official": ("official 1", "official 2", "politician 1", "lawmaker 1", "head_of_state 1", "diplomat 1"),
    "journalist": ("journalist 1", "writer 1", "communicator 1"),
    "wrongdoer": ("wrongdoer 1", "bad_person 1", "aggressor 1", "killer 1", "unwelcome_person 1"),
    "relative": ("relative 1", "spouse 1"),
    "worker": ("worker 1", "employee 1", "skilled_worker 1"),
    "professional": ("professional 1", "expert 1", "intellectual 1", "scientist 1"),
    "leader": ("leader 1", "superior 1", "administrator 1"),
    "traveler": ("traveler 1", "migrant 1", "exile 1"),
    "cleric": ("spiritual_leader 1", "religious_person 1"),
    "person": ("person 1",),
    "military-unit": ("military_unit 1", "army_unit 1", "armed_service 1"),
    "government": ("government 1", "government_department 1", "agency 1", "administrative_unit 1"),
    "party": ("party 1", "political_unit 1", "social_movement 1"),
    "media": ("press 1", "medium 1", "newspaper 1", "broadcasting_company 1"),
    "company": ("company 1", "enterprise 2", "business 1"),
    "organization": ("organization 1",),
    "people": ("people 1", "gathering 1", "social_group 1", "ethnic_group 1"),
    "building": ("building 1", "housing 1", "shelter 1", "establishment 2", "building_complex 1"),
    "facility": ("facility 1", "way 6", "road 1", "passage 3", "bridge 1", "barrier 1", "excavation 3"),
    "room": ("room 1", "area 6", "enclosure 1"),
    "structure": ("structure 1",),
    "settlement": ("municipality 1", "settlement 6", "residential_district 1", "community 2"),
    "district": ("district 1", "region 3", "geographical_area 1", "tract 1", "country 2"),
    "water": ("body_of_water 1",),
    "terrain": ("geological_formation 1", "land 4"),
    "location": ("location 1",),
    "animal": ("animal 1",),
    "artifact": ("artifact 1",),
}  # fmt: skip
# lexicographers' files of what is neither, for nouns that are common enough
FILES = {
    4: "act", 7: "attribute", 8: "body", 9: "cognition", 10: "communication", 11: "event", 12: "feeling", 13: "food", 14: "group",
    19: "phenomenon", 21: "possession", 22: "process", 23: "quantity", 24: "relation", 26: "state", 27: "substance", 28: "time",
}  # fmt: skip
RARE = frozenset({"animal", "artifact", "location"})  # only nouns that WordNet's texts have in this sense
WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+){0,3}\Z")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    above, file_of, names = synsets(folder / "data.noun")
    senses = index(folder / "index.noun")
    counts = tagged(folder / "index.sense")
    roots = {
        name: {senses[lemma][int(number) - 1] for lemma, number in map(str.split, places)}
        for name, places in CLASSES.items()
    }
    closed: dict[str, frozenset[str]] = {}

    def ancestors(synset: str) -> frozenset[str]:
        if synset not in closed:
            closed[synset] = frozenset({synset}.union(*(ancestors(up) for up in above[synset])))
        return closed[synset]

    found: dict[str, list[str]] = collections.defaultdict(list)
    for lemma in sorted(senses):
        if not WORD.match(lemma) or (lemma, senses[lemma][0]) in names:
            continue
        votes: collections.Counter[str] = collections.Counter()
        for number, synset in enumerate(senses[lemma]):
            count = counts[lemma, synset]
            name = next((n for n, places in roots.items() if places & ancestors(synset)), None)
            if name in RARE and not count:
                continue
            if name is None and count:
                name = FILES.get(file_of[synset])
            votes[name or ""] += count + (1 if number == 0 else 0)
        name = max(votes, key=lambda n: votes[n], default="")
        if name:
            found[name].append(lemma)
    with TARGET.open("w", encoding="utf-8", newline="\n") as out:
        for name in sorted(found):
            out.write(json.dumps({"id": f"noun/{name}", "source": SOURCE, "words": found[name]}) + "\n")
    print({name: len(words) for name, words in sorted(found.items())}, TARGET.stat().st_size)


def synsets(path: Path) -> tuple[dict[str, list[str]], dict[str, int], set[tuple[str, str]]]:
    """The hypernyms and the lexicographers' file of each synset, and the words that are names in a synset."""
    above, file_of, names = {}, {}, set()
    for line in lines(path):
        fields = line.split(" | ")[0].split()
        first = 4 + 2 * int(fields[3], 16)
        pointers = [fields[first + 1 + 4 * i : first + 5 + 4 * i] for i in range(int(fields[first]))]
        above[fields[0]] = [to for sign, to, pos, _ in pointers if sign in ("@", "@i") and pos == "n"]
        file_of[fields[0]] = int(fields[1])
        words = fields[4:first:2][: int(fields[3], 16)]
        names.update((word.lower(), fields[0]) for word in words if word != word.lower())
    return above, file_of, names


def index(path: Path) -> dict[str, list[str]]:
    """The synsets of each lemma, the first sense first."""
    fields = (line.split() for line in lines(path))
    return {f[0]: f[-int(f[2]) :] for f in fields}


def tagged(path: Path) -> collections.Counter[tuple[str, str]]:
    """How often a lemma was tagged with a synset."""
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    for line in lines(path):
        key, synset, _, count = line.split()
        lemma, sense = key.split("%")
        if sense.startswith("1:"):
            counts[lemma, synset] = int(count)
    return counts


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="latin-1").split("\n") if line and line[0] != " "]


if __name__ == "__main__":
    main()
