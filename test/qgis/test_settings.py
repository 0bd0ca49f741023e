"""The user's choices between sessions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsSettings

from bodem_ondergrond.plugin import qgis_io


@pytest.fixture(autouse=True)
def clean_settings(qgis_app):
    QgsSettings().remove("bodem_ondergrond")
    yield
    QgsSettings().remove("bodem_ondergrond")


def test_what_was_never_chosen_has_its_default():
    assert qgis_io.load_settings() == qgis_io.Settings()


def test_a_choice_is_there_in_the_next_session():
    chosen = replace(qgis_io.Settings(), lengte="kort", naam="J. Jansen")
    qgis_io.save_settings(chosen)
    assert qgis_io.load_settings() == chosen
