"""Arguments: who fills which role, one marked sentence a construction."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire import layers
from eventwire.lexicon.markup import parse_markup
from eventwire.schema.terms import EVENT_TYPES

SENTENCES = {
    "active": "[Rebels](agent) [attacked](ASSAULT) the [airport](target).",
    "passive": "The [airport](target) was [attacked](ASSAULT) by [rebels](agent).",
    "weapon-subject": "A [rocket](weapon) [hit](ASSAULT) the [hospital](target).",
    "launch": "[Rebels](agent) [fired](ASSAULT) [mortar shells](weapon) at the [barracks](target).",
    "reduced": "[Rockets](weapon) [fired](ASSAULT) by the [militia](agent) landed in a field.",
    "nominal": "The [attack](ASSAULT) on the [convoy](target) by [insurgents](agent) lasted an hour.",
    "possessive": "The [army](agent)'s [strikes](ASSAULT) on the [port](target) went on.",
    "compound": "The [rocket](weapon) [attack](ASSAULT) lasted an hour.",
    "two-compounds": "The [patrol](target) faced [rocket](weapon) and [drone](weapon) [strikes](ASSAULT).",
    "light": "The [militia](agent) carried out an [attack](ASSAULT) on the [port](target).",
    "owner": "[Jets](agent) [bombed](ASSAULT) four [warehouses](target) linked to the [rebels](target).",
    "suffer": "The [patrol](target) faced several [attacks](ASSAULT).",
    "relative": "The [gunmen](agent) who [attacked](ASSAULT) the [convoy](target) fled.",
    "control": "[Militants](agent) tried to [attack](ASSAULT) the [convoy](target).",
    "participle": "[Militants](agent) stormed out of the hills, [killing](ASSAULT) four [guards](victim).",
    "coordination": "[Rebels](agent) and [deserters](agent) [attacked](ASSAULT) the [camp](target).",
    "arrest": "[Police](agent) [arrested](COERCE) nine [students](victim) on [Monday](time).",
    "request": "The [envoy](agent) [urged](REQUEST) the [rebels](recipient) to leave.",
}


@pytest.mark.parametrize("name", list(SENTENCES))
def test_arguments(nlp: Language, name: str) -> None:
    text, marks = parse_markup(SENTENCES[name])
    doc = nlp(text)
    wanted = {(m.start, m.end, m.label) for m in marks if m.label not in EVENT_TYPES}
    span = next((m.start, m.end) for m in marks if m.label in EVENT_TYPES)
    found = {
        (*layers.characters(doc, a["tokens"]), a["role"])
        for trigger, row in layers.table(doc, "triggers").items()
        if layers.characters(doc, row["tokens"]) == span
        for a in doc._.arguments[trigger]
    }
    # a facility that is attacked is also the place where the text names no other
    assert {f for f in found if not (f[2] == "place" and (f[0], f[1], "target") in wanted)} == wanted
