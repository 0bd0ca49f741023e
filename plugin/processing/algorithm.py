"""What the algorithms have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.processing.text_parameters import with_words

ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "bodem_ondergrond.svg"

_translate = QCoreApplication.translate


class BodemOndergrondAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms: icon, language, and the one place where errors become messages of Processing."""

    def createInstance(self) -> QgsProcessingAlgorithm:  # noqa: N802 - the names that QGIS calls
        """Return a new algorithm of the same kind."""
        return type(self)()

    def icon(self) -> QIcon:
        """Return the icon of the plugin."""
        return QIcon(str(ICON))

    def tr(self, text: str) -> str:
        """Return `text` in the language of the user interface; its context is the name of the class."""
        return str(_translate(type(self).__name__, text))

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        """Whether what the engine needs is there; when not, why."""
        status = qgis_io.engine_available()
        return status.available, status.message

    def checkParameterValues(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether the values can be used; options may be given as words or as positions."""
        return super().checkParameterValues(with_words(parameters), context)

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Carry the algorithm out.

        Raises:
            QgsProcessingException: with the Dutch message of the error that stopped it.
        """
        status = qgis_io.engine_available()
        if not status.available:
            raise QgsProcessingException(status.message)
        try:
            return self.carry_out(parameters, context, feedback)
        except QgsProcessingException:
            raise
        except Exception as error:
            if not type(error).__module__.startswith("bodem_ondergrond."):
                raise
            raise QgsProcessingException(str(error)) from error

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work of the algorithm; errors of this product may pass."""
        raise NotImplementedError

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(help_text)
        self.addParameter(parameter)
