"""All rules in one table, and what the sources leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodem_ondergrond.plugin.domain import Catalogue, Precedence, Rule
from bodem_ondergrond.tools.catalogue_docs.conditions import condition
from bodem_ondergrond.tools.catalogue_docs.markdown import authorities, code, codes, page, sources, table

HEAD = ("Regel", "Laag", "Wanneer", "Oordeel", "Bevoegd gezag", "Bron")


def rules_page(catalogue: Catalogue) -> str:
    """Return the table of all rules, the order of use, and the list of unknown values."""
    rules = catalogue.regels.values()
    return page(
        "Alle regels",
        [f"De catalogus (versie {catalogue.versie}) heeft {len(catalogue.regels)} regels."],
        table(HEAD, rule_rows(rules, catalogue)),
        ["## Volgorde van gebruik van de ondergrond"],
        table(("Stap", "Functie", "Lagen", "Activiteiten", "Bron"), _order_rows(catalogue)),
        table(("Twee functies", "Wat de bron zegt", "Bron"), _pair_rows(catalogue)),
        ["## Wat de bronnen openlaten"],
        table(("Waarde", "Omschrijving", "Waar die hoort te staan", "Regels", "Bron"), _unknown_rows(catalogue)),
        ["## Grenzen en instellingen"],
        table(("Grens", "Waarde", "Omschrijving", "Gemeente mag strenger", "Bron"), _threshold_rows(catalogue)),
    )


def rule_rows(rules: Iterable[Rule], catalogue: Catalogue) -> Iterable[Sequence[str]]:
    """Return a row for each rule."""
    for rule in rules:
        yield (
            code(rule.id),
            code(rule.selectie.laag) if rule.selectie else "-",
            condition(rule, catalogue),
            f"{rule.oordeel.value} ({rule.herkomst_oordeel.value})",
            authorities(catalogue, [duty.wie for duty in rule.bevoegd_gezag]),
            sources(rule.bronnen),
        )


def _order_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    for function in catalogue.gebruiksorde.functies.values():
        yield (
            str(function.stap + 1),
            function.naam,
            codes(dict.fromkeys(selection.laag for selection in function.lagen)),
            codes(sorted(function.activiteiten)),
            sources(function.bronnen),
        )


def _pair_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    order = catalogue.gebruiksorde
    for pair in order.paren:
        one, other = sorted(pair.functies, key=list(order.functies).index)
        names = {key: order.functies[key].naam for key in (one, other)}
        said = {
            Precedence.EERSTE: f"{names[one]} gaat voor",
            Precedence.TWEEDE: f"{names[other]} gaat voor",
            Precedence.OPEN: "open",
        }
        yield f"{names[one]} en {names[other]}", said[order.precedence(one, other)], sources(pair.bronnen)


def _unknown_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    for threshold in catalogue.drempels.values():
        if threshold.waarde is None:
            users = [rule.id for rule in catalogue.regels.values() if _uses(rule, threshold.id)]
            source = sources([threshold.bron] if threshold.bron else [])
            yield code(threshold.id), threshold.omschrijving, threshold.vindplaats or "", codes(users), source


def _uses(rule: Rule, threshold_id: str) -> bool:
    return threshold_id in rule.onbekend or getattr(rule.parameters, "drempel", None) == threshold_id


def _threshold_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    for threshold in catalogue.drempels.values():
        if threshold.waarde is not None:
            yield (
                code(threshold.id),
                f"{threshold.waarde:g} {threshold.eenheid}" + (" (instelling)" if threshold.instelling else ""),
                threshold.omschrijving,
                {None: "nee", "laagste": "ja, lager", "hoogste": "ja, hoger"}[threshold.strengste],
                sources([threshold.bron] if threshold.bron else []),
            )
