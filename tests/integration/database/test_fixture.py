"""The database that every integration test gets."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_each_test_gets_a_postgresql_with_the_extensions_we_build_on() -> None:
    with connection.cursor() as cursor:
        for extension in ("pg_trgm", "btree_gist", "unaccent"):
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        cursor.execute("SELECT similarity('Tŷ Gwyn', 'tŷ gwyn'), unaccent('Pŵer'), lower('ŴYN')")
        assert cursor.fetchone() == (1.0, "Pwer", "ŵyn")
