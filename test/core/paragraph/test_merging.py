"""What the user left follows the new check, what he wrote stays, and a clash is told."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.paragraph import Clash, Edit, merge

BASE = "Van het gebied ligt 4 ha in een zone. Hier geldt beleid.\n\nKansen:\n- Een kans.\n- Nog een kans."


def merged(own, now):
    return merge(Edit(own, BASE), now)


def test_without_a_new_text_the_users_words_are_the_outcome():
    own = BASE.replace("Hier geldt beleid.", "Wij houden daar rekening mee.")
    assert merged(own, BASE).tekst == own


def test_without_own_words_the_new_text_is_the_outcome():
    now = BASE.replace("4 ha", "9 ha").replace("- Nog een kans.", "- Een derde kans.")
    assert merged(BASE, now).tekst == now


def test_changes_in_other_sentences_come_together():
    own = BASE.replace("Hier geldt beleid.", "Wij houden daar rekening mee.")
    found = merged(own, BASE.replace("4 ha", "9 ha"))
    assert found.tekst.startswith("Van het gebied ligt 9 ha in een zone. Wij houden daar rekening mee.")
    assert found.botsingen == ()


def test_where_both_changed_the_users_words_stay_and_the_new_ones_are_told():
    found = merged(BASE.replace("4 ha", "ongeveer 4 ha"), BASE.replace("4 ha", "9 ha"))
    assert "ongeveer 4 ha" in found.tekst
    assert found.botsingen == (
        Clash("Van het gebied ligt ongeveer 4 ha in een zone.", "Van het gebied ligt 9 ha in een zone."),
    )


def test_the_same_change_on_both_sides_is_no_clash():
    both = BASE.replace("4 ha", "9 ha")
    assert merged(both, both.replace(" ha", "\u00a0ha")).botsingen == ()


def test_a_sentence_that_the_user_took_out_stays_out():
    own = BASE.replace(" Hier geldt beleid.", "")
    assert "Hier geldt beleid" not in merged(own, BASE.replace("4 ha", "9 ha")).tekst


def test_a_paragraph_and_a_point_that_the_user_added_stay():
    own = f"{BASE}\n- Eigen punt.\n\nEigen alinea. Met twee zinnen."
    found = merged(own, BASE.replace("Een kans.", "Een grote kans."))
    assert "- Een grote kans." in found.tekst
    assert found.tekst.endswith("- Eigen punt.\n\nEigen alinea. Met twee zinnen.")


@pytest.mark.parametrize("now", ["", "Iets heel anders."])
def test_own_words_survive_a_section_that_is_gone_or_wholly_new(now):
    found = merged("Eigen tekst, van begin tot eind.", now)
    assert found.tekst == "Eigen tekst, van begin tot eind."
    assert found.botsingen[0].nieuw == now
