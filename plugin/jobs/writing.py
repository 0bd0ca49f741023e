"""The text that one user makes of one check: what he chose, what he filled in, and what he rewrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, notation
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.paragraph import (
    Change,
    Document,
    Edit,
    Kind,
    Length,
    Options,
    Section,
    apply_edits,
    compose,
    fill_in,
    summarise,
)
from bodem_ondergrond.plugin.paragraph.composer import ALWAYS
from bodem_ondergrond.plugin.paragraph.model import Figure, SentenceKind, section_sentences
from bodem_ondergrond.plugin.report import depth_profile, map_svg


@dataclass(frozen=True)
class TextChoices:
    """What makes the text of a plan area the user's own.

    Attributes:
        opgaven: ids of the opgaven that the text starts from.
        weggelaten: ids of sections that are left out.
        geparkeerd: only what is certain and what the opgaven ask now; the rest is listed under 'Later'.
        antwoorden: id of an open field or question -> the answer.
        kaart: whether the text has a map of the plan area.
        bewerker: who looked at the text.
        bewerkingen: variant (kind and length) -> id of a section -> what the user wrote there. The same section of
            another variant is another text, so it has words of its own.
    """

    soort: Kind = Kind.OMGEVINGSVISIE
    lengte: Length = Length.NORMAAL
    opgaven: tuple[str, ...] = ()
    weggelaten: frozenset[str] = frozenset()
    geparkeerd: bool = False
    kaart: bool = True
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    bewerker: str = ""
    bewerkingen: Mapping[str, Mapping[str, Edit]] = field(default_factory=dict)

    @property
    def variant(self) -> str:
        """Kind and length together, as key of `bewerkingen`."""
        return f"{self.soort.value}/{self.lengte.value}"

    @property
    def edits(self) -> Mapping[str, Edit]:
        """The user's words in this variant."""
        return self.bewerkingen.get(self.variant, {})

    def shown_edits(self) -> dict[str, Edit]:
        """Return the user's words in sections that are not left out."""
        return {name: edit for name, edit in self.edits.items() if not self.is_left_out(name)}

    def is_left_out(self, section: str) -> bool:
        """Whether a section, or the one around it, is left out."""
        return any(section == name or section.startswith(f"{name}-") for name in self.weggelaten)

    def with_edit(self, section: str, edit: Edit | None) -> TextChoices:
        """Return the choices with other words in a section; `None`: those of the check."""
        own = {name: words for name, words in self.edits.items() if name != section}
        if edit is not None:
            own[section] = edit
        others = {name: words for name, words in self.bewerkingen.items() if name != self.variant}
        return replace(self, bewerkingen={**others, self.variant: own} if own else others)

    def with_answer(self, name: str, answer: str) -> TextChoices:
        """Return the choices with an answer to a field or question; an empty one opens it again."""
        answers = {key: text for key, text in self.antwoorden.items() if key != name}
        return replace(self, antwoorden={**answers, name: answer} if answer.strip() else answers)

    def for_another_area(self) -> TextChoices:
        """Return what can be taken along to another plan area: how to write, not what was written."""
        return replace(self, antwoorden={}, bewerkingen={})

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, for storage in a project."""
        return {
            "soort": self.soort.value,
            "lengte": self.lengte.value,
            "opgaven": list(self.opgaven),
            "weggelaten": sorted(self.weggelaten),
            "geparkeerd": self.geparkeerd,
            "kaart": self.kaart,
            "antwoorden": dict(self.antwoorden),
            "bewerker": self.bewerker,
            "bewerkingen": {
                variant: {name: {"tekst": e.tekst, "basis": e.basis, "kop": e.kop} for name, e in edits.items()}
                for variant, edits in self.bewerkingen.items()
            },
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> TextChoices:
        """Read what `to_dict` wrote; what is absent has its default.

        Raises:
            ValueError, TypeError, AttributeError: the content is damaged.
        """
        edits = content.get("bewerkingen", {}).items()
        return cls(
            soort=Kind(content.get("soort", Kind.OMGEVINGSVISIE.value)),
            lengte=Length(content.get("lengte", Length.NORMAAL.value)),
            opgaven=tuple(str(name) for name in content.get("opgaven", ())),
            weggelaten=frozenset(str(name) for name in content.get("weggelaten", ())),
            geparkeerd=bool(content.get("geparkeerd", False)),
            kaart=bool(content.get("kaart", True)),
            antwoorden={str(key): str(text) for key, text in content.get("antwoorden", {}).items()},
            bewerker=str(content.get("bewerker", "")),
            bewerkingen={
                str(variant): {str(name): Edit(**words) for name, words in sections.items()}
                for variant, sections in edits
            },
        )


@dataclass(frozen=True)
class TextField:
    """Something in the text that a person has to fill in: a choice, a note to the author, or a question.

    `sectie` is the heading under which it stands; `antwoord` is empty while it is open.
    """

    id: str
    soort: SentenceKind
    vraag: str
    sectie: str
    antwoord: str

    @property
    def blocks_final(self) -> bool:
        """Whether the text cannot be final while this is open; a question may stay unanswered, visibly."""
        return self.soort is not SentenceKind.ONBEANTWOORD


@dataclass(frozen=True)
class WrittenText:
    """A text with the user's words in it.

    Attributes:
        document: what goes out.
        gemaakt: the same without the user's words and answers; own words are written in place of this.
        wijzigingen: sections that the user rewrote and of which the check says something else since.
        velden: all that can be filled in, with the answers there are, in reading order.
    """

    document: Document
    gemaakt: Document
    wijzigingen: tuple[Change, ...]
    velden: tuple[TextField, ...]


def write_text(
    assessment: Assessment,
    catalogue: Catalogue,
    choices: TextChoices,
    package: PolicyPackage | None = None,
    *,
    is_drawn: bool = True,
    maps: Mapping[str, Figure] | None = None,
) -> WrittenText:
    """Write the text of a check as the user wants it, with the depth profile where it has room.

    Args:
        assessment: the checked plan area.
        catalogue: the policy.
        choices: what makes the text the user's own.
        package: the data of the check: they give the maps of the opgaven their surroundings.
        is_drawn: whether there are drawings in it; a format that shows none does not wait for them.
        maps: the maps of the opgaven, by id, where somebody else draws them; `None`: they are drawn here.

    Raises:
        TextError: the wording file of the plugin is damaged.
    """
    options = _options(choices)
    if is_drawn:
        profile = None if choices.lengte.is_short else depth_profile.figure(assessment, catalogue)
        drawn = opgave_maps(assessment, catalogue, choices, package) if maps is None else maps
        options = replace(options, profiel=profile, opgavekaarten=drawn)
    made = compose(assessment, catalogue, choices.lengte, choices.soort, options)
    edited = apply_edits(made, choices.shown_edits())
    # Answers come last, so that a field that the user left in his own words can still be filled in.
    return WrittenText(
        document=fill_in(edited.document, choices.antwoorden),
        gemaakt=made,
        wijzigingen=edited.wijzigingen,
        velden=tuple(_fields(edited.document, catalogue, choices)),
    )


def _fields(document: Document, catalogue: Catalogue, choices: TextChoices) -> Iterator[TextField]:
    questions = {f"vraag.{item.id}": item.vraag for opgave in catalogue.opgaven.values() for item in opgave.vragen}
    seen: set[str] = set()
    for section in document.walk():
        for sentence in section_sentences(section):
            if sentence.is_marked and sentence.veld and sentence.veld not in seen:
                seen.add(sentence.veld)
                asked = questions.get(sentence.veld) or _within_brackets(sentence.tekst)
                answer = choices.antwoorden.get(sentence.veld, "")
                yield TextField(sentence.veld, sentence.soort, asked, section.kop, answer)


def _within_brackets(text: str) -> str:
    """Return what a field asks: `[Keuze gemeente: welke plek]` asks `Welke plek`."""
    inner = text.rstrip(".").strip("[]").partition(":")[2].strip()
    return notation.sentence_case(inner or text)


@dataclass(frozen=True)
class OutlinePart:
    """A section that a text can hold; `vast`: it cannot be left out."""

    id: str
    kop: str
    vast: bool
    delen: tuple[OutlinePart, ...]


def outline(assessment: Assessment, catalogue: Catalogue, choices: TextChoices) -> tuple[OutlinePart, ...]:
    """Return the sections that the text can hold, also those that are left out now.

    Raises:
        TextError: the wording file of the plugin is damaged.
    """
    options = replace(_options(choices), weggelaten=frozenset())
    document = compose(assessment, catalogue, choices.lengte, choices.soort, options)
    return tuple(map(_outline_part, document.secties))


def _outline_part(section: Section) -> OutlinePart:
    is_fixed = section.id in ALWAYS
    inner = () if is_fixed else tuple(map(_outline_part, section.secties))
    return OutlinePart(section.id, section.kop, is_fixed, inner)


def write_page_for_board(assessment: Assessment, catalogue: Catalogue, choices: TextChoices) -> Document:
    """Write the one page for the bestuurder."""
    options = replace(_options(choices), antwoorden=choices.antwoorden)
    return summarise(assessment, catalogue, options)


def opgave_maps(
    assessment: Assessment, catalogue: Catalogue, choices: TextChoices, package: PolicyPackage | None
) -> dict[str, Figure]:
    """Draw the map of each chosen opgave, for the one text that shows them (BF-20). Of large data it takes seconds."""
    if not choices.lengte.is_long or choices.soort is not Kind.OMGEVINGSVISIE:
        return {}
    known = (name for name in choices.opgaven if name in catalogue.opgaven)
    drawn = {name: map_svg.figure(assessment, catalogue, package, opgave=name) for name in known}
    return {name: figure for name, figure in drawn.items() if figure is not None}


def _options(choices: TextChoices) -> Options:
    return Options(
        opgaven=choices.opgaven,
        weggelaten=choices.weggelaten,
        bewerker=choices.bewerker,
        geparkeerd=choices.geparkeerd,
    )
