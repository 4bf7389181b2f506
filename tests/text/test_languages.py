"""Which language a text is in."""

from __future__ import annotations

import pytest

from eventwire.text.languages import language_of

TEXTS = {
    "fr": "Des hommes armés ont pris position mardi devant un poste de la gendarmerie, et plusieurs coups de feu ont "
    "retenti jusque tard dans la soirée. Selon le gouverneur, aucun habitant n'a été blessé, mais la route du "
    "marché est restée fermée pendant deux jours.",
    "es": "Un grupo de hombres armados ocupó el martes un puesto de control al norte de la ciudad y disparó contra los "
    "vehículos que pasaban. El gobernador dijo que no hubo heridos, aunque la carretera permaneció cerrada "
    "durante dos días.",
    "ru": "Вооружённые люди во вторник заняли блокпост к северу от города и открыли огонь по проезжавшим машинам. "
    "Губернатор сообщил, что никто не пострадал, однако дорога оставалась закрытой двое суток, а рынок не работал "
    "до конца недели.",
    "en": "Armed men took a checkpoint north of the town on Tuesday and opened fire at passing cars. The governor "
    "reported that nobody had been hurt, but the road stayed closed for two days and the market did not open again "
    "until the end of that week.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_apart(language: str) -> None:
    assert language_of(TEXTS[language] * 2) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zut alors !",
        TEXTS["fr"][:150],
        "12 34 56 " * 100,
        "\u202e" * 500,
        "Abu Qasr, Tell Marat, Wadi Sirr. " * 12,
    ],
    ids=["empty", "short", "under-200", "numbers", "bidi", "names"],
)
def test_what_is_short_or_unclear_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"
