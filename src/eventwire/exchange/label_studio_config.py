"""Label Studio's labelling interface for eventwire's labels, as XML, made from the schema's vocabularies."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from eventwire.exchange.graph import KINDS, LABELS, MENTIONS, MODES, RELATIONS, TRIGGERS, attribute_values

SPANS, TEXT = "span", "text"  # names of the control with the labels and of the text

_COLOURS = {"mention": "#3b82f6", "trigger": "#ef4444", "cue": "#f59e0b", "part": "#6b7280"}


def control_of(label: str, attribute: str) -> str:
    """The name of the choices for an attribute of a label: one for each list of values."""
    own = attribute in MODES or attribute == "kind"
    return f"{attribute}_{label.lower()}" if own else attribute


def attribute_of(control: str) -> str:
    """The attribute that some choices are for."""
    name, _, label = control.partition("_")
    return name if label.upper() in (*TRIGGERS, *KINDS) else control


def config() -> str:
    """The labelling interface: labels, choices for each region by its label, and relations."""
    lines = ["<View>", f'  <Text name="{TEXT}" value="$text" granularity="symbol"/>']
    lines.append(f'  <Labels name="{SPANS}" toName="{TEXT}">')
    lines += [f'    <Label value={quoteattr(label)} background="{_colour(label)}"/>' for label in LABELS]
    lines.append("  </Labels>")
    controls: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for label in LABELS:
        for name, values in attribute_values(label).items():
            if values:
                controls.setdefault(control_of(label, name), ([], values))[0].append(label)
    for control, (labels, values) in controls.items():
        lines.append(
            f'  <Choices name="{control}" toName="{TEXT}" perRegion="true" whenTagName="{SPANS}" '
            f'whenLabelValue={quoteattr(",".join(labels))} choice="single" showInline="true">'
        )
        lines.append(f'    <Header value={quoteattr(attribute_of(control))} size="6"/>')
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in values]
        lines.append("  </Choices>")
    lines.append("  <Relations>")
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in RELATIONS]
    lines += ["  </Relations>", "</View>"]
    return "\n".join(lines) + "\n"


def _colour(label: str) -> str:
    if label in MENTIONS:
        return _COLOURS["mention"]
    if label in TRIGGERS:
        return _COLOURS["trigger"]
    return _COLOURS["cue" if label == "CUE" else "part"]
