"""Maps of a plan area, made while the user goes on working.

What to show is worked out in a task, the map is drawn by a job of QGIS on other threads; only the layout around it is
made on the main thread, in a fraction of the time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsProject, QgsTask
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage

from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.qgis_io.drawings import png_of
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.map_layers import ProjectStyles, background_layers
from bodem_ondergrond.plugin.qgis_io.map_layout import MapLayout, Page
from bodem_ondergrond.plugin.qgis_io.tasks import beside_the_pool, message_of
from bodem_ondergrond.plugin.report.map_content import MapContent, map_content
from bodem_ondergrond.plugin.report.map_window import WIDTH_MM
from bodem_ondergrond.plugin.report.picture import picture_figure

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.domain import Assessment, Catalogue
    from bodem_ondergrond.plugin.overlay import PolicyPackage

DPI = 300
# In a document a map is as sharp as print needs, and the file stays small enough to mail.
DOCUMENT_DPI = 200
_NOTHING = "Er is geen kaart te maken: van dit plangebied is de ligging van de kaartlagen niet bekend."


@dataclass(frozen=True)
class MapOptions:
    """How maps are made.

    Attributes:
        themas: ids of themes, each with a map of its own; `None` among them is the overview.
        opgaven: ids of opgaven, each with a map of its own, after those of the themes.
        dpi: how sharp.
        pagina: on a page of its own (A4), or as large as itself.
        pdf: whether each map is wanted as a PDF file too.
        achtergrond: whether the background of the project lies below the zones.
    """

    themas: tuple[str | None, ...] = (None,)
    opgaven: tuple[str, ...] = ()
    dpi: int = DPI
    pagina: Page = Page.FIGUUR
    pdf: bool = False
    achtergrond: bool = True


@dataclass(frozen=True, eq=False)
class MapPicture:
    """A finished map; `pdf` is the same on a page, when that was asked for."""

    content: MapContent
    image: QImage
    pdf: bytes = b""

    @property
    def png(self) -> bytes:
        """The map as a PNG file."""
        return png_of(self.image)

    @property
    def figure(self) -> Figure:
        """The map as a figure for a document."""
        content = self.content
        size = (self.image.width(), self.image.height())
        return picture_figure(f"kaart-{content.id}", self.png, size, WIDTH_MM, content.titel, content.description)


def draw_maps(
    assessment: Assessment,
    catalogue: Catalogue,
    package: PolicyPackage | None,
    options: MapOptions | None = None,
    project: QgsProject | None = None,
) -> list[MapPicture]:
    """Make maps and wait for them: for scripts. In the panel, use `MapMaker`.

    Args:
        assessment: the checked plan area.
        catalogue: the policy.
        package: the data it was checked against.
        options: which maps, and how.
        project: where looks and background come from; `None`: of the product alone.

    Raises:
        QgisIoError: nothing is known of where the zones are, or a map cannot be made.
    """
    options = options or MapOptions()
    contents = _contents(assessment, catalogue, package, options)
    drawings = [_Drawing(content, options, project) for content in contents]
    for drawing in drawings:
        drawing.job.start()
        drawing.job.waitForFinished()
    return [drawing.finish() for drawing in drawings]


def _contents(
    assessment: Assessment, catalogue: Catalogue, package: PolicyPackage | None, options: MapOptions
) -> list[MapContent]:
    of_themes = [map_content(assessment, catalogue, package, thema) for thema in options.themas]
    of_opgaven = [map_content(assessment, catalogue, package, opgave=name) for name in options.opgaven]
    contents = [content for content in (*of_themes, *of_opgaven) if content is not None]
    if not contents:
        raise QgisIoError(_NOTHING)
    return contents


class _Drawing:
    """One map while it is being drawn. Belongs to the main thread, but for its job."""

    def __init__(self, content: MapContent, options: MapOptions, project: QgsProject | None) -> None:
        background = background_layers(project) if project is not None and options.achtergrond else []
        self._content = content
        self._options = options
        self._layout = MapLayout(content, options.pagina, background, ProjectStyles(project))
        self.job = QgsMapRendererParallelJob(self._layout.settings(options.dpi))

    def finish(self) -> MapPicture:
        """Put the drawn map in its layout, and let go of it."""
        dpi = self._options.dpi
        with tempfile.TemporaryDirectory(prefix="bodem_ondergrond_") as name:
            folder = Path(name)
            self._layout.place(self.job.renderedImage(), folder)
            pdf = self._layout.pdf(dpi, folder) if self._options.pdf else b""
            return MapPicture(self._content, self._layout.image(dpi), pdf)


class _ContentTask(QgsTask):
    """Works out what maps show, off the main thread."""

    klaar = pyqtSignal(object)
    mislukt = pyqtSignal(str)

    def __init__(self, work: tuple[Assessment, Catalogue, PolicyPackage | None, MapOptions]) -> None:
        super().__init__("Bodem & Ondergrond: kaart", QgsTask.Flag.CanCancel)
        self._work = work
        self._contents: list[MapContent] = []
        self._message = ""

    def run(self) -> bool:
        """Do the work. Called by QGIS on another thread."""
        try:
            with beside_the_pool():
                self._contents = _contents(*self._work)
        except Exception as error:
            self._message = message_of(error)
        return not self._message

    def finished(self, result: bool) -> None:
        """Tell what came of it. Called by QGIS on the main thread."""
        if result:
            self.klaar.emit(self._contents)
        elif not self.isCanceled():
            self.mislukt.emit(self._message)


class MapMaker(QObject):
    """Makes maps one after another without holding up the screen.

    Signals:
        klaar: the maps (list of `MapPicture`), in the order of the themes asked for.
        mislukt: why there is none, in Dutch.
    """

    klaar = pyqtSignal(object)
    mislukt = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: _ContentTask | None = None
        self._options = MapOptions()
        self._project: QgsProject | None = None
        self._waiting: list[MapContent] = []
        self._drawing: _Drawing | None = None
        self._done: list[MapPicture] = []

    @property
    def is_running(self) -> bool:
        """Whether maps are being made."""
        return self._task is not None or self._drawing is not None or bool(self._done)

    def start(
        self,
        assessment: Assessment,
        catalogue: Catalogue,
        package: PolicyPackage | None,
        options: MapOptions | None = None,
        project: QgsProject | None = None,
    ) -> None:
        """Make maps; see `draw_maps`. What was under way is dropped."""
        self.cancel()
        self._options = options or MapOptions()
        self._project = project
        task = _ContentTask((assessment, catalogue, package, self._options))
        # Methods and no lambdas: nothing is called when this object is gone.
        task.klaar.connect(self._begin)
        task.mislukt.connect(self._fail)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Drop what is under way."""
        task, self._task = self._task, None
        drawing, self._drawing = self._drawing, None
        self._waiting, self._done = [], []
        if task is not None:
            task.klaar.disconnect(self._begin)
            task.mislukt.disconnect(self._fail)
            task.cancel()
        if drawing is not None:
            drawing.job.finished.disconnect(self._take)
            drawing.job.cancel()

    def _begin(self, contents: Sequence[MapContent]) -> None:
        self._task = None
        self._waiting = list(contents)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            # The screen comes first: what is done with the maps takes time too.
            QTimer.singleShot(0, self._end)
            return
        try:
            self._drawing = _Drawing(self._waiting.pop(0), self._options, self._project)
        except Exception as error:
            self._fail(message_of(error))
            return
        self._drawing.job.finished.connect(self._take)
        self._drawing.job.start()

    def _end(self) -> None:
        done, self._done = self._done, []
        if done:
            self.klaar.emit(done)

    def _take(self) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is None:
            return
        try:
            self._done.append(drawing.finish())
        except Exception as error:
            self._fail(message_of(error))
            return
        self._next()

    def _fail(self, message: str) -> None:
        self._task, self._drawing = None, None
        self._waiting, self._done = [], []
        self.mislukt.emit(message)
