"""A template that asks for what is not there fails in a test, not before a person."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from jinja2 import UndefinedError

from portreeve.foundation.design.environment import make


@dataclass(frozen=True, slots=True)
class Party:
    name: str = "Amina Yusuf"


def rendered(source: str, **given: object) -> str:
    return make().from_string(source).render(**given)


@pytest.mark.parametrize(
    "source",
    [
        "{{ party.contact_points }}",
        "{% if party.contact_points %}x{% endif %}",
        "{% for p in party.contact_points %}x{% endfor %}",
        "{% if party.contact_points == 1 %}x{% endif %}",
        "{{ party.contact_points|length }}",
        "{{ nobody }}",
        "{% for p in nobody %}x{% endfor %}",
        "{{ nobody.name }}",
    ],
)
def test_an_attribute_or_name_that_is_not_there_is_a_mistake(source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(source, party=Party())


def test_what_a_page_was_not_given_may_be_tested_and_a_mappings_key_be_missing() -> None:
    assert rendered("{% if nobody %}x{% endif %}{% if nobody == 1 %}x{% endif %}{{ nobody|default('-') }}") == "-"
    assert rendered("[{{ params.classes }}]{% for p in params.rows %}{% endfor %}", params={}) == "[]"
    assert rendered("{{ party.name }}", party=Party()) == "Amina Yusuf"
