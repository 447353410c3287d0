"""What the one front port costs: processor time a request, through granian's WSGI and through our bridge (decision 3).

Run: .venv/bin/python -m bench.front_port [rounds]. Needs `wrk`; its own processor time is not counted.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.council import free_port

SITE = """
import django
from django.conf import settings
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench", MIDDLEWARE=[
    "django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"])
django.setup()
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from jinja2 import Environment
from portreeve.config.front.pages import Pages
TABLE = Environment(autoescape=True).from_string(
    "{% for r in rows %}<tr><td>{{ r.a }}</td><td>{{ r.b|upper }}</td>"
    "<td>{{ '%05d'|format(r.c) }}</td></tr>{% endfor %}")
ROWS = [{"a": f"row <{i}>", "b": "some text", "c": i} for i in range(350)]
urlpatterns = [path("empty", lambda request: HttpResponse("hello")),
               path("page", lambda request: HttpResponse(TABLE.render(rows=ROWS)))]
wsgi = get_wsgi_application()
rsgi = Pages(wsgi).answer
"""
WAYS = {"WSGI alone": ("wsgi", ["--blocking-threads", "4"]), "RSGI with our bridge": ("rsgi", [])}
SECONDS = 4


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def load(url: str) -> str:
    """Load one address for a while and return what wrk says."""
    return subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--latency", url], capture_output=True, text=True, check=True
    ).stdout


def measure(way: str, folder: str) -> dict[str, tuple[float, int]]:
    """Return milliseconds of server processor time a request, and requests a second, for both pages."""
    interface, options = WAYS[way]
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        interface,
        f"bench_site:{interface}",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        [
            *command,
            "--port",
            str(port),
            "--workers",
            "2",
            "--http",
            "1",
            "--no-ws",
            "--loop",
            "asyncio",
            "--no-log",
            *options,
        ],
        cwd=folder,
    )
    found = {}
    try:
        wait_for(f"http://127.0.0.1:{port}/empty")
        workers = [int(p) for p in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]
        for page in ("empty", "page"):
            before = sum(map(processor_seconds, workers))
            said = load(f"http://127.0.0.1:{port}/{page}")
            used = sum(map(processor_seconds, workers)) - before
            answered = re.search(r"(\d+) requests in", said)
            if answered is None or "Non-2xx" in said:
                raise SystemExit(said)
            found[page] = (used / int(answered[1]) * 1000, int(answered[1]) // SECONDS)
    finally:
        server.terminate()
        server.wait(15)
    return found


def wait_for(url: str) -> None:
    """Wait until an address answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{url} does not answer.")


def main() -> None:
    """Print a table of the medians."""
    if not shutil.which("wrk"):
        raise SystemExit("Install wrk first (Debian: apt-get install wrk).")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    taken: dict[tuple[str, str], list[tuple[float, int]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bench_site.py").write_text(SITE)
        for _ in range(rounds):
            for way in WAYS:
                for page, figures in measure(way, folder).items():
                    taken.setdefault((way, page), []).append(figures)
    for (way, page), figures in taken.items():
        cost, rate = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{way:<22} {page:<6} {cost:.3f} ms a request, {rate:,.0f} requests a second")


if __name__ == "__main__":
    main()
