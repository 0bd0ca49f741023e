"""The Dutch user interface is complete: no string missing, none unfinished, none lost."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bodem_ondergrond.tools import translations

ROOT = Path(__file__).resolve().parents[2]
DUTCH = ROOT / "i18n" / "bodem_ondergrond_nl.ts"
PLACEHOLDER = re.compile(r"%n|%\d|%\w|\{[^}]*\}")


def messages(path: Path) -> list[tuple[str, ElementTree.Element]]:
    root = ElementTree.parse(path).getroot()
    return [
        (context.findtext("name"), message) for context in root.iter("context") for message in context.iter("message")
    ]


def keys(path: Path) -> set[tuple[str, str]]:
    return {(context, message.findtext("source")) for context, message in messages(path)}


def variants(message: ElementTree.Element) -> list[str]:
    """The translation, or its singular and plural."""
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def string_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Calls of tr and translate with the arguments that must be plain strings."""
    for node in ast.walk(tree):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if name == "tr":
            yield node, node.args[:1]
        elif name == "translate" and len(node.args) >= 2:
            yield node, node.args[:2]


def is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.fixture(scope="module")
def collected():
    """The .ts file as it comes out when the strings are collected anew."""
    target = ROOT / "build" / "test_translations.ts"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(DUTCH, target)
    translations.collect(target)
    yield target
    target.unlink()


def test_collecting_the_strings_anew_finds_nothing_new_and_nothing_gone(collected):
    assert keys(collected) == keys(DUTCH)


def test_every_string_has_a_dutch_translation():
    missing = [
        (context, message.findtext("source"))
        for context, message in messages(DUTCH)
        if message.find("translation").get("type") is not None or not all(variants(message))
    ]
    assert missing == []


def test_the_placeholders_of_a_string_return_in_its_translation():
    def placeholders(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    different = [
        (message.findtext("source"), variant)
        for _, message in messages(DUTCH)
        for variant in variants(message)
        if variant and placeholders(variant) != placeholders(message.findtext("source"))
    ]
    assert different == []


@pytest.mark.parametrize("path", translations.sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_string_that_is_translated_is_a_plain_string(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [call.lineno for call, strings in string_calls(tree) if not all(map(is_plain, strings))]
    assert hidden == [], "the collector cannot read these"


@pytest.mark.parametrize("path", translations.sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_string_escapes_the_collector(path):
    known = {source for _, source in keys(DUTCH)}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {strings[-1].value for _, strings in string_calls(tree) if is_plain(strings[-1])}
    assert called - known == set()


def test_the_compiled_translation_is_made(tmp_path):
    target = tmp_path / "nl.qm"
    translations.compile_one(DUTCH, target)
    assert target.stat().st_size > 16
