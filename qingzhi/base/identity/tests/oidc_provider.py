"""A small but real OpenID provider: authorisation code flow with PKCE, RSA-signed tokens, JWKS, over HTTP."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "qingzhi", "s3cret"


class Provider:
    """The provider's state; tests bend `subject`, `claims` and `user_info` to play a bad one."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.sign_key = self.key
        self.subject = "sub-1"
        self.claims: dict = {}
        self.user_info: dict = {}
        self.codes: dict[str, dict] = {}
        self.tokens: set[str] = set()
        self.calls: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, query: dict[str, list[str]]) -> str:
        """Where the person's browser is sent back to after signing in here."""
        assert query["response_type"] == ["code"] and query["client_id"] == [CLIENT]
        assert query["code_challenge_method"] == ["S256"]
        code = secrets.token_urlsafe()
        self.codes[code] = {name: values[0] for name, values in query.items()}
        back = urlencode({"code": code, "state": query["state"][0]})
        return f"{query['redirect_uri'][0]}?{back}"

    def token(self, form: dict[str, list[str]]) -> tuple[int, dict]:
        asked = self.codes.pop(form["code"][0], None)
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"][0]:
            return 400, {"error": "invalid_grant"}
        if (form["client_id"], form["client_secret"]) != ([CLIENT], [SECRET]):
            return 401, {"error": "invalid_client"}
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
            **self.claims,
        }
        access = secrets.token_urlsafe()
        self.tokens.add(access)
        signed = jwt.encode(claims, self.sign_key, "RS256", headers={"kid": "k1"})
        return 200, {"access_token": access, "id_token": signed, "token_type": "Bearer"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                provider.calls.append(parts.path)
                if parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(parse_qs(parts.query)))
                    self.end_headers()
                elif parts.path == "/jwks":
                    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(provider.key.public_key()))
                    self.answer(200, {"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]})
                elif parts.path == "/user":
                    known = self.headers.get("Authorization", "").removeprefix("Bearer ") in provider.tokens
                    info = {"sub": provider.subject, "name": "张三", **provider.user_info}
                    self.answer(200 if known else 401, info if known else {})
                else:
                    self.answer(404, {})

            def do_POST(self) -> None:
                provider.calls.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.answer(*provider.token(parse_qs(body)))

            def answer(self, status: int, document: dict) -> None:
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler
