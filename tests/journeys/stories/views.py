"""The four views of one thing: the resident's, the adviser's, the officer's, and what anybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from journeys.stories.people import Screen, Screens


@dataclass
class Story:
    """What all four views must say."""

    reference: str
    detail: str
    """The reporter's own contact detail."""
    status: str
    """As a resident reads it."""
    desk_status: str
    """As staff read it."""
    service: str
    officer: str
    figures: dict[str, int]
    """Facts that must be counted just so; facts of cases that are not named must not be there."""
    public: bool = True
    """It may be listed by its street."""

    @classmethod
    def of_a_missed_bin(cls, reference: str, detail: str) -> Story:
        """Return what is to be seen of a missed bin that was just reported."""
        return cls(
            reference=reference,
            detail=detail,
            status="Received",
            desk_status="Received",
            service="Report a missed bin",
            officer="priya.nair",
            figures={"case opened": 1},
            public=False,
        )


CASE_FACTS = ("case ", "really done", "promise broken")


def one_story(screens: Screens, story: Story) -> str:
    """See that the four views agree; returns the number that staff know the case by."""
    world = screens.world
    resident = track(screens, story.reference, story.detail)
    assert story.status in resident.page.inner_text(".pr-status"), "the resident's view"

    adviser = screens.staff("sam.okafor")
    find(adviser, story.reference)
    row = adviser.page.locator("table tbody tr")
    assert row.count() == 1, "the adviser's view"
    assert story.desk_status in row.inner_text(), "the adviser's view"
    assert story.service in row.inner_text()
    adviser.press("table tbody tr a >> nth=0")
    public_id = adviser.page.url.rsplit("/", 1)[1].partition("?")[0]

    officer = screens.staff(story.officer)
    officer.go(f"/desk/cases/{public_id}")
    assert story.desk_status in officer.page.inner_text(".pr-case-head"), "the officer's view"
    assert story.reference in officer.text

    counted = {name: n for name, n in world.figures().items() if name.startswith(CASE_FACTS)}
    assert counted == story.figures, "the public figures"
    councillor = screens.staff("colin.reeve")
    councillor.go(f"/desk/streets/{world.street}")
    if story.public:
        assert story.desk_status in councillor.page.locator("main", has_text=public_id).inner_text()
    else:
        assert public_id not in councillor.text, "homes and private matters are listed nowhere"
    for name in ("Amina", "Gwen", "Dorothy", "Marsh", "example.com"):
        assert name not in councillor.text
    screens.resident().go("/performance")
    return public_id


def track(screens: Screens, reference: str, detail: str, screen: Screen | None = None) -> Screen:
    """Follow a report by its reference and one's own detail."""
    screen = screen or screens.resident()
    screen.go("/track")
    screen.write("#reference", reference)
    screen.write("#detail", detail)
    screen.next()
    return screen


def find(adviser: Screen, said: str, by: str = "case") -> None:
    """Look something up at the desk."""
    adviser.go("/desk/find")
    adviser.write("#said", said)
    adviser.choose(f"#by-{by}")
    adviser.next()
