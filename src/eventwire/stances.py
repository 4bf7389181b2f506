"""The stances of an article: for each event and each speaker, what the speaker does with the event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventwire.schema import ArticleRecord, Characterization


@dataclass(frozen=True, slots=True)
class Position:
    """What one speaker does with one event, all of his words on it together.

    Attributes:
        event: id of the event. speaker: name of the speaker, or the words that stand for one nobody named.
        official: whether it speaks for an office; None where nobody can tell.
        stances, acts: those of its characterizations, each once, in text order; `neutral` only where there is no other stance.
        labels: what it calls the event; a refused label has "not " before it.
        told_by: whose words its words stand in, where another speaker only tells of them.
        characterizations: their ids, in text order.
    """

    event: str
    speaker: str
    official: bool | None
    stances: tuple[str, ...]
    acts: tuple[str, ...]
    labels: tuple[str, ...]
    told_by: tuple[str, ...]
    characterizations: tuple[str, ...]


def stance_table(record: ArticleRecord) -> tuple[Position, ...]:
    """One position for each event and speaker, in the order of the events and then of the first words on each.

    Speakers are one where their entity is; characterizations without a speaker ("was accused of") are left out.
    """
    names = {entity.id: entity.name for entity in record.entities}
    outer = told_in(record.characterizations)
    found = []
    for event in record.events:
        by_speaker: dict[str, list[Characterization]] = {}
        for one in record.characterizations:
            if one.speaker is not None and event.id in one.events:
                key = one.speaker.entity or f"“{one.speaker.text.casefold()}”"
                by_speaker.setdefault(key, []).append(one)
        for said in by_speaker.values():
            officials = {one.speaker.official for one in said if one.speaker is not None} - {None}
            stances = dict.fromkeys(one.stance for one in said)
            found.append(
                Position(
                    event=event.id,
                    speaker=_name(said[0], names),
                    official=any(officials) if officials else None,
                    stances=tuple(s for s in stances if s != "neutral") or ("neutral",),
                    acts=tuple(dict.fromkeys(one.act for one in said)),
                    labels=tuple(
                        dict.fromkeys(
                            f"{'not ' if one.label.polarity == 'refused' else ''}{one.label.term}"
                            for one in said
                            if one.label is not None
                        )
                    ),
                    told_by=tuple(
                        dict.fromkeys(_name(outer[one.id], names) for one in said if one.id in outer)
                    ),
                    characterizations=tuple(one.id for one in said),
                )
            )
    return tuple(found)


def told_in(characterizations: Iterable[Characterization]) -> dict[str, Characterization]:
    """Of each characterization whose cue stands in another's content, the innermost such other, by id."""
    spoken = [one for one in characterizations if one.speaker is not None]
    found = {}
    for one in spoken:
        around = [
            other
            for other in spoken
            if other.content is not None
            and other.id != one.id
            and other.content.start <= one.cue.start
            and one.cue.end <= other.content.end
        ]
        if around:
            found[one.id] = min(around, key=lambda o: o.content.end - o.content.start if o.content else 0)
    return found


def _name(one: Characterization, names: dict[str, str]) -> str:
    if one.speaker is None:
        return ""
    return names.get(one.speaker.entity or "", one.speaker.text)
