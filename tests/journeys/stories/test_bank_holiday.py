"""A fly-tip on the web on a Friday evening and by telephone on the holiday after: one rule for both promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screens

pytestmark = pytest.mark.browser


def test_given_a_bank_holiday_between_when_two_report_then_both_promises_fall_due_by_the_same_rule(
    screens: Screens,
) -> None:
    from journeys.stories.reporting import AMINA, GWEN, begin, fly_tip, send, serve
    from journeys.stories.views import Story, one_story
    from journeys.stories.world import local
    from portreeve.modules.cases.models import Case

    world = screens.world
    # Given Amina reports it on the Friday before the summer bank holiday, three quarters of an hour after closing
    world.it_is("2026-08-28 17:45:00")
    amina = screens.resident()
    begin(amina, "fly-tipping")
    fly_tip(amina, AMINA)
    aminas = send(amina)
    on_the_web = amina.text
    # And Gwen rings the line that is open on the holiday, at half past eight on the Monday, about a heap beside it
    world.it_is("2026-08-31 08:30:00")
    sam = screens.staff("sam.okafor")
    serve(sam, "fly-tipping")
    fly_tip(sam, GWEN, same="apart")
    gwens = send(sam)
    by_telephone = sam.text

    # Then both are counted from when the council opens on Tuesday, whichever way they came
    web, phone = Case.objects.order_by("opened_at")
    assert (web.channel, phone.channel) == ("web", "phone")
    assert (web.answer_by, web.done_by) == (phone.answer_by, phone.done_by)
    assert web.answer_by == local("2026-09-02 17:00:00")
    assert web.done_by == local("2026-09-04 17:00:00")
    for page in (on_the_web, by_telephone):
        assert "4 September" in page
        assert "2 September" in page
    world.afterwards()
    for email in ("amina@example.com", "gwen@example.com"):
        (told,) = world.emails(email)
        assert "4 September 2026" in told

    # And until then neither breaks, though nobody has answered either
    world.it_is("2026-09-02 16:59:00")
    world.afterwards()
    for case in (web, phone):
        case.refresh_from_db()
        assert not case.broken
    for reference, email in ((aminas, "amina@example.com"), (gwens, "gwen@example.com")):
        story = Story(
            reference=reference,
            detail=email,
            status="Received",
            desk_status="Received",
            service="Report fly-tipping",
            officer="tom.fletcher",
            figures={"case opened": 2},
        )
        one_story(screens, story)
