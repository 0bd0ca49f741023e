"""The algorithm `toetsplangebieden`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm
from bodem_ondergrond.plugin.processing.text_parameters import (
    add_text_parameters,
    read_choices,
    read_formats,
    read_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodem_ondergrond.plugin.domain import Catalogue, PlanArea
    from bodem_ondergrond.plugin.jobs.batch import BatchSettings, BatchSummary
    from bodem_ondergrond.plugin.overlay import PolicyPackage
    from bodem_ondergrond.plugin.processing.tables import ResultTable

# Parameter -> what the field holds (the attribute of FieldNames).
FIELD_PARAMETERS = {
    "NAAMVELD": "naam",
    "ACTIVITEITENVELD": "activiteiten",
    "OPPERVLAKTEVELD": "oppervlakte_m2",
    "DIEPTEVELD": "diepte_cm",
    "BOORDIEPTEVELD": "boordiepte_m",
    "TEMPERATUURVELD": "opslagtemperatuur_c",
    "AGRARISCHVELD": "agrarisch",
    "WOELENVELD": "niet_kerend_woelen",
    "BOUWVOORVELD": "bouwvoor",
}


class CheckPlanAreasAlgorithm(BodemOndergrondAlgorithm):
    """Checks every feature of a polygon layer against the policy."""

    PLANGEBIEDEN = "PLANGEBIEDEN"
    BELEIDSPAKKET = "BELEIDSPAKKET"
    LAGEN = "LAGEN"
    MATRIX = "MATRIX"
    BEVINDINGEN = "BEVINDINGEN"
    UITVOERMAP = "UITVOERMAP"
    OVERZICHT = "OVERZICHT"
    HERVAT = "HERVAT"
    AANTAL_GETOETST = "AANTAL_GETOETST"
    AANTAL_NIET_GETOETST = "AANTAL_NIET_GETOETST"

    def name(self) -> str:
        """Return the stable id."""
        return "toetsplangebieden"

    def displayName(self) -> str:  # noqa: N802 - the names that QGIS calls
        """Return the name that the toolbox shows."""
        return self.tr("Check plan areas")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help."""
        return self.tr(
            "Checks every polygon of a layer against the soil and subsurface policy of the province of Drenthe, as the "
            "panel does for one.\n\n"
            "An empty value in a field means: not known. A value that makes no sense stops nothing: that plan area is "
            "then not checked, with the reason, and the run goes on.\n\n"
            "The matrix has the heaviest verdict and the outcome for each theme, the findings table has a row for each "
            "finding; their field 'plangebied' joins them. The folder gets a JSON file (the full account) and the "
            "texts for each plan area. Messages, verdicts and texts are in Dutch."
        )

    # --- parameters -----------------------------------------------------------------------------------------------

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.PLANGEBIEDEN, self.tr("Plan areas"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            self.tr("A layer with a polygon for each plan area, in any coordinate system."),
        )
        self._add_fields()
        self.add(
            QgsProcessingParameterFile(
                self.BELEIDSPAKKET, self.tr("Policy package"), fileFilter="GeoPackage (*.gpkg)", optional=True
            ),
            self.tr(
                "A GeoPackage with policy layers. Empty: the demonstration package, whose boundaries are invented."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.LAGEN, self.tr("Policy layers"), optional=True),
            self.tr("Ids of policy layers, separated by commas, for instance: nnn, natura2000. Empty: all layers."),
        )
        add_text_parameters(self)
        self.add(
            QgsProcessingParameterBoolean(
                self.OVERZICHT, self.tr("An overview of all plan areas together"), defaultValue=False
            ),
            self.tr(
                "Writes to the folder, in the formats of the text, what is at stake in which municipality, and what "
                "municipalities could take up together."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean(self.HERVAT, self.tr("Resume an earlier run"), defaultValue=False),
            self.tr(
                "Go on where a run in the same folder was broken off. Package, catalogue and settings must be the "
                "same; plan areas that changed are checked again."
            ),
        )
        self._add_outputs()

    def _add_fields(self) -> None:
        self._add_field(
            "NAAMVELD", self.tr("Field with the name"), self.tr("The name of the plan area. Otherwise: field 'naam'.")
        )
        self._add_field(
            "ACTIVITEITENVELD",
            self.tr("Field with the activities"),
            self.tr(
                "What is planned: ids separated by commas, for instance: woningbouw, grondverzet. Empty: a strategic "
                "question, all policy is reported. Otherwise: field 'activiteiten'."
            ),
        )
        self._add_field(
            "OPPERVLAKTEVELD",
            self.tr("Field with the disturbed area (m2)"),
            self.tr(
                "The area that is dug up, in m2. Not known: the whole plan area. Otherwise: field 'oppervlakte_m2'."
            ),
        )
        self._add_field(
            "DIEPTEVELD",
            self.tr("Field with the depth (cm)"),
            self.tr("How deep is dug, in cm below ground level. Otherwise: field 'diepte_cm'."),
        )
        self._add_field(
            "BOORDIEPTEVELD",
            self.tr("Field with the drilling depth (m)"),
            self.tr("How deep is drilled, in m below ground level. Otherwise: field 'boordiepte_m'."),
        )
        self._add_field(
            "TEMPERATUURVELD",
            self.tr("Field with the storage temperature (°C)"),
            self.tr("The temperature of stored heat, in degrees Celsius. Otherwise: field 'opslagtemperatuur_c'."),
        )
        self._add_field(
            "AGRARISCHVELD",
            self.tr("Field with farmland"),
            self.tr("Whether the land is farmland: ja, nee or onbekend. Otherwise: field 'agrarisch'."),
        )
        self._add_field(
            "WOELENVELD",
            self.tr("Field with subsoiling"),
            self.tr(
                "Whether the depth is reached by subsoiling that does not turn the soil (niet-kerend woelen): ja, nee "
                "or onbekend. Otherwise: field 'niet_kerend_woelen'."
            ),
        )
        self._add_field(
            "BOUWVOORVELD",
            self.tr("Field with the plough layer"),
            self.tr("Whether there is a plough layer (bouwvoor): ja, nee or onbekend. Otherwise: field 'bouwvoor'."),
        )

    def _add_field(self, name: str, description: str, help_text: str) -> None:
        parameter = QgsProcessingParameterField(
            name,
            description,
            defaultValue=FIELD_PARAMETERS[name],
            parentLayerParameterName=self.PLANGEBIEDEN,
            optional=True,
        )
        self.add(parameter, help_text)

    def _add_outputs(self) -> None:
        self.add(
            QgsProcessingParameterFeatureSink(
                self.MATRIX, self.tr("Matrix of plan areas and themes"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("The plan areas, with the heaviest verdict and the outcome for each theme."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.BEVINDINGEN, self.tr("Findings"), QgsProcessing.SourceType.TypeVector, optional=True
            ),
            self.tr("A table with a row for each finding."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                self.UITVOERMAP, self.tr("Folder for results and texts"), optional=True, createByDefault=False
            ),
            self.tr("Gets a JSON file and the texts for each plan area."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.AANTAL_GETOETST, self.tr("Number of plan areas checked")))
        self.addOutput(
            QgsProcessingOutputNumber(self.AANTAL_NIET_GETOETST, self.tr("Number of plan areas not checked"))
        )

    # --- the run --------------------------------------------------------------------------------------------------

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the package, check the plan areas one by one and write what comes out."""
        from bodem_ondergrond.plugin.catalogue import load_catalogue
        from bodem_ondergrond.plugin.jobs.batch import ensure_resumable, run_batch
        from bodem_ondergrond.plugin.processing.matrix_layers import style_when_opened

        source = self.parameterAsSource(parameters, self.PLANGEBIEDEN, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.PLANGEBIEDEN))
        catalogue = load_catalogue()
        settings = self._settings(parameters, context, catalogue)
        plans = self._plan_areas(source, parameters, context, catalogue)
        package = self._read_package(parameters, context, feedback, catalogue)
        if feedback.isCanceled():
            return {}
        ensure_resumable(package, catalogue, settings)
        tables = self._tables(parameters, context, catalogue)
        words = self.tr("{done} of {total}, {rate} per second, {left} left")
        progress = _Progress(feedback, source.featureCount(), words)
        summary = run_batch(
            plans,
            package,
            catalogue,
            settings,
            sinks=[table for table in tables.values() if table.is_wanted],
            progress=progress,
            cancelled=feedback.isCanceled,
        )
        _tell(summary, feedback)
        style_when_opened(tables[self.MATRIX].destination, context)
        return {
            **{name: table.destination for name, table in tables.items()},
            self.UITVOERMAP: str(settings.folder) if settings.folder is not None else None,
            self.AANTAL_GETOETST: summary.checked,
            self.AANTAL_NIET_GETOETST: summary.not_checked,
        }

    def _settings(
        self, parameters: dict[str, Any], context: QgsProcessingContext, catalogue: Catalogue
    ) -> BatchSettings:
        from bodem_ondergrond.plugin.jobs.batch import BatchSettings, parse_layers
        from bodem_ondergrond.plugin.jobs.files import make_folder

        folder = self.parameterAsString(parameters, self.UITVOERMAP, context)
        if folder:
            # Now, not when the first result comes: the tables may be meant for the same folder.
            make_folder(Path(folder))
        return BatchSettings(
            folder=Path(folder) if folder else None,
            tekst=read_choices(self, parameters, context, catalogue),
            formaten=read_formats(self, parameters, context),
            lagen=parse_layers(read_names(self, parameters, self.LAGEN, context), catalogue),
            overzicht=self.parameterAsBool(parameters, self.OVERZICHT, context),
            hervat=self.parameterAsBool(parameters, self.HERVAT, context),
            renderers=qgis_io.text_renderers() if folder else {},
        )

    def _plan_areas(
        self,
        source: QgsProcessingFeatureSource,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        catalogue: Catalogue,
    ) -> Iterator[PlanArea]:
        # Not above: the vocabulary would be most of what the plugin adds to the start of QGIS.
        from bodem_ondergrond.plugin.domain import FieldNames

        chosen = {
            value: next(iter(self.parameterAsFields(parameters, name, context)), None)
            for name, value in FIELD_PARAMETERS.items()
        }
        # A default name is no choice: the field may be absent.
        fields = FieldNames(**{value: None if name == value else name for value, name in chosen.items()})
        # Invalid geometries are repaired by the engine, and counted; Processing itself would end the run at the first.
        features = source.getFeatures(
            QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        )
        return qgis_io.feature_plan_areas(source, fields, catalogue, context.transformContext(), features=features)

    def _read_package(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        catalogue: Catalogue,
    ) -> PolicyPackage:
        path = self.parameterAsFile(parameters, self.BELEIDSPAKKET, context) or qgis_io.demo_package_path()
        feedback.setProgressText(self.tr("Reading the policy package"))
        source = qgis_io.file_source(path, context.transformContext())
        package = source.read(catalogue, cancelled=feedback.isCanceled)
        feedback.pushInfo(self.tr("Policy package: {name}").format(name=package.info.naam))
        if package.info.demonstratie:
            feedback.pushWarning(self.tr("This is demonstration data: its boundaries are invented."))
        feedback.setProgressText(self.tr("Checking plan areas"))
        return package

    def _tables(
        self, parameters: dict[str, Any], context: QgsProcessingContext, catalogue: Catalogue
    ) -> dict[str, ResultTable]:
        from bodem_ondergrond.plugin.processing.tables import FindingTable, MatrixTable

        return {
            self.MATRIX: MatrixTable(self, self.MATRIX, parameters, context, catalogue),
            self.BEVINDINGEN: FindingTable(self, self.BEVINDINGEN, parameters, context),
        }


class _Progress:
    """Percentage for the progress bar; the source may not know how many features it has."""

    # Often enough to see that it goes on, seldom enough not to fill the log.
    INTERVAL_S = 2.0

    def __init__(self, feedback: QgsProcessingFeedback, total: int, words: str) -> None:
        self._feedback = feedback
        self._total = max(total, 1)
        self._words = words
        self._start = self._last = time.monotonic()

    def __call__(self, done: int) -> None:
        self._feedback.setProgress(min(100.0, 100.0 * done / self._total))
        now = time.monotonic()
        if now - self._last >= self.INTERVAL_S:
            self._last = now
            self._feedback.setProgressText(self._line(done, now - self._start))

    def _line(self, done: int, seconds: float) -> str:
        """Say how far the run is, how fast it goes and how long it will still take (minutes and seconds)."""
        rate = done / seconds
        minutes, rest = divmod(round(max(0, self._total - done) / rate), 60)
        return self._words.format(done=done, total=self._total, rate=round(rate), left=f"{minutes}:{rest:02d}")


def _tell(summary: BatchSummary, feedback: QgsProcessingFeedback) -> None:
    """Put what the run came to in the log; what was not checked as a warning."""
    for line in summary.failure_lines():
        feedback.pushWarning(line)
    for line in summary.lines():
        feedback.pushInfo(line)
