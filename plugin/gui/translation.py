"""The language of the panel: that of QGIS, when there is a translation for it; otherwise English."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER = Path(__file__).resolve().parents[2] / "i18n"


def user_locale() -> str:
    """Return the locale that QGIS runs in, for instance `nl` or `en_GB`; that of the system when none is set."""
    chosen = QgsSettings().value("locale/userLocale", "")
    return str(chosen) if chosen else QLocale().name()


def install_translator() -> QTranslator | None:
    """Make the panel speak the language of QGIS; `None` when that is the language of the code, or unknown."""
    path = FOLDER / f"bodem_ondergrond_{user_locale()[:2].lower()}.qm"
    translator = QTranslator()
    if not path.is_file() or not translator.load(str(path)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator | None) -> None:
    """Undo `install_translator`."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
