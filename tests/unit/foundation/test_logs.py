"""Log lines carry codes and never what people said."""

import json
import logging

from portreeve.foundation.observe.logs import JsonLines


def line(**extra: object) -> dict[str, object]:
    record = logging.LogRecord("portreeve.x", logging.INFO, "f.py", 1, "case-opened", None, None)
    record.__dict__.update(extra)
    return json.loads(JsonLines().format(record))


def test_only_allowed_fields_are_written() -> None:
    written = line(route="track", email="amina@example.com", name2="Amina", answer="my bin", status=200)
    assert written["route"] == "track"
    assert written["status"] == 200
    assert "amina" not in json.dumps(written).lower()


def test_an_exception_gives_its_type_and_place_and_not_its_text() -> None:
    try:
        raise ValueError("amina@example.com is not a number")
    except ValueError as error:
        written = line(exc_info=(ValueError, error, error.__traceback__))
    assert written["exception"] == "ValueError"
    assert "amina" not in json.dumps(written)
    assert "test_logs" in str(written["place"])


def test_arguments_mixed_into_a_message_are_left_out() -> None:
    record = logging.LogRecord("django.x", logging.WARNING, "f.py", 1, "Not found: %s", ("/r/07700900111",), None)
    assert "07700" not in JsonLines().format(record)
