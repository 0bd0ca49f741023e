from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QAbstractButton, QDialogButtonBox, QLabel

from bodem_ondergrond.plugin.domain import Outcome, Verdict
from bodem_ondergrond.plugin.gui import translation, words
from bodem_ondergrond.plugin.gui.plugin import BodemOndergrondPlugin
from bodem_ondergrond.plugin.gui.widgets import dialog_buttons
from bodem_ondergrond.tools import translations


@pytest.fixture
def dutch_qm(tmp_path, monkeypatch):
    """The Dutch translation of this moment, compiled to a folder of its own."""
    source = translations.I18N / "bodem_ondergrond_nl.ts"
    translations.compile_one(source, tmp_path / "bodem_ondergrond_nl.qm")
    monkeypatch.setattr(translation, "FOLDER", tmp_path)


def texts_of_panel(iface, locale):
    """Open the panel in a language and return all that stands on it."""
    QgsSettings().setValue("locale/userLocale", locale)
    plugin = BodemOndergrondPlugin(iface)
    try:
        panel = plugin.show_panel().panel
        found = {label.text() for label in panel.findChildren(QLabel)}
        found |= {button.text() for button in panel.findChildren(QAbstractButton)}
        activities = panel.ingreep_page.activities
        found |= {activities.topLevelItem(i).text(0) for i in range(activities.topLevelItemCount())}
        return found
    finally:
        plugin.unload()


def test_the_panel_speaks_dutch_in_a_dutch_qgis(iface, dutch_qm):
    texts = texts_of_panel(iface, "nl")
    assert {"&Tekenen", "Gemeente", "Toets", "Bouwen", "onbekend"} <= texts
    assert not {"&Draw", "Municipality", "Check", "Building", "unknown"} & texts


def test_the_panel_speaks_english_in_any_other_qgis(iface, dutch_qm):
    texts = texts_of_panel(iface, "de")
    assert {"&Draw", "Municipality", "Check", "Building", "unknown"} <= texts


def test_unloading_takes_the_language_along(iface, dutch_qm):
    texts_of_panel(iface, "nl_NL")
    assert not words.is_dutch()
    assert words.verdict_word(Verdict.VERBOD) == "Prohibited"


@pytest.fixture
def dutch(dutch_qm, qgis_app):
    """Everything that is said from here on is Dutch."""
    translator = QTranslator()
    assert translator.load(str(translation.FOLDER / "bodem_ondergrond_nl.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_verdicts_and_outcomes_have_the_words_of_the_policy(dutch):
    spoken = {verdict.value: words.verdict_word(verdict) for verdict in Verdict}
    assert spoken["nee_tenzij"] == "Nee, tenzij"
    assert all(word.lower().replace(", ", "_").replace(" ", "_") == value for value, word in spoken.items())
    assert all(words.outcome_word(outcome).replace(" ", "_") == outcome.value for outcome in Outcome)


def test_the_buttons_of_a_dialog_speak_dutch_without_the_translation_of_qt(qtbot, dutch):
    standard = QDialogButtonBox.StandardButton
    box = dialog_buttons(standard.Save, standard.Close, standard.Ok, standard.Cancel)
    qtbot.addWidget(box)
    assert {button.text() for button in box.buttons()} == {"&Opslaan", "Sluiten", "OK", "Annuleren"}


def test_every_dialog_takes_its_buttons_from_one_place():
    modules = Path(translation.__file__).parent.rglob("*.py")
    makers = [path.name for path in modules if "QDialogButtonBox(" in path.read_text(encoding="utf-8")]
    assert makers == ["widgets.py"]


def test_a_translation_that_was_never_built_leaves_the_panel_in_english(iface, tmp_path, monkeypatch):
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    assert "&Draw" in texts_of_panel(iface, "nl")
