"""brat's configuration for eventwire's labels: `annotation.conf` and `visual.conf`, made from the schema's vocabularies."""

from __future__ import annotations

from eventwire.exchange.graph import (
    FLAGS,
    LABELS,
    MEASURES,
    MENTIONS,
    PARTS,
    ROLES,
    SPEECH,
    TRIGGERS,
    attribute_values,
    edge_ends,
)

ARTICLE = "ARTICLE"  # the span that carries the exported record in its note


def annotation_conf() -> str:
    """What may be annotated and how it hangs together."""
    lines = ["# written by eventwire export", "", "[entities]", *MENTIONS, *PARTS, ARTICLE, "", "[relations]"]
    lines += [f"same\tArg1:{label}, Arg2:{label}" for label in MENTIONS]
    lines += [f"Equiv\tArg1:{label}, Arg2:{label}, <REL-TYPE>:symmetric-transitive" for label in MENTIONS]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    of_events = ", ".join(
        f"{role}*:{'|'.join(edge_ends(role)[1])}" for role in (*ROLES, *MEASURES, "further")
    )
    lines += [f"{label}\t{of_events}" for label in TRIGGERS]
    count = {"about": "*"}
    of_cues = ", ".join(f"{role}{count.get(role, '?')}:{'|'.join(edge_ends(role)[1])}" for role in SPEECH)
    lines += [f"CUE\t{of_cues}", "", "[attributes]"]
    lines += [
        f"{name}\tArg:{'|'.join(labels)}" + ("" if name in FLAGS else f", Value:{'|'.join(values)}")
        for name, labels, values in _attributes()
    ]
    return "\n".join(lines) + "\n"


def _attributes() -> list[tuple[str, list[str], list[str]]]:
    """Each attribute with the labels that it may stand on and all its values; brat has one list of values for a name."""
    labels: dict[str, list[str]] = {}
    values: dict[str, dict[str, None]] = {}
    for label in LABELS:
        for name, allowed in attribute_values(label).items():
            if allowed:
                labels.setdefault(name, []).append(label)
                values.setdefault(name, {}).update(dict.fromkeys(allowed))
    return [(name, labels[name], list(values[name])) for name in labels]


def visual_conf() -> str:
    """Colours by what a label is."""
    colours = {
        **dict.fromkeys(MENTIONS, "#bfdbfe"),
        **dict.fromkeys(TRIGGERS, "#fecaca"),
        **dict.fromkeys(PARTS, "#e5e7eb"),
        "CUE": "#fde68a",
        ARTICLE: "#ffffff",
    }
    lines = ["[labels]", *LABELS, ARTICLE, "", "[drawing]", "SPAN_DEFAULT\tfgColor:black, borderColor:darken"]
    lines += [f"{label}\tbgColor:{colour}" for label, colour in colours.items()]
    return "\n".join(lines) + "\n"
