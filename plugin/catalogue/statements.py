"""Reading policy statements: the policy of a theme (`themas/<thema>.yaml`) and the statements of other files."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.catalogue.fields import Fields
from bodem_ondergrond.plugin.domain import (
    Catalogue,
    Citation,
    DutyRole,
    Regulation,
    Statement,
    StatementKind,
    StatementStatus,
    ThemeDuty,
    ThemePolicy,
    notation,
)

_SERIES = {
    StatementKind.DOEL: "doelen",
    StatementKind.DILEMMA: "dilemmas",
    StatementKind.BELEIDSKEUZE: "keuzes",
    StatementKind.BELEID: "beleid",
}
# How the id of a statement names its kind; `keuze` is short for beleidskeuze.
_NAMES = {kind: kind.value for kind in StatementKind}
_NAMES[StatementKind.BELEIDSKEUZE] = "keuze"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read_theme_policy(fields: Fields, theme: str, known: Catalogue) -> ThemePolicy:
    """Read the policy of one theme; `known` holds the sources, themes, authorities and rules it may refer to.

    Raises:
        CatalogueError: a key, reference or number is wrong, or a series skips a letter or number.
    """
    ambition = fields.sub("ambitie")
    policy = ThemePolicy(
        thema=theme,
        ambitie=read_statement(ambition, f"{theme}.ambitie", StatementKind.AMBITIE, known, theme=theme),
        doelen=_read_series(fields, StatementKind.DOEL, theme, known),
        dilemmas=_read_series(fields, StatementKind.DILEMMA, theme, known),
        keuzes=_read_series(fields, StatementKind.BELEIDSKEUZE, theme, known),
        beleid=_read_series(fields, StatementKind.BELEID, theme, known),
        regelgeving=tuple(_read_regulation(sub, known) for sub in fields.subs("regelgeving")),
        bevoegd_gezag=tuple(_read_duty(sub, known) for sub in fields.subs("bevoegd_gezag")),
    )
    fields.finish()
    return policy


def read_statement(
    fields: Fields,
    statement_id: str,
    kind: StatementKind,
    known: Catalogue,
    *,
    theme: str,
    mark: str = "",
    municipality: str | None = None,
) -> Statement:
    """Read one statement and complain about keys it does not know.

    Raises:
        CatalogueError: a key or reference is wrong, or the statement names no source.
    """
    statement = Statement(
        id=statement_id,
        thema=theme,
        soort=kind,
        kenmerk=mark,
        titel=fields.text("titel"),
        zinnen=sentences(fields, "zinnen"),
        bronnen=cited(fields, known),
        status=fields.choice("status", StatementStatus, StatementStatus.GELDEND),
        opmerking=sentences(fields, "opmerking", ()),
        regels=fields.known("regels", known.regels, ()),
        gemeente=municipality,
    )
    fields.finish()
    return statement


def sentences(fields: Fields, key: str, *default: tuple[str, ...]) -> tuple[str, ...]:
    """Read sentences, with each figure kept together with its unit.

    Raises:
        CatalogueError: the value is no list of texts, or is absent without a default.
    """
    return tuple(map(notation.bind_units, fields.texts(key, *default)))


def blocks(fields: Fields, key: str) -> Iterator[tuple[str, Fields]]:
    """Give the named blocks under a key, each as its own mapping; nothing when the key is absent."""
    if key not in fields:
        fields.value(key, None)
        return
    block = fields.sub(key)
    for name, raw in block.items():
        yield name, Fields(fields.file, f"{block.place}.{name}", raw)


def cited(fields: Fields, known: Catalogue) -> tuple[Citation, ...]:
    """Read `bronnen`, which may not be empty: what nobody can look up is not policy.

    Raises:
        CatalogueError: the list is empty or names an unknown source.
    """
    found = fields.citations("bronnen", known.bronnen)
    if not found:
        raise fields.error("bronnen", "hier hoort ten minste een bron te staan.")
    return found


def _read_series(fields: Fields, kind: StatementKind, theme: str, known: Catalogue) -> tuple[Statement, ...]:
    found = []
    for position, (mark, sub) in enumerate(blocks(fields, _SERIES[kind])):
        _check_mark(sub, kind, mark, position)
        statement_id = f"{theme}.{_NAMES[kind]}_{mark.lower()}"
        found.append(read_statement(sub, statement_id, kind, known, theme=theme, mark=_shown_mark(kind, mark)))
    return tuple(found)


def _shown_mark(kind: StatementKind, mark: str) -> str:
    """Return the mark of the source; policy without letter or number has a name of ours, which is not shown."""
    return "" if kind is StatementKind.BELEID else mark


def _check_mark(sub: Fields, kind: StatementKind, mark: str, position: int) -> None:
    if kind is StatementKind.BELEID:
        return
    expected = _LETTERS[position : position + 1] if kind is StatementKind.BELEIDSKEUZE else str(position + 1)
    if mark != expected:
        raise sub.error(mark, f"hier hoort {expected} te staan: letters en nummers volgen elkaar op als in de bron.")


def _read_regulation(fields: Fields, known: Catalogue) -> Regulation:
    regulation = Regulation(
        document=fields.text("document"),
        heeft_regels=fields.flag("heeft_regels", default=True),
        hoofdstukken=fields.texts("hoofdstukken", ()),
        zinnen=sentences(fields, "zinnen"),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return regulation


def _read_duty(fields: Fields, known: Catalogue) -> ThemeDuty:
    duty = ThemeDuty(
        wie=fields.one_of("wie", known.bevoegd_gezag),
        rol=fields.choice("rol", DutyRole, DutyRole.BEVOEGD_GEZAG),
        taak=notation.bind_units(fields.text("taak")),
        bronnen=cited(fields, known),
    )
    fields.finish()
    return duty
