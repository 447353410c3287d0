"""Lists and views: what an actor may see, page by page; and what the public and councillors may."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.cases.scene import AT, FAR_AWAY, GWENS_WORDS, MILL_LANE, Cast, Open
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case
from portreeve.modules.cases.types import Audience, CaseStatus, ClosingReason, Filter, Sort
from portreeve.modules.cases.types import Open as State

pytestmark = pytest.mark.django_db
ALL = system("tests")


def ids(actor: Actor, wanted: Filter = Filter(), **more: object) -> list[UUID]:  # noqa: B008 - frozen
    return [row.id for row in cases.inbox(actor=actor, wanted=wanted, at=AT, **more).rows]  # type: ignore[arg-type]


def holding(*grants: Grant) -> Actor:
    return Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset(grants))


def test_each_sees_what_their_grants_reach_by_service_team_ward_and_privacy(cast: Cast, open_one: Open) -> None:
    tip = open_one(cast.amina).case
    castle = open_one(cast.amina, place=FAR_AWAY).case
    bin_ = open_one(cast.amina, service="missed-bin", answers={"where": {"line": "1 A St", "ward": "QUA"}}).case
    asb = open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE}).case
    assert set(ids(cast.tom)) == {tip, castle}
    assert set(ids(cast.helen)) == {tip, castle, bin_}
    assert set(ids(cast.jo)) == {asb}
    assert set(ids(cast.sam)) == {tip, castle, bin_}
    assert set(ids(holding(Grant("case.view", ward="QUA")))) == {tip, bin_}
    assert set(ids(holding(Grant("case.view", service="missed-bin"), Grant("case.view", team="street-scene")))) == {
        tip,
        castle,
        bin_,
    }
    assert set(ids(holding(Grant("case.view"), Grant("case.view_private", team="community-safety", private=True)))) == {
        tip,
        castle,
        bin_,
        asb,
    }
    assert ids(holding(Grant("case.work"))) == []
    assert ids(resident(cast.amina)) == []
    assert set(ids(ALL)) == {tip, castle, bin_, asb}


def test_a_private_case_is_not_there_for_others_and_every_look_at_it_is_written_down(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE})
    for said in (made.reference, made.public_id, "Mill"):
        assert cases.search(said=said, actor=cast.sam, at=AT).rows == ()
    assert cases.cases_of(parties=[cast.gwen], actor=cast.sam).rows == ()
    with pytest.raises(NotFound):
        cases.case(case=made.case, actor=cast.sam, at=AT)
    before = AuditEntry.objects.count()
    cases.case(case=made.case, actor=cast.jo, at=AT)
    assert AuditEntry.objects.count() == before + 1
    assert cases.visible(frozenset({made.case}), actor=cast.sam) == frozenset()
    assert cases.visible(frozenset({made.case}), actor=cast.jo) == {made.case}


@pytest.mark.parametrize("sort", [Sort.DUE, Sort.NEWEST, Sort.OLDEST])
def test_pages_walk_the_whole_list_forwards_and_back_without_gap_or_repeat(
    cast: Cast, open_one: Open, sort: Sort
) -> None:
    for n in range(11):
        open_one(cast.amina, at=AT + timedelta(minutes=n // 3))
    wanted = Filter(sort=sort)
    whole = ids(cast.tom, wanted, size=50)
    walked, pages, after = [], [], ""
    while True:
        page = cases.inbox(actor=cast.tom, wanted=wanted, at=AT, after=after, size=4)
        assert page.count == 11
        walked += [row.id for row in page.rows]
        pages.append(page)
        after = page.after
        if not after:
            break
    assert walked == whole
    assert [len(page.rows) for page in pages] == [4, 4, 3]
    back = cases.inbox(actor=cast.tom, wanted=wanted, at=AT, before=pages[2].before, size=4)
    assert [row.id for row in back.rows] == [row.id for row in pages[1].rows]
    first = cases.inbox(actor=cast.tom, wanted=wanted, at=AT, before=back.before, size=4)
    assert [row.id for row in first.rows] == whole[:4]
    assert first.before == ""


@pytest.mark.parametrize("key", ["x", "W10", "WyJhIiwiYiJd", "é" * 30, "A" * 5000])
def test_a_key_that_is_not_ours_is_the_first_page(cast: Cast, open_one: Open, key: str) -> None:
    made = open_one(cast.amina)
    assert ids(cast.tom, after=key) == ids(cast.tom, before=key) == [made.case]


def test_filters_narrow(cast: Cast, open_one: Open) -> None:
    one, two, three = (open_one(cast.amina, at=AT + timedelta(minutes=n)).case for n in range(3))
    cases.assign(case=one, owner=UUID(cast.tom.id), by=cast.tom, at=AT)
    cases.chase(case=two, by=cast.tom, at=AT)
    cases.schedule(case=two, on=date(2026, 11, 25), by=cast.tom, at=AT)
    cases.close(case=three, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    late = AT + timedelta(days=9)
    seen = {
        "mine": ids(cast.tom, Filter(mine=True)),
        "unassigned": ids(cast.tom, Filter(unassigned=True)),
        "chased": ids(cast.tom, Filter(sort=Sort.CHASED)),
        "status": ids(cast.tom, Filter(status=CaseStatus.SCHEDULED)),
        "scheduled": ids(cast.tom, Filter(sort=Sort.SCHEDULED)),
        "street": ids(cast.tom, Filter(street="20300001", open=State.ALL, sort=Sort.NEWEST)),
        "ended": ids(cast.tom, Filter(open=State.ENDED, sort=Sort.ENDED, ended_from=AT.date())),
        "overdue": [r.id for r in cases.inbox(actor=cast.tom, wanted=Filter(overdue=True), at=late).rows],
        "ward": ids(cast.tom, Filter(ward="CAS")),
        "since": ids(cast.tom, Filter(opened_from=date(2026, 11, 24))),
    }
    assert seen == {
        "mine": [one],
        "unassigned": [two],
        "chased": [two],
        "status": [two],
        "scheduled": [two],
        "street": [three, two, one],
        "ended": [three],
        "overdue": [one, two],
        "ward": [],
        "since": [],
    }


def test_search_takes_what_people_say(cast: Cast, open_one: Open) -> None:
    answers = {"place": MILL_LANE, "what": ["other"], "other": "three mattresses"}
    made = open_one(cast.amina, answers=answers)
    open_one(cast.gwen, place=FAR_AWAY)
    for said in (made.reference, made.public_id.lower(), "mill lane", "mattress", "fly tipping mattresses"):
        assert [r.id for r in cases.search(said=said, actor=cast.tom, at=AT).rows] == [made.case], said
    assert [r.id for r in cases.cases_of(parties=[cast.amina], actor=cast.tom).rows] == [made.case]
    assert cases.search(said="%_'\"--&|!():*", actor=cast.tom, at=AT).rows == ()


def test_a_page_of_one_case_costs_the_same_however_much_is_on_it(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            cases.case(case=made.case, actor=cast.helen, at=AT)
        return len(queries)

    cases.looking(case=made.case, by=cast.tom, at=AT)
    cases.note(case=made.case, text="x", by=cast.tom, at=AT)
    before = cost()
    for n in range(5):
        cases.note(case=made.case, text=f"note {n}", by=cast.tom, at=AT)
        cases.ask_reporter(case=made.case, reporter=made.reporter, text="And?", by=cast.tom, at=AT)
    assert cost() == before


def test_the_view_has_all_that_the_page_shows(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.assign(case=made.case, owner=UUID(cast.tom.id), by=cast.tom, at=AT)
    cases.looking(case=made.case, by=cast.tom, at=AT)
    view = cases.case(case=made.case, actor=cast.helen, at=AT + timedelta(seconds=30))
    assert view.owner_name == "Tom Fletcher"
    assert [p.name for p in view.here_now] == ["Tom Fletcher"]
    assert view.reporters[0].asker is not None
    assert view.reporters[0].asker.name == "Amina Yusuf"
    assert {a.question for a in view.reporters[0].answers} == {"place", "what"}
    assert {"done", "assign", "schedule"} <= view.may
    assert "reopen" not in view.may
    assert cases.case(case=made.case, actor=cast.tom, at=AT).here_now == ()
    assert cases.case(case=made.case, actor=cast.helen, at=AT + timedelta(seconds=61)).here_now == ()
    sams = cases.case(case=made.case, actor=cast.sam, at=AT)
    assert sams.may == {"chase", "withdraw"}, "an adviser writes down what people say, and works on nothing else"
    assert sams.reporters[0].asker is None


def test_saved_lists_are_ones_own(cast: Cast) -> None:
    wanted = Filter(team="waste", sort=Sort.NEWEST, open=State.ENDED, ended_from=date(2026, 11, 2), broken=True)
    cases.save_filter(name="Last week", wanted=wanted, by=cast.priya, at=AT)
    with pytest.raises(cases.NameTaken):
        cases.save_filter(name=" Last week ", wanted=Filter(), by=cast.priya, at=AT)
    (saved,) = cases.saved_filters(actor=cast.priya)
    assert saved.filter == wanted
    assert cases.saved_filters(actor=cast.tom) == ()
    cases.drop_filter(saved=saved.id, by=cast.tom, at=AT)
    assert cases.saved_filters(actor=cast.priya) == (saved,)
    assert cases.read_filter({"sort": "sideways", "team": "x", "drop": "table", "opened_from": "soon"}) == Filter(
        team="x"
    )


@pytest.mark.parametrize("wrong", [12, 1.5, True, ["waste"], {"team": "waste"}, None, ""])
def test_what_is_no_text_narrows_no_list(wrong: object) -> None:
    texts = (
        "open",
        "sort",
        "team",
        "service",
        "ward",
        "street",
        "uprn",
        "status",
        "words",
        "opened_from",
        "ended_from",
    )
    assert cases.read_filter(dict.fromkeys(texts, wrong)) == Filter()
    assert cases.read_filter({"mine": "yes", "broken": 1, "chased": None}) == Filter()


def test_councillors_see_streets_without_names_words_homes_or_private_cases(cast: Cast, open_one: Open) -> None:
    answers = {"place": {**MILL_LANE, "detail": GWENS_WORDS}, "what": ["other"], "other": GWENS_WORDS}
    made = open_one(cast.gwen, answers=answers)
    open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE})
    open_one(cast.gwen, service="missed-bin", answers={"where": MILL_LANE})
    cases.update(case=made.case, text="Cleared on Friday.", audience=Audience.PUBLIC, by=cast.tom, at=AT)
    cases.note(case=made.case, text="It was the builder.", by=cast.tom, at=AT)
    page = cases.public_cases(street="20300001")
    assert [row.public_id for row in page.rows] == [made.public_id]
    assert [u.text for u in page.rows[0].updates] == ["Cleared on Friday."]
    assert not any(word in str(page) for word in ("sofa", "builder", "Gwen", made.reference, cast.tom.id))
    assert page.count == 1


def test_small_numbers_and_private_services_are_not_counted_recognisably(cast: Cast, open_one: Open) -> None:
    for _ in range(5):
        open_one(cast.amina)
    open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE})
    open_one(cast.gwen, service="missed-bin", answers={"where": MILL_LANE})
    counts = {one.service: (one.open, one.ended) for one in cases.public_counts(at=AT, ward="QUA")}
    assert counts == {"fly-tipping": (5, None), "missed-bin": (None, None)}


def test_counts_stop_at_a_thousand(cast: Cast, open_one: Open) -> None:
    open_one(cast.amina)
    row = Case.objects.get()
    copies = []
    for n in range(1001):
        copy = Case(
            **{f.attname: getattr(row, f.attname) for f in Case._meta.concrete_fields if f.name not in {"id", "words"}}
        )
        copy.public_id = f"{n:08d}"
        copies.append(copy)
    Case.objects.bulk_create(copies)
    page = cases.inbox(actor=cast.tom, wanted=Filter(), at=AT)
    assert (page.count, page.count_cap) == (1001, 1000)
