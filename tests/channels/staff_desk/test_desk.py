"""Work of a day at the desk."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """Return a page as words, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_stranger_is_sent_to_sign_in_and_back(client) -> None:
    response = client.get("/desk/cases?team=waste")
    assert response.status_code == 302
    assert response["Location"] == "/desk/account/login/?next=%2Fdesk%2Fcases%3Fteam%3Dwaste"


def test_staff_sign_in_by_password_and_see_what_matters_now(client, staff) -> None:
    page = client.get("/desk/account/login/")
    assert "Sign in to the desk" in text(page)
    done = client.post("/desk/account/login/", {"login": "priya.nair@haverstock.example", "password": "quayside demo"})
    assert done["Location"] == "/desk/"
    assert "What matters now" in text(client.get("/desk/"))


def test_a_wrong_password_says_what_to_do_and_not_which_part_was_wrong(client, staff) -> None:
    page = client.post("/desk/account/login/", {"login": "priya.nair@haverstock.example", "password": "wrong"})
    assert "Check the email address and password" in text(page)
    assert "<title>Error: " in page.content.decode()


def test_an_officer_works_a_case_from_received_to_done(as_staff, cast, open_one) -> None:
    opened = open_one(cast.amina)
    tom = as_staff("tom.fletcher")
    address = f"/desk/cases/{opened.public_id}"
    listed = text(tom.get("/desk/cases"))
    assert opened.public_id in listed
    page = tom.get(address)
    assert "Mill Lane" in text(page)
    revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
    day = {"on-day": "25", "on-month": "11", "on-year": "2026", "revision": revision}
    assert tom.post(f"{address}/schedule", day)["Location"] == f"{address}?did=schedule"
    shown = text(tom.get(f"{address}?did=schedule"))
    assert "The day is set and people are told." in shown
    assert "Wednesday 25 November 2026" in shown
    assert tom.post(f"{address}/done", {"text": "All cleared."}).status_code == 302
    assert "All cleared." in text(tom.get(address))


def test_what_is_missing_is_said_on_the_page_with_what_was_typed_kept(as_staff, cast, open_one) -> None:
    tom = as_staff("tom.fletcher")
    address = f"/desk/cases/{open_one(cast.amina).public_id}"
    page = tom.post(f"{address}/close", {"text": "There was nothing there when we came."})
    assert page.status_code == 422
    assert "There was nothing there when we came." in page.content.decode()
    assert 'href="#close--reason"' in page.content.decode()
    page = tom.post(f"{address}/schedule", {"on-day": "31", "on-month": "2", "on-year": "2027"})
    assert "Enter a real date" in text(page)
    assert 'value="31"' in page.content.decode()


def test_a_case_that_somebody_else_changed_is_not_written_over(as_staff, cast, open_one) -> None:
    tom = as_staff("tom.fletcher")
    address = f"/desk/cases/{open_one(cast.amina).public_id}"
    revision = re.search(r'name="revision" value="(\d+)"', tom.get(address).content.decode())[1]
    tom.post(f"{address}/update", {"text": "We have seen it.", "audience": "reporters", "revision": revision})
    again = tom.post(f"{address}/done", {"text": "Gone.", "revision": revision})
    assert again.status_code == 409
    assert "Somebody else changed this case" in text(again)
    assert "Gone." in again.content.decode()


def test_an_officer_of_another_team_may_read_and_not_work_it(as_staff, cast, open_one) -> None:
    address = f"/desk/cases/{open_one(cast.amina).public_id}"
    priya = as_staff("priya.nair")
    assert "The work is done" not in text(priya.get(address))
    assert priya.post(f"{address}/done", {"text": "x"}).status_code in {403, 422}


def test_a_private_case_is_not_there_for_those_without_the_grant(as_staff, cast, open_one) -> None:
    opened = open_one(cast.amina, service="anti-social-behaviour")
    address = f"/desk/cases/{opened.public_id}"
    assert as_staff("tom.fletcher").get(address).status_code == 404
    assert opened.public_id not in text(as_staff("helen.ward").get("/desk/cases?open=all&sort=newest"))
    assert "Private" in text(as_staff("jo.bell").get(address))


def test_a_councillor_sees_streets_and_no_names(as_staff, cast, open_one) -> None:
    opened = open_one(cast.amina)
    colin = as_staff("colin.reeve")
    assert colin.get("/desk/")["Location"] == "/desk/area"
    assert colin.get("/desk/cases").status_code == 403
    assert colin.get(f"/desk/cases/{opened.public_id}").status_code == 403


def test_an_adviser_finds_a_case_by_reference_and_the_reference_is_in_no_address(as_staff, cast, open_one) -> None:
    opened = open_one(cast.amina)
    sam = as_staff("sam.okafor")
    found = sam.post("/desk/find", {"said": opened.reference, "by": "case"})
    assert opened.public_id in text(found)
    assert opened.reference not in found.request["PATH_INFO"] + found.request["QUERY_STRING"]


def test_nothing_found_says_what_to_try(as_staff) -> None:
    assert "Try fewer words" in text(as_staff("sam.okafor").post("/desk/find", {"said": "zzz", "by": "case"}))


def test_a_manager_gives_many_cases_to_somebody_at_once(as_staff, cast, open_one) -> None:
    many = [open_one(cast.amina).case, open_one(cast.gwen).case]
    helen = as_staff("helen.ward")
    none = helen.post("/desk/cases/bulk", {"act": "update", "text": "Soon."})
    assert "Tick the cases first" in text(none)
    done = helen.post(
        "/desk/cases/bulk", {"act": "update", "text": "We are on our way.", "case": [str(c) for c in many]}, follow=True
    )
    assert "Done for 2 cases." in text(done)


def test_a_list_is_kept_under_a_name_and_found_on_the_first_page(as_staff, cast, open_one) -> None:
    tom = as_staff("tom.fletcher")
    open_one(cast.amina)
    assert "is kept as" in text(
        tom.post("/desk/cases/save", {"team": "street-scene", "broken": "1", "name": "To mend"}, follow=True)
    )
    home = tom.get("/desk/").content.decode()
    assert "To mend" in home
    assert "team=street-scene&amp;broken=1" in home


def test_pages_of_the_desk_are_never_kept_by_a_browser(as_staff) -> None:
    assert "no-store" in as_staff("tom.fletcher").get("/desk/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/desk/", "/desk/cases", "/desk/find", "/desk/promises", "/desk/area"])
def test_every_page_is_there_in_welsh(as_staff, address) -> None:
    page = as_staff("helen.ward").get(f"/cy{address}")
    assert page.status_code == 200
    assert 'lang="cy"' in page.content.decode()
    assert "Chwilio" in text(page)


def test_all_words_of_the_desk_are_in_both_languages() -> None:
    from portreeve.foundation.design.wording import table

    package = ("portreeve.channels.staff_desk",)
    plural = re.compile(r"\.(zero|one|two|few|many|other)$")
    english, welsh = ({plural.sub("", k) for k in table(tag, package)} for tag in ("en", "cy"))
    assert english == welsh
