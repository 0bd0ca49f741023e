"""One page per theme: what the policy wants, its choices with their rules, its layers, its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, Rule, Statement, ThemePolicy, notation
from bodem_ondergrond.tools.catalogue_docs.markdown import authorities, code, codes, page, sources, table
from bodem_ondergrond.tools.catalogue_docs.rules_page import HEAD, rule_rows


def theme_page(theme: str, catalogue: Catalogue) -> str:
    """Return the page of one theme."""
    named = catalogue.themas[theme]
    layers = [layer for layer in catalogue.lagen.values() if theme in layer.themas]
    rules = [rule for rule in catalogue.regels.values() if rule.thema == theme]
    return page(
        named.naam,
        [f"Bronnen: {sources(named.bronnen)}."],
        *_policy_blocks(catalogue.themabeleid.get(theme), catalogue),
        ["## Lagen"],
        table(("Laag", "Naam", "Soort", "Velden", "Diepte", "Beheerder", "Bron"), _layer_rows(layers)),
        ["## Regels"],
        table(HEAD, rule_rows(rules, catalogue)),
        ["## Wat de regels zeggen"],
        *(_rule_block(rule, catalogue) for rule in rules),
    )


def _policy_blocks(policy: ThemePolicy | None, catalogue: Catalogue) -> Iterable[Sequence[str]]:
    if policy is None:
        return
    yield ["## Ambitie"]
    yield [" ".join(policy.ambitie.zinnen), "", f"Bron: {sources(policy.ambitie.bronnen)}."]
    for title, statements in (
        ("Strategische doelen", policy.doelen),
        ("Dilemma's", policy.dilemmas),
        ("Beleidskeuzes", policy.keuzes),
        ("Ander beleid", policy.beleid),
    ):
        if statements:
            yield [f"## {title}"]
            yield table(("", "Onderwerp", "Wat er staat", "Regels", "Bron"), map(_statement_row, statements))
    yield ["## Regelgeving en bevoegd gezag"]
    yield [f"- {' '.join(one.zinnen)} ({sources(one.bronnen)})" for one in policy.regelgeving]
    yield [
        f"- {notation.sentence_case(authorities(catalogue, [duty.wie]))}: "
        f"{duty.rol.value.replace('_', ' ')}, {duty.taak} ({sources(duty.bronnen)})"
        for duty in policy.bevoegd_gezag
    ]


def _statement_row(statement: Statement) -> Sequence[str]:
    status = "" if statement.status.value == "geldend" else f" ({statement.status.value})"
    words = " ".join(statement.zinnen + statement.opmerking)
    return statement.kenmerk, statement.titel + status, words, codes(statement.regels), sources(statement.bronnen)


def _layer_rows(layers: Iterable[CatalogueLayer]) -> Iterable[Sequence[str]]:
    for layer in layers:
        fields = [
            f"{field.naam}" + (f" ({', '.join(field.waarden)})" if field.waarden else "")
            for field in layer.velden.values()
        ]
        depth = notation.depth_range(layer.diepte.van_m, layer.diepte.tot_m) if layer.diepte else "-"
        indicative = ", indicatief" if layer.diepte and layer.diepte_indicatief else ""
        yield (
            code(layer.id), layer.naam, layer.geometrie, "; ".join(fields), depth + indicative, layer.beheerder,
            sources(layer.bronnen),
        )  # fmt: skip


def _rule_block(rule: Rule, catalogue: Catalogue) -> list[str]:
    lines = [f"### {rule.titel}", "", f"{code(rule.id)}: {rule.oordeel.value}.", ""]
    said = list(catalogue.zinnen[rule.zin])
    if rule.voorwaarden:
        parts = [part for sentence in rule.voorwaarden.zinnen for part in catalogue.zinnen[sentence]]
        said.append(f"Voorwaarden ({'alle' if rule.voorwaarden.alle else 'een van'}): {'; '.join(parts)}.")
    lines += [f"- {sentence}" for sentence in said]
    if rule.zinnen_per:
        for value, sentence in rule.zinnen_per.zinnen.items():
            lines.append(f"- ({rule.zinnen_per.veld} {value}) {' '.join(catalogue.zinnen[sentence])}")
    lines += [f"- Soms ook: {' '.join(catalogue.zinnen[remark.zin])}" for remark in rule.opmerkingen]
    lines += [f"- Niet getoetst: {catalogue.drempels[unknown].omschrijving}." for unknown in rule.onbekend]
    return lines + [f"- Te doen: {' '.join(catalogue.zinnen[action])}" for action in rule.acties]
