"""The work in hand, saved in the QGIS project and brought back with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Answer,
    Correction,
    DomainError,
    Ingreep,
    PlanArea,
    Verdict,
)
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.qgis_io.connections import LayerConnection
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.paths import real_path

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPE = "bodem_ondergrond"
KEY = "toestand"
VERSION = 1
DEMO = "demo"


@dataclass(frozen=True)
class ProjectState:
    """What the panel shows, as far as it must come back.

    Attributes:
        plan: the plan area with its ingreep; `None`: none chosen yet.
        package_path: the policy package; empty: none chosen yet.
        corrections: finding id -> what an expert said of it.
        judged: finding id -> the verdict that the expert spoke of.
        connections: layers of the project that stand in for policy layers.
        text: what the user chose, filled in and rewrote.
    """

    plan: PlanArea | None = None
    package_path: str = ""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    judged: Mapping[str, Verdict] = field(default_factory=dict)
    connections: tuple[LayerConnection, ...] = ()
    text: TextChoices = field(default_factory=TextChoices)


def save_state(project: QgsProject, state: ProjectState) -> None:
    """Write the state into the project; it reaches the disk when the user saves the project."""
    content = {
        "versie": VERSION,
        "plan": None if state.plan is None else _plan_to_dict(state.plan),
        "pakket": _path_to_dict(project, state.package_path),
        "correcties": {
            key: {"reden": c.reden, "door": c.door, "tijdstip": c.tijdstip} for key, c in state.corrections.items()
        },
        "beoordeeld": {key: verdict.value for key, verdict in state.judged.items()},
        "koppelingen": [connection.to_dict() for connection in state.connections],
        "tekst": state.text.to_dict(),
    }
    project.writeEntry(SCOPE, KEY, json.dumps(content, ensure_ascii=False, sort_keys=True))


def restore_state(project: QgsProject) -> ProjectState | None:
    """Read the state back; `None` when the project has none.

    Raises:
        QgisIoError: the project holds a state that cannot be read (damaged, or of a newer version of the plugin).
    """
    text, _ = project.readEntry(SCOPE, KEY, "")
    if not text:
        return None
    try:
        content = json.loads(text)
        if content["versie"] > VERSION:
            raise QgisIoError(
                "Dit project is bewaard met een nieuwere versie van Bodem & Ondergrond. Werk de plug-in bij om het "
                "plangebied en de correcties terug te zien; ze blijven in het project bewaard zolang u niet opslaat."
            )
        return ProjectState(
            plan=None if content["plan"] is None else _plan_from_dict(content["plan"]),
            package_path=_path_from_dict(project, content["pakket"]),
            corrections={key: Correction(**value) for key, value in content["correcties"].items()},
            judged={key: Verdict(value) for key, value in content.get("beoordeeld", {}).items()},
            connections=tuple(LayerConnection.from_dict(item) for item in content["koppelingen"]),
            text=TextChoices.from_dict(content["tekst"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, DomainError) as error:
        raise QgisIoError(
            f"De bewaarde gegevens van Bodem & Ondergrond in dit project zijn beschadigd ({error!r}). "
            "Kies het plangebied opnieuw."
        ) from error


def clear_state(project: QgsProject) -> None:
    """Take the state out of the project."""
    project.removeEntry(SCOPE, KEY)


def _plan_to_dict(plan: PlanArea) -> dict[str, Any]:
    ingreep = plan.ingreep
    return {
        "id": plan.id,
        "naam": plan.naam,
        "geometrie": _geometry_to_text(plan.geometrie),
        "meldingen": list(plan.meldingen),
        "fout": plan.fout,
        "ingreep": {
            "activiteiten": list(ingreep.activiteiten),
            **{name: getattr(ingreep, name) for name in QUANTITIES},
            **{name: getattr(ingreep, name).value for name in QUESTIONS},
            "geometrie": _geometry_to_text(ingreep.geometrie),
        },
    }


def _plan_from_dict(content: Mapping[str, Any]) -> PlanArea:
    values = dict(content["ingreep"])
    ingreep = Ingreep(
        activiteiten=tuple(str(name) for name in values["activiteiten"]),
        geometrie=_geometry_from_text(values["geometrie"]),
        **{name: None if values[name] is None else float(values[name]) for name in QUANTITIES},
        **{name: Answer(values[name]) for name in QUESTIONS},
    )
    return PlanArea(
        id=str(content["id"]),
        naam=str(content["naam"]),
        geometrie=_geometry_from_text(content["geometrie"]),
        ingreep=ingreep,
        meldingen=tuple(str(text) for text in content["meldingen"]),
        fout=None if content["fout"] is None else str(content["fout"]),
    )


def _geometry_to_text(geometry: Any) -> str | None:
    """Write a geometry as WKB in hexadecimal digits: exact, unlike WKT."""
    return None if geometry is None else geometry.wkb_hex


def _geometry_from_text(text: str | None) -> Any:
    if text is None:
        return None
    import shapely

    try:
        return shapely.from_wkb(text)
    except shapely.errors.GEOSException as error:
        raise ValueError(f"geometrie: {error}") from error


def _path_to_dict(project: QgsProject, path: str) -> dict[str, str] | None:
    """Keep a path twice: whole, and relative to the project, so that both may move together."""
    if not path:
        return None
    if real_path(path) == real_path(str(DEMO_PACKAGE)):
        return {"soort": DEMO}
    return {"soort": "bestand", "pad": path, "relatief": project.writePath(path)}


def _path_from_dict(project: QgsProject, content: Mapping[str, str] | None) -> str:
    if content is None:
        return ""
    if content["soort"] == DEMO:
        return str(DEMO_PACKAGE)
    beside = project.readPath(content["relatief"])
    return beside if Path(beside).is_file() else content["pad"]
