"""A small OpenID provider, served over HTTP: does what the standard asks of one, and what a broken one does."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "portreeve", "the secret of the tests"
Answer = tuple[int, Any, dict[str, str]]


@dataclass
class Provider:
    """What the provider knows, and how it misbehaves."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    """What it says of whoever signs in."""
    token: dict[str, Any] = field(default_factory=dict)
    """Claims of the token that are other than they should be; None leaves one out."""
    described: dict[str, Any] = field(default_factory=dict)
    """What it says of itself that is other than it should be."""
    signed: Callable[[dict[str, Any]], str] | None = None
    """How it signs, if not as it should."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """Answers by path, instead of its own."""
    slow: str = ""
    """The path whose answer takes a second."""
    thin: bool = False
    """The token names nobody's address: userinfo does."""
    info: dict[str, Any] = field(default_factory=dict)
    """What userinfo says otherwise."""
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, path: str, sent: dict[str, str], bearer: str) -> Answer:
        """Answer one request."""
        self.asked.append(path)
        if path == self.slow:
            time.sleep(1)
        if path in self.answers:
            return self.answers[path]
        return {
            "/.well-known/openid-configuration": self._describe,
            "/authorise": self._authorise,
            "/token": self._token,
            "/keys": self._keys,
            "/userinfo": lambda _: self._userinfo(bearer),
        }[path](sent)

    def _describe(self, _: dict[str, str]) -> Answer:
        known = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return 200, known | self.described, {}

    def _authorise(self, sent: dict[str, str]) -> Answer:
        assert sent["response_type"] == "code"
        assert sent["client_id"] == CLIENT
        assert sent["code_challenge_method"] == "S256"
        assert len(sent["nonce"]) > 30
        assert len(sent["state"]) >= 16
        assert set(sent["scope"].split()) == {"openid", "email"}
        code = f"code-{len(self.codes)}"
        self.codes[code] = sent
        return 302, "", {"Location": f"{sent['redirect_uri']}?{urlencode({'code': code, 'state': sent['state']})}"}

    def _token(self, sent: dict[str, str]) -> Answer:
        asked = self.codes.pop(sent["code"], None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        known = (sent["client_id"], sent["client_secret"], sent["grant_type"])
        right = asked and (asked["code_challenge"], asked["redirect_uri"]) == (proof, sent["redirect_uri"])
        if not asked or not right or known != (CLIENT, SECRET, "authorization_code"):
            return 400, {"error": "invalid_grant"}, {}
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "sub": "7", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said |= {} if self.thin else self.person
        claims = {name: value for name, value in (said | self.token).items() if value is not None}
        signed = self.signed(claims) if self.signed else sign(claims)
        return 200, {"access_token": "let-me-ask", "token_type": "Bearer", "expires_in": 300, "id_token": signed}, {}

    def _keys(self, _: dict[str, str]) -> Answer:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return 200, {"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]}, {}

    def _userinfo(self, bearer: str) -> Answer:
        if bearer != "Bearer let-me-ask":
            return 401, {}, {}
        return 200, {"sub": "7"} | self.person | self.info, {}


def sign(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256", kid: str = "1") -> str:
    """Return a signed token."""
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """Serve a provider on this machine within a block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            self._say(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def _say(self, sent: dict[str, list[str]]) -> None:
            plain = {name: values[0] for name, values in sent.items()}
            status, body, headers = provider.answer(
                urlsplit(self.path).path, plain, self.headers.get("Authorization", "")
            )
            raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            try:
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except BrokenPipeError:
                pass  # whoever asked did not wait

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
