"""What the plugin remembers between sessions, in the settings of QGIS."""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgis.core import QgsSettings

GROUP = "bodem_ondergrond"


@dataclass(frozen=True)
class Settings:
    """The user's choices.

    Attributes:
        package_path: policy package; empty: the demonstration package.
        lengte: length of the text (kort, normaal, uitgebreid).
        formaten: formats of the texts, comma separated.
        naam, functie: who corrects a finding.
        folder: the folder last written to.
    """

    package_path: str = ""
    lengte: str = "normaal"
    formaten: str = "html"
    naam: str = ""
    functie: str = ""
    folder: str = ""


def load_settings() -> Settings:
    """Read the choices; what was never chosen has its default."""
    store = QgsSettings()
    return Settings(**{f.name: str(store.value(f"{GROUP}/{f.name}", f.default)) for f in fields(Settings)})


def save_settings(settings: Settings) -> None:
    """Keep the choices for the next session."""
    store = QgsSettings()
    for f in fields(Settings):
        store.setValue(f"{GROUP}/{f.name}", getattr(settings, f.name))
