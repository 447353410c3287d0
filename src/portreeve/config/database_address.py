"""How the database is reached by those who do not go through Django: own connections and PostgreSQL's programs."""

from __future__ import annotations

from django.db import connection
from psycopg.conninfo import make_conninfo

_VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "options": "PGOPTIONS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


def parameters() -> dict[str, str]:
    """Return what Django connects with, as far as libpq knows it: name, user, host, TLS and so on."""
    known = connection.get_connection_params()
    return {name: str(known[name]) for name in _VARIABLES if known.get(name)}


def conninfo() -> str:
    """Return it as libpq's connection string."""
    return make_conninfo("", **parameters())


def environment() -> dict[str, str]:
    """Return it as the variables that PostgreSQL's programs read; a password on their command line could be seen."""
    return {_VARIABLES[name]: value for name, value in parameters().items()}
