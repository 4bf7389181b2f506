"""Which place a name means: sentence tables, one per kind of evidence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire import layers


def places(
    nlp: Language, text: str, *, country: str | None = None
) -> dict[str, tuple[str | None, str | None]]:
    """Text of each resolved mention → country and first-level division (or country alone)."""
    doc = nlp.make_doc(text)
    doc._.article = {
        "id": "t",
        "published": None,
        "title": None,
        "publisher": None,
        "publisher_country": country,
    }
    doc = nlp(doc)
    mentions = layers.table(doc, "mentions")
    return {
        doc[mentions[local]["tokens"][0] : mentions[local]["tokens"][1]].text: (row["country"], row["admin1"])
        for local, row in layers.table(doc, "places").items()
    }


# sentence; mention; country, first-level division
MEANT = [
    ("A warehouse burned down in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
    ("A warehouse burned down in Paris on Monday, French police said.", "Paris", "FRA", "Île-de-France"),
    ("Gunmen clashed in Tripoli, Libya, on Friday.", "Tripoli", "LBY", "Tripoli"),
    ("Gunmen clashed in Tripoli on Friday, Lebanese officials said.", "Tripoli", "LBN", "North Lebanon"),
    ("Police in Hyderabad, Pakistan, closed two roads.", "Hyderabad", "PAK", "Sindh"),
    ("Police in Hyderabad closed two roads, Indian officials said.", "Hyderabad", "IND", "Telangana"),
    ("Two people were hurt in Birmingham, Alabama.", "Birmingham", "USA", "Alabama"),
    ("Two people were hurt in Birmingham, England.", "Birmingham", "GBR", "England"),
    ("A laboratory in Cambridge, Massachusetts, was evacuated.", "Cambridge", "USA", "Massachusetts"),
    ("Shells fell on Aleppo and Idlib overnight.", "Aleppo", "SYR", "Aleppo"),
    ("Farmers marched in San José, Costa Rica.", "San José", "CRI", "San José"),
    ("Farmers marched in Valencia, Venezuela.", "Valencia", "VEN", "Carabobo"),
    ("Farmers marched in Valencia, Spanish media reported.", "Valencia", "ESP", "Valencia"),
    ("Talks were held in Tbilisi, and Georgian troops left the border of Georgia.", "Georgia", "GEO", None),
    ("A tornado hit Atlanta, Macon and other towns in Georgia.", "Georgia", "USA", "Georgia"),
    ("A convoy was hit near Ramadi in the Anbar province of western Iraq.", "Ramadi", "IRQ", "Anbar"),
    ("Two men were held in Tuscaloosa, Ala., on Sunday.", "Tuscaloosa", "USA", "Alabama"),
]


@pytest.mark.parametrize(("text", "name", "country", "admin1"), MEANT)
def test_surroundings_decide(nlp: Language, text: str, name: str, country: str, admin1: str | None) -> None:
    found = [place for mention, place in places(nlp, text).items() if name in mention]
    assert found == [(country, admin1)]


def test_publisher_decides_where_nothing_else_does(nlp: Language) -> None:
    text = "A bus burned down in Perth."
    assert places(nlp, text, country="AUS")["Perth"][0] == "AUS"


def test_common_noun_place_has_a_country_and_no_point(nlp: Language) -> None:
    doc = nlp("Rebels in Sudan attacked a fuel depot on Monday.")
    mentions, rows = layers.table(doc, "mentions"), layers.table(doc, "places")
    depot = next(local for local, row in mentions.items() if doc[row["head"]].text == "depot")
    assert rows[depot]["country"] == "SDN"
    assert rows[depot]["latitude"] is None
    assert rows[depot]["rule"] == "place/sentence-country"


def test_country_carries_its_reference_point(nlp: Language) -> None:
    doc = nlp("Heavy rain fell across Iraq overnight.")
    (row,) = layers.table(doc, "places").values()
    assert (row["kind"], row["country"], row["precision"]) == ("country", "IRQ", "country")
    assert row["latitude"] is not None


def test_facility_with_a_place_in_its_name_gets_that_place_s_point(nlp: Language) -> None:
    doc = nlp("Shells hit a Gainesville hospital in Florida on Monday.")
    mentions, rows = layers.table(doc, "mentions"), layers.table(doc, "places")
    (row,) = [rows[local] for local, m in mentions.items() if m["kind"] == "facility" and local in rows]
    assert (row["country"], row["admin1"], row["rule"]) == ("USA", "Florida", "place/inner-name")
    assert row["geonames_id"] is None
    assert row["latitude"] is not None


def test_region_of_the_lexicon_holds_its_cities(nlp: Language) -> None:
    assert places(nlp, "A bomb went off in Grozny, Chechnya.")["Grozny"] == ("RUS", "Chechnya")


@pytest.mark.parametrize(
    ("text", "name", "kind", "precision"),
    [
        ("Rockets were fired from northern Iraq on Monday.", "northern Iraq", "region", "area"),
        ("Rebels met in South Sudan on Monday.", "South Sudan", "country", "country"),
    ],
)
def test_part_of_a_country_is_not_the_country(
    nlp: Language, text: str, name: str, kind: str, precision: str
) -> None:
    doc = nlp(text)
    mentions, rows = layers.table(doc, "mentions"), layers.table(doc, "places")
    (row,) = [rows[k] for k, m in mentions.items() if doc[m["tokens"][0] : m["tokens"][1]].text == name]
    assert (row["kind"], row["precision"]) == (kind, precision)
    assert (row["geonames_id"] is None) == (kind == "region")


# sentence; mention; country: names that are none, are inside of others, or are told apart by one word
TOLD_APART = [
    ("Heavy rain fell across North Korea on Monday and across South Korea on Tuesday.", "South Korea", "KOR"),
    ("Heavy rain fell across North Korea on Monday and across South Korea on Tuesday.", "North Korea", "PRK"),
    ("A well was dug in Diffa, Niger, on Monday.", "Niger", "NER"),
    ("Rebels attacked two trucks in the forest near Segou, Malian officials said.", "forest", "MLI"),
    ("Shots were fired from the Thai bank of the stream near Mae Sot.", "Thai bank", "THA"),
    ("Two buses burned down in a Black Sea port near Constanta.", "Black Sea port", "ROU"),
    (
        "Nurses from Gaborone and Francistown marched to the Duchess Phoenix Hospital.",
        "Duchess Phoenix Hospital",
        "BWA",
    ),
    ("Two vans burned out on West Street in Gaborone.", "West Street", "BWA"),
]


@pytest.mark.parametrize(("text", "name", "country"), TOLD_APART)
def test_names_that_are_none(nlp: Language, text: str, name: str, country: str) -> None:
    assert places(nlp, text)[name][0] == country


def test_disputed_land_has_a_point_and_no_country(nlp: Language) -> None:
    doc = nlp("Shells hit a school in Srinagar on Monday.")
    rows = {row["name"]: row for row in layers.table(doc, "places").values()}
    assert rows["Srinagar"]["country"] is None
    assert rows["Srinagar"]["admin1"] == "Jammu and Kashmir"
    assert rows["Srinagar"]["latitude"] is not None
    assert rows["school"]["country"] is None
