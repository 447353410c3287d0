"""Where the embedded database keeps its things."""

import os
from pathlib import Path

from portreeve.foundation.database.places import socket_folder


def test_a_short_home_keeps_the_socket_inside() -> None:
    assert socket_folder(Path("/srv/portreeve")) == Path("/srv/portreeve/run")


def test_a_home_too_long_for_a_socket_gets_a_short_folder_elsewhere() -> None:
    home = Path("/srv") / ("x" * 120)
    assert len(os.fsencode(socket_folder(home) / ".s.PGSQL.5432")) <= 107
    assert socket_folder(home) == socket_folder(home)
    assert socket_folder(home) != socket_folder(Path("/srv") / ("y" * 120))


def test_length_is_counted_in_bytes_as_the_kernel_does() -> None:
    home = Path("/srv") / ("ŵ" * 50)
    assert len(os.fsencode(socket_folder(home) / ".s.PGSQL.5432")) <= 107


def test_the_limit_itself_is_still_inside() -> None:
    longest = 107 - len("/run/.s.PGSQL.5432")
    fits, too_long = Path("/" + "h" * (longest - 1)), Path("/" + "h" * longest)
    assert socket_folder(fits) == fits / "run"
    assert socket_folder(too_long) != too_long / "run"
