"""The closed vocabularies of the contract: every value that a field with a fixed list may take.

PLOVER's types, modes and sectors follow its manual, draft 2.0 of 2024-02-04; the wording of the comments is ours.
"""

from __future__ import annotations

from typing import Literal, get_args

SCHEMA_VERSION = "1"

Status = Literal["ok", "no_events", "skipped", "failed"]
PublishedSource = Literal["metadata", "dateline", "filename", "option", "none"]
Label = Literal["ACTOR", "WEAPON", "PLACE", "DATE", "QUANTITY"]
ActorKind = Literal[
    "person",
    "state",
    "government",
    "military",
    "police",
    "armed_group",
    "political_group",
    "organization",
    "civilians",
    "media",
]
WeaponKind = Literal[
    "drone",
    "rocket",
    "missile",
    "launcher",
    "artillery",
    "mortar",
    "bomb",
    "ied",
    "mine",
    "firearm",
    "aircraft",
    "vessel",
    "vehicle",
    "air_defense",
    "chemical",
    "other",
]
PlaceKind = Literal["country", "region", "city", "facility", "area"]
PlacePrecision = Literal["site", "populated_place", "admin2", "admin1", "country", "area"]
FacilitySubtype = Literal[
    "military_base",
    "airport",
    "port",
    "checkpoint",
    "hospital",
    "school",
    "market",
    "residential",
    "power",
    "prison",
    "camp",
    "embassy",
    "worship",
    "other",
]
Relation = Literal["backed_by", "part_of", "ally_of", "speaks_for"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Modality = Literal[
    "actual", "attempted", "threatened", "planned", "requested", "alleged", "denied", "hypothetical"
]
Outcome = Literal["succeeded", "failed", "intercepted", "unknown"]
Role = Literal["agent", "target", "victim", "weapon", "place", "origin", "recipient", "time"]
Measure = Literal[
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "arrests",
    "personnel",
    "weapons",
    "intercepted",
    "strikes",
    "attacks",
    "targets",
]
Act = Literal[
    "confirm",
    "deny",
    "decline",
    "claim",
    "accuse",
    "label",
    "justify",
    "condemn",
    "urge",
    "threaten",
    "pledge",
    "report",
    "estimate",
]
Stance = Literal["affirms", "denies", "disputes_label", "justifies", "declines", "neutral"]
Polarity = Literal["applied", "refused"]
Basis = Literal["text", "inferred", "lexicon", "model"]
TimeBasis = Literal["text", "anchored", "published"]
LocationBasis = Literal["text", "inherited", "dateline"]
DatePrecision = Literal["day", "range", "week", "month", "season", "quarter", "year", "decade"]
Quality = Literal["exact", "close", "broad", "none"]

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

MODES: dict[EventType, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
}

QUAD_CLASS: dict[EventType, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,  # the manual's quad table says 3, its SANCTION section and summary say material conflict
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}

SECTORS: tuple[str, ...] = (
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
)
