"""How people answer the questions of the services in these stories, at their own screen or through an adviser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from journeys.stories.people import Screen

STREET = "Quay Street"
USRN = "99000015"


@dataclass(frozen=True)
class Teller:
    """Who somebody says they are, and how they want to be told."""

    name: str
    email: str = ""
    landline: str = ""
    not_before: str = ""
    format: str = ""
    about: str = ""
    """The name of the person it is about, where that is somebody else."""

    def say(self, who: Screen) -> None:
        """Fill in the page that asks, and go on."""
        who.write("#name", self.name)
        if self.email:
            who.choose("input[name=contact][value=email]")
            who.write("#email", self.email)
        if self.landline:
            who.choose("input[name=contact][value=call]")
            who.write("#phone_call", self.landline)
            who.write("#not_before", self.not_before)
        if self.about:
            if not who.page.is_checked("input[name=on_behalf]"):
                who.choose("input[name=on_behalf]")
            who.write("#about_name", self.about)
        if self.format:
            who.page.select_option("select[name=format]", self.format)
        who.next()


AMINA = Teller("Amina Yusuf", email="amina@example.com")
GWEN = Teller("Gwen Pritchard", email="gwen@example.com")
DOROTHY = Teller("Dorothy Marsh", landline="01632 960222", not_before="12:00", format="large print")


def begin(who: Screen, service: str, prefix: str = "", *, shared: bool = False) -> None:
    """Open a service on the public site and start."""
    who.go(f"{prefix}/s/{service}")
    if shared:
        who.choose("#shared")
    who.press("button.govuk-button--start")


def serve(adviser: Screen, service: str, *, whom: str = "self", language: str = "en") -> None:
    """Begin to serve somebody on the telephone, and start a service for them."""
    adviser.go("/desk/help")
    adviser.choose("input[name=channel][value=phone]", f"#for-{whom}")
    adviser.next()
    adviser.go(f"/desk/help/services/{service}")
    adviser.page.select_option("#language", language)
    adviser.next()


def fly_tip(who: Screen, teller: Teller, picture: Path | None = None, *, same: str = "") -> None:
    """Answer every question about a fly-tip in the street, up to check answers. `same`: `join` or `apart`."""
    who.answer("no")
    who.write("#query", STREET)
    who.write("#detail", "by the blue gate")
    who.next()
    if who.page.locator(f"input[name=answer][value='{USRN}']").count():
        who.answer(USRN)
    who.answer("road")
    who.answer("furniture")
    who.answer("van")
    who.answer("no")
    if picture is None:
        who.press("button[value=skip]")
    else:
        who.attach("#file", picture)
        who.next()
        who.next()
    who.answer("no")
    teller.say(who)
    if same:
        assert who.page.url.endswith("~similar"), who.page.url
        who.choose("#answer-apart" if same == "apart" else "#answer")
        who.next()


def missed_bin(who: Screen, teller: Teller, number: str) -> None:
    """Answer every question about a missed black bin, up to check answers."""
    find_home(who, number)
    the_bin(who, teller)


def find_home(who: Screen, number: str) -> None:
    """Find a home in the street by its postcode."""
    who.write("#query", "HV1 6AE")
    who.next()
    home = re.compile(rf"^\s*{number} (Quay Street|Stryd y Cei)\b")
    label = who.page.locator("label", has_text=home).first
    if label.count():
        who.choose(f"[id='{label.get_attribute('for')}']")
    else:
        options = who.page.locator("select[name=answer] option").all_inner_texts()
        who.select("select[name=answer]", next(text for text in options if home.match(text)))
    who.next()


def the_bin(who: Screen, teller: Teller) -> None:
    """Answer what follows the address."""
    who.answer("refuse")
    about_the_bin(who, teller)


def about_the_bin(who: Screen, teller: Teller) -> None:
    """Answer what follows which bin it is."""
    who.answer("out")
    who.press("button[value=skip]")
    teller.say(who)


def send(who: Screen) -> str:
    """Send what was checked; returns the reference that is shown, empty if there is none."""
    who.press("form[action$='/send'] button")
    return who.reference if who.page.locator(".pr-reference").count() else ""


def act(staff: Screen, name: str, typed: dict[str, str], picture: Path | None = None) -> None:
    """Do an act on the page of a case that is open."""
    box = f"#act-{name}"
    if staff.page.locator(box).get_attribute("open") is None:
        staff.page.click(f"{box} > summary")
    for field, text in typed.items():
        radios = staff.page.locator(f"{box} input[type=radio][name='{field}']")
        if not radios.count():
            staff.page.fill(f"{box} [name='{field}']", text)
        elif text:
            staff.page.check(f"{box} input[type=radio][name='{field}'][value='{text}']")
        else:
            radios.first.check()
    if picture:
        staff.page.set_input_files(f"{box} input[type=file]", str(picture))
    staff.press(f"{box} form button.govuk-button")
    assert f"?did={name}" in staff.page.url, staff.text[:300]
    assert staff.page.locator(".govuk-notification-banner--success").count() == 1
