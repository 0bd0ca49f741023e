"""Loading reads the same with and without yaml's C reader, and happens once."""

from __future__ import annotations

import pytest
import yaml

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER, load_catalogue

FILES = sorted(CATALOGUE_FOLDER.rglob("*.yaml"))


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML is hier zonder de C-lezer gebouwd")
@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(CATALOGUE_FOLDER)) for path in FILES])
def test_a_file_reads_the_same_without_the_c_reader(path):
    content = path.read_bytes()
    assert yaml.load(content, yaml.SafeLoader) == yaml.load(content, yaml.CSafeLoader)


def test_the_catalogue_is_read_once():
    assert load_catalogue() is load_catalogue(str(CATALOGUE_FOLDER))
