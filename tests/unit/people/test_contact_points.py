"""Contact details in one form each, and recognised in any."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.people.rules import contact_points, matching, names
from portreeve.modules.people.types import ContactKind, ContactPoint


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("07700 900111", ContactKind.MOBILE, "+447700900111"),
        ("+44 (0)7700 900-111", ContactKind.MOBILE, "+447700900111"),
        ("0044 7700 900111", ContactKind.MOBILE, "+447700900111"),
        ("01632 960222", ContactKind.LANDLINE, "+441632960222"),
        ("020 7946 0958", ContactKind.LANDLINE, "+442079460958"),
        ("+33 6 12 34 56 78", ContactKind.MOBILE, "+33612345678"),
    ],
)
def test_a_number_is_known_in_any_form_with_its_kind(text: str, kind: ContactKind, value: str) -> None:
    assert contact_points.telephone(text) == (kind, value)


@pytest.mark.parametrize("text", ["", "999", "900333", "0770090", "hello", "0" * 40, "+999 123456789"])
def test_what_cannot_be_rung_is_refused(text: str) -> None:
    with pytest.raises(contact_points.UnusableDetail):
        contact_points.telephone(text)


@pytest.mark.parametrize("text", ["a@b.co", "Amina.Y+bins@Example.COM", "o'brien@example.co.uk", "ŵyn@exämple.cymru"])
def test_an_email_is_kept_in_lower_case(text: str) -> None:
    assert contact_points.email(f" {text} ") == text.lower()


@pytest.mark.parametrize(
    "text", ["", "a", "a@b", "a@b..co", "a b@c.de", "a@@b.co", "<a@b.co>", "a@b.co,c@d.eu", "a@b.c"]
)
def test_what_cannot_be_mailed_is_refused(text: str) -> None:
    with pytest.raises(contact_points.UnusableDetail):
        contact_points.email(text)


def test_an_address_is_kept_on_lines_that_fit_a_letter() -> None:
    assert contact_points.post(" 4  Quay Street, Haverstock ,HV1 2AB") == "4 Quay Street\nHaverstock\nHV1 2AB"
    long = "Flat 1, The Old Mill, Mill Yard, 12, Mill Lane, Quayside, Haverstock, HV1 2AB"
    lines = contact_points.post(long).splitlines()
    assert len(lines) == 6
    assert lines[-1] == "HV1 2AB"
    assert lines[0].startswith("Flat 1, The Old Mill")


@pytest.mark.parametrize(("text", "code"), [("hv1 2ab", "HV12AB"), ("4 Quay St\nHV12AB", "HV12AB"), ("nothing", "")])
def test_a_postcode_is_found(text: str, code: str) -> None:
    assert contact_points.postcode(text) == code


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (ContactKind.MOBILE, "+447700900111", "07700 900111"),
        (ContactKind.LANDLINE, "+441632960222", "01632 960222"),
        (ContactKind.MOBILE, "+33612345678", "+33 6 12 34 56 78"),
        (ContactKind.POST, "4 Quay Street\nHV1 2AB", "4 Quay Street, HV1 2AB"),
    ],
)
def test_details_are_shown_as_people_read_them(kind: ContactKind, value: str, shown: str) -> None:
    assert contact_points.shown(kind, value) == shown


def points(**values: str) -> list[ContactPoint]:
    return [ContactPoint(UUID(int=n), ContactKind(k), v) for n, (k, v) in enumerate(values.items())]


@given(st.text(max_size=80))
def test_no_text_is_recognised_where_there_is_nothing(text: str) -> None:
    assert not matching.matches([], text)


@given(st.text(max_size=40))
def test_a_text_is_recognised_only_if_it_means_the_detail(text: str) -> None:
    mine = points(email="amina@example.com")
    assert matching.matches(mine, text) == (text.strip().lower() == "amina@example.com")


def test_one_weak_detail_does_not_make_a_strong_one_weaker() -> None:
    both = points(email="amina@example.com", post="4 Quay Street\nHV1 2AB")
    assert not matching.matches(both, "HV1 2AB")
    assert matching.matches(points(post="4 Quay Street\nHV1 2AB"), "hv12ab")
    assert not matching.matches(points(post="somewhere\nelse"), "")


def test_a_detail_that_no_longer_works_is_still_ones_own() -> None:
    gone = [ContactPoint(UUID(int=1), ContactKind.EMAIL, "amina@example.com", usable=False)]
    assert matching.matches(gone, "amina@example.com")


@pytest.mark.parametrize(
    ("name", "found"), [("Gwên  O’Brien-Ŵyn", "gwen o brien wyn"), ("DOROTHY", "dorothy"), ("كريم", "كريم")]
)
def test_names_are_searched_without_marks(name: str, found: str) -> None:
    assert names.searchable(name) == found
