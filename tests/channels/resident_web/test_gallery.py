"""Every page of the public site, in each of its states, can be made: nothing it shows is missing."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_every_piece_of_the_gallery_can_be_shown(published: None, client: Any, language: str) -> None:
    from portreeve.channels.resident_web.views.gallery_pieces import PIECES

    names = list(PIECES)
    assert len(names) > 80
    for name in names:
        response = client.get(f"{language}/demo/gallery/{name}")
        assert response.status_code == 200, name
        assert b"trouble.no" not in response.content, name
