"""Reading what helps to weigh: principles, layers of the ground, decision aids, opgaven and whom to ask."""

from __future__ import annotations

from bodem_ondergrond.plugin.catalogue.fields import Fields
from bodem_ondergrond.plugin.catalogue.statements import blocks, cited, sentences
from bodem_ondergrond.plugin.domain import (
    Catalogue,
    DecisionAid,
    DecisionBlock,
    DecisionBlockKind,
    DepthRange,
    KeyFigure,
    KnowledgeSource,
    Opgave,
    OpgaveCrossing,
    OpgaveQuestion,
    QuestionOrigin,
    StatementStatus,
    SubsurfaceLayer,
    WeighingPrinciple,
    notation,
)

_PAIR = 2


def read_principle(key: str, fields: Fields, known: Catalogue) -> WeighingPrinciple:
    """Read one principle for weighing interests.

    Raises:
        CatalogueError: a key or reference is wrong.
    """
    principle = WeighingPrinciple(
        id=key,
        nummer=fields.text("nummer"),
        titel=fields.text("titel"),
        zinnen=sentences(fields, "zinnen"),
        spelregels=sentences(fields, "spelregels", ()),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return principle


def read_subsurface_layer(key: str, fields: Fields, known: Catalogue) -> SubsurfaceLayer:
    """Read one layer of the lagenbenadering.

    Raises:
        CatalogueError: a key or reference is wrong.
    """
    layer = SubsurfaceLayer(
        id=key,
        naam=fields.text("naam"),
        naam_en=fields.text("naam_en"),
        diepte=_read_depth(fields),
        zinnen=sentences(fields, "zinnen"),
        themas=fields.known("themas", known.themas),
        opmerking=sentences(fields, "opmerking", ()),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return layer


def _read_depth(fields: Fields) -> DepthRange | None:
    if "diepte" not in fields:
        fields.value("diepte", None)
        return None
    sub = fields.sub("diepte")
    depth = DepthRange(sub.number("van_m"), sub.number("tot_m", None))
    sub.finish()
    return depth


def read_decision_aid(key: str, fields: Fields, known: Catalogue) -> DecisionAid:
    """Read a ladder or decision tree as blocks.

    Raises:
        CatalogueError: a key or reference is wrong, or there is nothing to decide.
    """
    found = []
    for sub in fields.subs("blokken"):
        found.append(DecisionBlock(sub.choice("soort", DecisionBlockKind), sentences(sub, "zinnen")))
        sub.finish()
    if not found:
        raise fields.error("blokken", "een ladder of boom heeft ten minste een blok.")
    aid = DecisionAid(
        id=key,
        naam=fields.text("naam"),
        gemeente=fields.one_of("gemeente", known.gemeenten),
        status=fields.choice("status", StatementStatus),
        themas=fields.known("themas", known.themas),
        zinnen=sentences(fields, "zinnen"),
        blokken=tuple(found),
        opmerking=sentences(fields, "opmerking"),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return aid


def read_knowledge_source(key: str, fields: Fields, known: Catalogue) -> KnowledgeSource:
    """Read whom to ask about a subject.

    Raises:
        CatalogueError: a key or reference is wrong.
    """
    source = KnowledgeSource(
        id=key,
        naam=fields.text("naam"),
        onderwerp=fields.text("onderwerp"),
        peildatum=fields.text("peildatum"),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return source


def read_opgave(key: str, fields: Fields, known: Catalogue) -> Opgave:
    """Read one opgave with its question card.

    Raises:
        CatalogueError: a key or reference is wrong.
    """
    opgave = Opgave(
        id=key,
        naam=fields.text("naam"),
        naam_en=fields.text("naam_en"),
        standaard=fields.flag("standaard", default=True),
        zinnen=sentences(fields, "zinnen"),
        claims=sentences(fields, "claims"),
        kansen=sentences(fields, "kansen", ()),
        dilemmas=sentences(fields, "dilemmas"),
        vragen=tuple(_read_question(key, name, sub) for name, sub in blocks(fields, "vragen")),
        kengetallen=tuple(_read_figure(sub, known) for sub in fields.subs("kengetallen")),
        themas=fields.known("themas", known.themas),
        lagen=fields.known("lagen", known.lagen, ()),
        activiteiten=fields.known("activiteiten", known.activiteiten, ()),
        kennisbronnen=fields.known("kennisbronnen", known.kennisbronnen, ()),
        opmerking=sentences(fields, "opmerking", ()),
        bronnen=cited(fields, known),
    )
    fields.value("kengetallen", None)
    fields.finish()
    return opgave


def read_crossing(key: str, fields: Fields, known: Catalogue) -> OpgaveCrossing:
    """Read where two opgaven ask for the same place.

    Raises:
        CatalogueError: a key or reference is wrong, or there are not two opgaven.
    """
    crossing = OpgaveCrossing(
        id=key,
        opgaven=fields.known("opgaven", known.opgaven),
        dilemma=notation.bind_units(fields.text("dilemma")),
        herkomst=fields.choice("herkomst", QuestionOrigin),
        bronnen=cited(fields, known),
    )
    if len(set(crossing.opgaven)) != _PAIR:
        raise fields.error("opgaven", "hier horen twee verschillende opgaven te staan.")
    fields.finish()
    return crossing


def _read_question(opgave: str, name: str, sub: Fields) -> OpgaveQuestion:
    question = OpgaveQuestion(
        f"{opgave}.{name}", notation.bind_units(sub.text("vraag")), sub.choice("herkomst", QuestionOrigin)
    )
    sub.finish()
    return question


def _read_figure(sub: Fields, known: Catalogue) -> KeyFigure:
    figure = KeyFigure(
        omschrijving=sub.text("omschrijving"),
        waarde=sub.number("waarde"),
        eenheid=sub.text("eenheid"),
        bron=sub.citation("bron", known.bronnen),
    )
    sub.finish()
    return figure
