"""Parties as they are kept, changed, found and recognised."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import UUID, uuid4

import pytest

from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Changes, ContactKind, Format, NewParty, SafeContact

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BY = system("tests")
SAM = Actor(ActorKind.STAFF, str(uuid4()), Channel.PHONE, frozenset({Grant("person.view"), Grant("person.edit")}))
TOM = Actor(ActorKind.STAFF, str(uuid4()), Channel.PHONE, frozenset({Grant("case.view")}))
AMINA = NewParty(
    name="Amina Yusuf", email=" Amina@Example.com", mobile="07700 900111", post="4 Quay St, Haverstock, HV1 2AB"
)
DOROTHY = NewParty(
    name="Dorothy Marsh", landline="01632 960222", format=Format.LARGE_PRINT, safe=SafeContact(not_before=time(12))
)


def add(new: NewParty) -> UUID:
    return people.add_party(new=new, by=BY, at=AT)


def test_a_party_is_kept_with_its_details_in_one_form_each() -> None:
    amina = people.party(add(AMINA))
    found = {point.kind: point.value for point in amina.contact_points}
    assert found[ContactKind.EMAIL] == "amina@example.com"
    assert found[ContactKind.MOBILE] == "+447700900111"
    assert found[ContactKind.POST] == "4 Quay St\nHaverstock\nHV1 2AB"
    assert amina.language == "en"


def test_dorothy_keeps_her_format_and_her_hours() -> None:
    dorothy = people.party(add(DOROTHY))
    assert dorothy.format is Format.LARGE_PRINT
    assert dorothy.safe == SafeContact(not_before=time(12))
    assert [(p.kind, p.value) for p in dorothy.contact_points] == [(ContactKind.LANDLINE, "+441632960222")]


def test_a_mobile_given_as_a_landline_is_a_mobile() -> None:
    party = people.party(add(NewParty(name="Ruth Marsh", landline="+44 7700 900333", mobile="07700900333")))
    assert [(p.kind, p.value) for p in party.contact_points] == [(ContactKind.MOBILE, "+447700900333")]


@pytest.mark.parametrize("wrong", [{"email": "amina@"}, {"mobile": "12"}, {"post": "somewhere"}, {"email": "a b@c.de"}])
def test_a_detail_that_cannot_be_used_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(people.DetailUnusable):
        add(NewParty(name="Amina Yusuf", **wrong))


@pytest.mark.parametrize(
    "detail", ["AMINA@example.COM", "07700 900 111", "+447700900111", "(07700) 900111", "00447700900111"]
)
def test_a_detail_is_recognised_in_any_form(detail: str) -> None:
    assert people.matches_contact(add(AMINA), detail)


@pytest.mark.parametrize(
    "detail", ["", " ", "gwen@example.com", "07700900112", "HV1 2AB", "HV12AB", "a" * 500, "amina"]
)
def test_what_is_not_theirs_is_not_recognised(detail: str) -> None:
    assert not people.matches_contact(add(AMINA), detail)


def test_a_postcode_counts_for_those_with_nothing_but_an_address() -> None:
    party = add(NewParty(name="Gwen Pritchard", post="6 Quay St, Haverstock, HV1 2AB"))
    assert people.matches_contact(party, "hv1 2ab")
    assert not people.matches_contact(party, "HV1 2AC")


def test_nobody_is_recognised_as_a_party_that_is_not_there() -> None:
    assert not people.matches_contact(uuid4(), "amina@example.com")
    assert not people.matches_contact(None, "")


def test_a_replaced_detail_is_no_longer_recognised_but_is_kept() -> None:
    party = add(AMINA)
    people.change_details(party=party, changes=Changes(email="amina.y@example.com", mobile=""), by=SAM, at=AT)
    assert [p.value for p in people.party(party).contact_points if p.kind is not ContactKind.POST] == [
        "amina.y@example.com"
    ]
    assert not people.matches_contact(party, "amina@example.com")
    assert not people.matches_contact(party, "07700 900111")


def test_people_may_change_their_own_details_and_nobody_elses() -> None:
    amina, gwen = add(AMINA), add(NewParty(name="Gwen Pritchard"))
    people.change_details(party=amina, changes=Changes(language="cy"), by=resident(amina), at=AT)
    assert people.party(amina).language == "cy"
    with pytest.raises(NotAllowed):
        people.change_details(party=gwen, changes=Changes(language="en"), by=resident(amina), at=AT)
    with pytest.raises(NotAllowed):
        people.set_safe_contact(party=gwen, safe=SafeContact(say_nothing=True), by=TOM, at=AT)


def test_needs_are_given_and_taken_once_each() -> None:
    party = add(DOROTHY)
    for need in ("hearing", "interpreter", "hearing"):
        people.give_need(party=party, need=need, by=SAM, at=AT)
    people.take_need(party=party, need="interpreter", by=SAM, at=AT)
    assert people.party(party).needs == ("hearing",)


def test_a_point_that_failed_is_marked_and_kept() -> None:
    party = add(AMINA)
    email = next(p for p in people.party(party).contact_points if p.kind is ContactKind.EMAIL)
    people.mark_unusable(point=email.id, reason="recipient refused", by=BY, at=AT)
    people.mark_unusable(point=email.id, reason="again", by=BY, at=AT)
    assert [p.usable for p in people.party(party).contact_points if p.kind is ContactKind.EMAIL] == [False]
    with pytest.raises(NotFound):
        people.mark_unusable(point=uuid4(), reason="none", by=BY, at=AT)


def test_many_parties_are_read_in_two_queries(django_assert_num_queries: object) -> None:
    ids = [add(NewParty(name=f"Person {n}", email=f"p{n}@example.com")) for n in range(5)]
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(people.parties([*ids, uuid4()])) == 5


class TestFinding:
    @pytest.fixture(autouse=True)
    def everybody(self) -> None:
        self.amina, self.dorothy = add(AMINA), add(DOROTHY)
        self.ruth = add(NewParty(name="Ruth Marsh", mobile="07700 900333"))
        self.gwen = add(NewParty(name="Gwên Pritchard", email="gwen@example.com"))

    def found(self, query: str) -> list[UUID]:
        return [row.id for row in people.find_people(query, actor=SAM, at=AT).rows]

    @pytest.mark.parametrize("query", ["Dorothy Marsh", "dorthy marsh", "DOROTHEY", "Dorothy", "marsh dorothy"])
    def test_typing_errors_are_forgiven(self, query: str) -> None:
        assert self.found(query)[0] == self.dorothy

    def test_accents_are_forgiven(self) -> None:
        assert self.found("gwen pritchard") == [self.gwen]

    def test_one_name_finds_all_who_have_it(self) -> None:
        assert set(self.found("Marsh")) == {self.dorothy, self.ruth}

    @pytest.mark.parametrize("query", ["07700 900333", "+447700900333", "900333"])
    def test_telephone_numbers_are_found_whole_or_by_their_end(self, query: str) -> None:
        assert self.found(query) == [self.ruth]

    def test_an_email_address_is_found_in_any_case(self) -> None:
        assert self.found("GWEN@example.com") == [self.gwen]

    def test_who_may_not_view_people_finds_none(self) -> None:
        with pytest.raises(NotAllowed):
            people.find_people("Marsh", actor=TOM, at=AT)
        with pytest.raises(NotAllowed):
            people.view_party(party=self.amina, actor=TOM, at=AT)

    def test_every_person_shown_is_audited_as_seen(self) -> None:
        self.found("Marsh")
        people.view_party(party=self.amina, actor=SAM, at=AT)
        seen = set(AuditEntry.objects.filter(act="person.seen", actor=SAM.id).values_list("subject", flat=True))
        assert seen == {self.dorothy, self.ruth, self.amina}

    def test_too_little_is_refused(self) -> None:
        with pytest.raises(people.SearchTooShort):
            self.found("ma")

    def test_the_list_is_read_a_page_at_a_time_and_ends(self) -> None:
        for n in range(30):
            add(NewParty(name=f"Colin Reeve {n}"))
        first = people.find_people("colin reeve", actor=SAM, at=AT)
        second = people.find_people("colin reeve", actor=SAM, at=AT, after=first.after)
        assert (len(first.rows), len(second.rows), second.after) == (20, 10, "")
        assert not {r.id for r in first.rows} & {r.id for r in second.rows}


def test_nothing_personal_is_in_the_audit() -> None:
    party = add(AMINA)
    people.change_details(party=party, changes=Changes(name="Amina Y", email="ay@example.com"), by=SAM, at=AT)
    written = str(list(AuditEntry.objects.values())).lower()
    assert not [word for word in ("amina", "example.com", "7700", "quay") if word in written]
