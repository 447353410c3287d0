"""What is laid out once for everybody never carries one person's page over to another's."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
_NONCE = re.compile(r'nonce="([^"]+)"')


@pytest.mark.parametrize("path", ["/contact", "/cy/contact", "/track"])
def test_the_same_page_for_two_differs_in_nothing_but_its_nonce_and_key(path: str) -> None:
    seen = [Client().get(path).content.decode() for _ in range(3)]
    nonces = [set(_NONCE.findall(page)) for page in seen]
    assert [len(some) for some in nonces] == [1, 1, 1]
    assert len(set.union(*nonces)) == 3
    bare = {re.sub(r'(nonce|value)="[^"]{18,}"', "", page) for page in seen}
    assert len(bare) == 1
