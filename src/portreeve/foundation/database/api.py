"""The public names of the embedded database. Not for production: there, DATABASE_URL names a server."""

from portreeve.foundation.database.places import data_folder, log_file, socket_folder
from portreeve.foundation.database.programs import Programs, find_programs
from portreeve.foundation.database.refusals import AlreadyRunning, DatabaseUnavailable
from portreeve.foundation.database.server import Server, dsn, running, start

__all__ = [
    "AlreadyRunning",
    "DatabaseUnavailable",
    "Programs",
    "Server",
    "data_folder",
    "dsn",
    "find_programs",
    "log_file",
    "running",
    "socket_folder",
    "start",
]
