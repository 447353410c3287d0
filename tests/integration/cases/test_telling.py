"""Who is told what, in which language, and what messages never say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, GWENS_WORDS, MILL_LANE, Cast, Open
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases import api as cases
from portreeve.modules.cases import jobs
from portreeve.modules.cases.types import ClosingReason, NewCase
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.models import Dispatch
from portreeve.modules.journeys.types import Roles

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[3] / "demo" / "templates"


@pytest.fixture
def templates(db: None) -> None:
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)


def told() -> list[tuple[str, UUID, str]]:
    """Hand on every event and return what was sent: template, party, language."""
    outbox.drain([outbox.Handler("cases.tell", tuple(sorted(jobs.KINDS)), jobs.tell)])
    rows = Dispatch.objects.select_related("template").order_by("id")
    return [(row.template.template, row.party_id, row.template.language) for row in rows]


def joined(who: UUID, public: str, language: str) -> None:
    new = NewCase(
        service="fly-tipping",
        roles=Roles(asker=who, subject=who, told=who),
        channel=Channel.WEB,
        language=language,
        answers={"place": {**MILL_LANE, "detail": GWENS_WORDS}, "what": ["other"], "other": GWENS_WORDS},
    )
    cases.join(public=public, new=new, by=resident(who), at=AT)


def test_each_reporter_is_told_in_their_own_language_until_they_withdraw(
    cast: Cast, open_one: Open, templates: None
) -> None:
    made = open_one(cast.amina)
    joined(cast.gwen, made.public_id, "cy")
    cases.schedule(case=made.case, on=date(2026, 11, 25), by=cast.tom, at=AT)
    told()
    cases.withdraw(reporter=made.reporter, by=BY, at=AT)
    cases.done(case=made.case, text="Cleared.", by=cast.tom, at=AT + timedelta(hours=1))
    assert sorted(told()) == sorted(
        [
            ("case-received", cast.amina, "en"),
            ("joined", cast.gwen, "cy"),
            ("case-scheduled", cast.amina, "en"),
            ("case-scheduled", cast.gwen, "cy"),
            ("withdrawn", cast.amina, "en"),
            ("done", cast.gwen, "cy"),
        ]
    )
    assert len(told()) == 6


def test_a_message_says_ones_own_reference_and_place_and_nothing_of_another(
    cast: Cast, open_one: Open, templates: None
) -> None:
    made = open_one(cast.amina)
    joined(cast.gwen, made.public_id, "en")
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, text="We looked twice.", by=cast.tom, at=AT)
    told()
    aminas = Dispatch.objects.get(template__template="closed", party=cast.amina).data
    assert aminas["reference"] == references.grouped(made.reference)
    assert aminas["place"] == "Mill Lane"
    assert aminas["reason"] == "We went to look and could not find it. We looked twice."
    assert not any("sofa" in str(row.data) for row in Dispatch.objects.filter(party=cast.amina))


def test_every_kind_of_news_can_be_sent(cast: Cast, open_one: Open, templates: None) -> None:
    made = open_one(cast.amina)
    case, tom = made.case, cast.tom
    question = cases.ask_reporter(case=case, reporter=made.reporter, text="Which side?", by=tom, at=AT)
    cases.answer(question=question, text="Left.", by=BY, at=AT)
    cases.update(case=case, text="Thank you.", by=tom, at=AT)
    jobs.keep_promises(AT + timedelta(days=9))
    cases.pass_on(case=case, body="Highways", text="Ring 0300.", by=tom, at=AT + timedelta(days=9))
    cases.end_referral(case=case, outcome=cases.ReferralOutcome.DONE, by=tom, at=AT + timedelta(days=9))
    cases.offer_access(reference=made.reference, detail="amina@example.com", by=resident(None), at=AT)
    cases.verdict(reporter=made.reporter, really_done=False, by=BY, at=AT + timedelta(days=10))
    assert [template for template, _, _ in told()] == [
        "case-received",
        "question-asked",
        "answered-thanks",
        "update",
        "delayed",
        "passed-on",
        "done",
        "tracking-link",
        "reopened",
    ]
    delayed = Dispatch.objects.get(template__template="delayed").data
    assert delayed["reason"].startswith("We said we would have done it by now")
    assert delayed["new_date"]
    assert Dispatch.objects.get(template__template="question-asked").links["reply_link"][1] == str(question)


def test_whoever_was_told_it_was_passed_on_hears_that_it_is_back(cast: Cast, open_one: Open, templates: None) -> None:
    for outcome, words in (
        (cases.ReferralOutcome.RETURNED, "sent it back to us"),
        (cases.ReferralOutcome.REFUSED, "not for them"),
    ):
        made = open_one(cast.amina)
        cases.pass_on(case=made.case, body="Highways", by=cast.tom, at=AT + timedelta(hours=1))
        cases.end_referral(case=made.case, outcome=outcome, text="zebra", by=cast.tom, at=AT + timedelta(days=1))
        assert [template for template, _, _ in told()][-2:] == ["passed-on", "update"]
        said = Dispatch.objects.filter(template__template="update").latest("id").data["update"]
        assert words in said
        assert "Highways" in said
        assert "zebra" not in said


def test_whoever_joined_when_another_body_had_it_is_not_told_that_it_is_back(
    cast: Cast, open_one: Open, templates: None
) -> None:
    made = open_one(cast.amina, at=AT - timedelta(hours=1))
    cases.pass_on(case=made.case, body="Highways", by=cast.tom, at=AT - timedelta(minutes=1))
    joined(cast.gwen, made.public_id, "cy")
    cases.end_referral(case=made.case, outcome=cases.ReferralOutcome.RETURNED, by=cast.tom, at=AT + timedelta(days=1))
    assert [party for template, party, _ in told() if template == "update"] == [cast.amina]


def test_events_do_not_carry_what_another_body_is_called(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.pass_on(case=made.case, body="Amina's landlord", by=cast.tom, at=AT)
    cases.end_referral(case=made.case, outcome=cases.ReferralOutcome.DONE, by=cast.tom, at=AT)
    assert not any("landlord" in str(row.data) for row in OutboxEvent.objects.all())


def test_a_private_matter_is_marked_and_its_place_is_not_said(cast: Cast, open_one: Open, templates: None) -> None:
    open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE})
    told()
    row = Dispatch.objects.get()
    assert row.private
    assert "Mill Lane" not in str(row.data)


def test_an_anonymous_reporter_is_sent_nothing(cast: Cast, open_one: Open, templates: None) -> None:
    made = open_one(None)
    cases.done(case=made.case, by=cast.tom, at=AT)
    assert told() == []


def test_no_event_and_no_audit_row_of_a_whole_story_holds_anything_personal(
    cast: Cast, open_one: Open, templates: None
) -> None:
    from portreeve.foundation.audit.models import AuditEntry

    words = ("zebra", "Mill Lane", "Amina", "900111", "amina@example.com")
    made = open_one(cast.amina, answers={"place": MILL_LANE, "what": ["other"], "other": "zebra"})
    question = cases.ask_reporter(case=made.case, reporter=made.reporter, text="zebra?", by=cast.tom, at=AT)
    cases.answer(question=question, text="zebra", by=BY, at=AT)
    cases.explain_delay(case=made.case, new_date=date(2026, 12, 1), text="zebra", by=cast.tom, at=AT)
    jobs.keep_promises(AT + timedelta(days=9))
    cases.close(case=made.case, reason=ClosingReason.NO_ACTION, text="zebra", by=cast.tom, at=AT + timedelta(days=9))
    cases.save_filter(name="zebra", wanted=cases.read_filter({}), by=cast.tom, at=AT)
    told()
    rows = [str(vars(row)) for model in (OutboxEvent, AuditEntry) for row in model.objects.all()]
    assert len(rows) > 10
    assert [row for row in rows if any(word in row for word in (*words, made.reference))] == []


def test_a_message_about_what_was_erased_meanwhile_says_so_in_its_own_language(
    cast: Cast, open_one: Open, templates: None
) -> None:
    from portreeve.foundation.personal_data import api as personal_data

    made = open_one(roles=Roles(asker=cast.amina, subject=cast.amina, told=cast.gwen), language="cy")
    cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which sofa, Amina?", by=cast.tom, at=AT)
    personal_data.erase(party=cast.amina, erase_file=lambda *_, **__: None, by=BY, at=AT)
    assert ("question-asked", cast.gwen, "cy") in told()
    assert Dispatch.objects.get(template__template="question-asked").data["question"] == "(wedi'i ddileu)"


def test_erasing_a_person_empties_their_part_and_leaves_the_job(cast: Cast, open_one: Open) -> None:
    from portreeve.foundation.personal_data import api as personal_data
    from portreeve.modules.cases.models import Case, Reporter, Update

    made = open_one(cast.amina, service="missed-bin", answers={"where": {"line": "1 Mill Lane", "uprn": "1001"}})
    cases.answer(
        question=cases.ask_reporter(case=made.case, reporter=made.reporter, text="x?", by=cast.priya, at=AT),
        text="secret",
        by=BY,
        at=AT,
    )
    cases.done(case=made.case, by=cast.priya, at=AT)
    assert [label for label in personal_data.undeclared() if label.startswith("portreeve_cases")] == []
    personal_data.erase(
        party=cast.amina, erase_file=lambda *_, **__: None, by=BY, at=datetime(2027, 1, 4, tzinfo=AT.tzinfo)
    )
    case = Case.objects.get()
    assert (case.place_text, case.uprn, case.status) == ("(erased)", "", "done")
    assert Reporter.objects.get().answers == {}
    assert not Update.objects.filter(text="secret").exists()
    assert cases.cases_of(parties=[cast.amina], actor=cast.priya).rows[0].id == made.case
