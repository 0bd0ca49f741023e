"""What happens to the outputs of `toetsplangebieden` when QGIS opens them: the matrix gets its colours."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)
from qgis.PyQt.QtXml import QDomDocument

from bodem_ondergrond.plugin.report.matrix_style import matrix_qml


class MatrixStyler(QgsProcessingLayerPostProcessorInterface):
    """Colours the matrix by the heaviest verdict, on the main thread, when it is added to the project."""

    def postProcessLayer(  # noqa: N802 - the name that QGIS calls
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply the style; a layer that does not take it stays as it is, and the log says so."""
        document = QDomDocument()
        document.setContent(matrix_qml())
        applied, message = layer.importNamedStyle(document)
        if applied:
            layer.triggerRepaint()
        else:
            feedback.pushWarning(message)


# QGIS holds no reference of its own: one for all, that lives as long as the plugin.
_STYLER = MatrixStyler()


def style_when_opened(destination: str | None, context: QgsProcessingContext) -> None:
    """Ask for the style when QGIS is going to open the matrix."""
    if destination is not None and context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_STYLER)
