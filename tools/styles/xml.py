"""Write XML as text with a fixed layout, so that the same input always gives the same file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Element:
    """An XML element with either text or children."""

    name: str
    attributes: Mapping[str, object]
    children: tuple[Element, ...] = ()
    text: str | None = None

    def lines(self, depth: int = 0) -> list[str]:
        """The element as indented lines."""
        indent = "  " * depth
        attributes = "".join(f" {key}={quoteattr(str(value))}" for key, value in self.attributes.items())
        if self.text is not None:
            return [f"{indent}<{self.name}{attributes}>{escape(self.text)}</{self.name}>"]
        if not self.children:
            return [f"{indent}<{self.name}{attributes}/>"]
        inner = [line for child in self.children for line in child.lines(depth + 1)]
        return [f"{indent}<{self.name}{attributes}>", *inner, f"{indent}</{self.name}>"]


def element(name: str, attributes: Mapping[str, object] | None = None, children: Iterable[Element] = ()) -> Element:
    """An element with children."""
    return Element(name, attributes or {}, tuple(children))


def text_element(name: str, text: object, attributes: Mapping[str, object] | None = None) -> Element:
    """An element with text."""
    return Element(name, attributes or {}, (), str(text))


def document(root: Element) -> str:
    """A whole QGIS document."""
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    return "\n".join([head, *root.lines()]) + "\n"
