import pytest

from eventwire.errors import ModelDataError
from eventwire.lexicon.events import InheritanceLine
from eventwire.lexicon.lines import parse

LINE = '{"id": "x/1", "field": "%s", "types": ["ASSAULT"], "reach": 2%s, "source": "own", "examples": ["x"]}'


@pytest.mark.parametrize(("field", "rest"), [("launch_site", ""), ("location", ', "weapons": ["rocket"]')])
def test_weapons_belong_to_a_launch_site_and_to_it_alone(field: str, rest: str) -> None:
    with pytest.raises(ModelDataError, match="launch_site") as caught:
        parse(InheritanceLine, (LINE % (field, rest)).encode(), path="events/inheritance.jsonl")
    assert "events/inheritance.jsonl" in str(caught.value)


def test_a_launch_site_with_weapons_is_read() -> None:
    (line,) = parse(InheritanceLine, (LINE % ("launch_site", ', "weapons": ["rocket"]')).encode(), path="x")
    assert line.weapons == ("rocket",)
