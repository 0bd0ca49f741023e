"""A policy package looked over: what the keeper of the data should know before others rely on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer
from bodem_ondergrond.plugin.jobs.package_content import content_remarks, missing_layer_remark
from bodem_ondergrond.plugin.jobs.package_remarks import Remark, Severity
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure, PolicyPackage

__all__ = ["PackageReport", "Remark", "Severity", "check_package"]


@dataclass(frozen=True)
class PackageReport:
    """All that was noticed, in the order of the catalogue."""

    naam: str
    remarks: tuple[Remark, ...]

    def count(self, ernst: Severity) -> int:
        """Return the number of remarks of one severity."""
        return sum(remark.ernst is ernst for remark in self.remarks)

    @property
    def has_errors(self) -> bool:
        """Whether there is a fout."""
        return self.count(Severity.FOUT) > 0

    def lines(self) -> Iterator[str]:
        """Say everything in Dutch, a line for each."""
        for remark in self.remarks:
            place = f"{remark.laag}: " if remark.laag else ""
            yield f"{remark.ernst.value}: {place}{remark.melding}"
        errors, warnings = self.count(Severity.FOUT), self.count(Severity.WAARSCHUWING)
        yield (
            f"{self.naam}: {errors} {'fout' if errors == 1 else 'fouten'}, "
            f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}."
        )


def check_package(package: PolicyPackage, catalogue: Catalogue) -> PackageReport:
    """Look a package over: layers, fields, classes, geometry, coordinate system, coverage, use by the rules."""
    remarks = [*_package_remarks(package)]
    for laag, described in catalogue.lagen.items():
        layer = package.lagen.get(laag)
        if isinstance(layer, LayerFailure):
            remarks.append(missing_layer_remark(layer, described, catalogue))
        elif layer is not None:
            remarks += _layer_remarks(layer, described)
            remarks += content_remarks(layer, package, catalogue)
    return PackageReport(package.info.naam, tuple(remarks))


def _package_remarks(package: PolicyPackage) -> Iterator[Remark]:
    def remark(ernst: Severity, melding: str) -> Remark:
        return Remark(ernst, "", "", melding)

    if package.info.demonstratie:
        yield remark(Severity.INFO, "Dit is een demonstratiepakket: de grenzen zijn verzonnen.")
    if package.info.peildatum is None:
        yield remark(
            Severity.WAARSCHUWING,
            "De peildatum ontbreekt (tabel bo_pakket, sleutel 'peildatum'): de tekst kan niet zeggen van wanneer de "
            "gegevens zijn.",
        )
    if not any(isinstance(layer, LayerData) for layer in package.lagen.values()):
        yield remark(
            Severity.FOUT,
            "In dit bestand staat geen enkele beleidslaag die de catalogus kent en die objecten heeft. De namen van de "
            "lagen staan in de handleiding.",
        )


def _layer_remarks(layer: LayerData, described: CatalogueLayer) -> Iterator[Remark]:
    def remark(ernst: Severity, melding: str) -> Remark:
        return Remark(ernst, layer.laag, "", melding)

    yield remark(Severity.INFO, f"{_objects(len(layer))}.")
    if layer.repaired:
        yield remark(
            Severity.WAARSCHUWING,
            f"Van {_objects(layer.repaired)} is de geometrie ongeldig; voor de toets is die hersteld, in het bestand "
            "niet.",
        )
    if layer.skipped:
        yield remark(Severity.FOUT, f"{_objects(layer.skipped)} weggelaten: zonder bruikbare geometrie.")
    if layer.coverage is None and not described.kader:
        yield remark(
            Severity.WAARSCHUWING,
            "Onbekend is voor welk gebied de laag volledig is (laag 'provincie' of sleutel "
            f"'dekking:{layer.laag}' in bo_pakket): buiten de objecten geldt nu alles als niet geraakt.",
        )
    for problem in layer.problems:
        yield Remark(Severity.FOUT, layer.laag, problem.object_id, problem.melding)


def _objects(number: int) -> str:
    return "1 object" if number == 1 else f"{number} objecten"
