"""Reads settings from the environment, or from files named by `<NAME>_FILE` for secrets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

DEMO_SECRET = "demo-only-not-a-secret"  # noqa: S105 - refused outside the demo, see settings()


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the installation. Each has an entry in docs/reference/settings.md; a test compares them."""

    home: Path
    """PORTREEVE_HOME: where the embedded database, uploads and seals live."""
    demo: bool
    """PORTREEVE_DEMO: 1 for the demo council; unsafe conveniences are refused without it."""
    secret_key: str
    """PORTREEVE_SECRET_KEY or PORTREEVE_SECRET_KEY_FILE: signs sessions and links."""
    database_url: str
    """DATABASE_URL: a real PostgreSQL; empty means the embedded one."""
    pooled: bool
    """PORTREEVE_DATABASE_POOLED: 1 where DATABASE_URL leads to a pooler that gives each transaction any connection."""
    hosts: tuple[str, ...]
    """PORTREEVE_HOSTS: the host names the site answers to, separated by commas."""
    port: int
    """PORT: where the site listens."""
    listen: str
    """PORTREEVE_LISTEN: the address the site listens on; another than 127.0.0.1 only behind a proxy of your own."""
    proxies: tuple[IPv4Network | IPv6Network, ...]
    """PORTREEVE_PROXY: the address or network of your own proxy; only its word on who asks, and how, is believed."""
    web_workers: int
    """PORTREEVE_WEB_WORKERS: how many processes answer pages."""
    postgres_bin: Path | None
    """PORTREEVE_POSTGRES_BIN: the folder of PostgreSQL programs to use; empty: those that came with Portreeve."""
    url: str
    """PORTREEVE_URL: where people find the site, for the links in what we send; without a slash at the end."""
    council: Path
    """PORTREEVE_COUNCIL: the folder with the council's own data; the demo's by default."""
    open_data: Path
    """PORTREEVE_OPEN_DATA: where open data files are read from, if there are any."""
    metrics_token: str
    """PORTREEVE_METRICS_TOKEN or _FILE: lets a scraper on another machine read /metrics; empty: only this machine."""
    log_level: str
    """PORTREEVE_LOG_LEVEL: DEBUG, INFO, WARNING or ERROR."""

    @property
    def own_host(self) -> str:
        """A name that the site answers to, for asking itself."""
        return self.hosts[0].lstrip(".").replace("*", "localhost")


def secret_setting(name: str) -> str:
    """Return a secret from the file named by NAME_FILE, else from NAME."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(name, "")


def _number(name: str, default: int, *, most: int) -> int:
    """Return a whole number from 1 to `most`. Raises ImproperlyConfigured."""
    said = os.environ.get(name) or str(default)
    if not said.isdecimal() or not 1 <= int(said) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from 1 to {most}, not {said!r}.")
    return int(said)


def _networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return addresses and networks, separated by commas. Raises ImproperlyConfigured."""
    said = os.environ.get(name, "")
    try:
        return tuple(ip_network(part.strip()) for part in said.split(",") if part.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be an address such as 127.0.0.1 or 10.0.0.0/24: {error}.") from error


def _folder(name: str) -> Path | None:
    """Return a folder, if one is named."""
    said = os.environ.get(name)
    return Path(said) if said else None


@cache
def settings() -> Settings:
    """Read the settings once. Raises ImproperlyConfigured, saying what to set, where a default would be unsafe."""
    demo = os.environ.get("PORTREEVE_DEMO", "") == "1"
    secret = secret_setting("PORTREEVE_SECRET_KEY") or (DEMO_SECRET if demo else "")
    if len(secret) < 50 and not demo:
        raise ImproperlyConfigured("Set PORTREEVE_SECRET_KEY (or _FILE) to at least 50 random characters.")
    root = Path.cwd()
    hosts = tuple(host.strip() for host in os.environ.get("PORTREEVE_HOSTS", "127.0.0.1,localhost").split(","))
    port = _number("PORT", 8000, most=65_535)
    found_at = f"http://{hosts[0]}:{port}" if demo else f"https://{hosts[0]}"
    return Settings(
        home=Path(os.environ.get("PORTREEVE_HOME", root / ".portreeve")),
        demo=demo,
        secret_key=secret,
        database_url=secret_setting("DATABASE_URL"),
        pooled=os.environ.get("PORTREEVE_DATABASE_POOLED", "") == "1",
        hosts=hosts,
        port=port,
        listen=os.environ.get("PORTREEVE_LISTEN", "127.0.0.1"),
        proxies=_networks("PORTREEVE_PROXY"),
        web_workers=_number("PORTREEVE_WEB_WORKERS", 2, most=256),
        postgres_bin=_folder("PORTREEVE_POSTGRES_BIN"),
        url=os.environ.get("PORTREEVE_URL", found_at).rstrip("/"),
        council=Path(os.environ.get("PORTREEVE_COUNCIL", root / "demo")),
        open_data=Path(os.environ.get("PORTREEVE_OPEN_DATA", root.parent / "shared" / "data")),
        metrics_token=secret_setting("PORTREEVE_METRICS_TOKEN"),
        log_level=os.environ.get("PORTREEVE_LOG_LEVEL", "INFO"),
    )


def database_options(s: Settings) -> dict[str, Any]:
    """Return Django's database entry: DATABASE_URL if set, else the embedded server's socket under the home folder."""
    common = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    kept: dict[str, Any] = {} if s.pooled else {"prepare_threshold": 0}
    if not s.database_url:
        from portreeve.foundation.database.api import socket_folder

        own = {"NAME": "portreeve", "USER": "portreeve", "HOST": str(socket_folder(s.home))}
        return common | own | {"OPTIONS": kept}
    url = urlparse(s.database_url)
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://; Portreeve runs on PostgreSQL only.")
    return common | {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": dict(parse_qsl(url.query)) | kept,
    }
