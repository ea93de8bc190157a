"""A passkey in software: answers the two deeds of the standard as a browser would send them, for tests."""

import hashlib
import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class SoftKey:
    def __init__(self, host="testserver"):
        self.host = host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identity = os.urandom(16)

    def create(self, options):
        """What a browser posts for `creation_options`."""
        said = self._said("webauthn.create", options)
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.identity, ES256.from_cryptography_key(self.key.public_key())
        )
        seen = AuthenticatorData.create(self._site(), PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT, 0, credential)
        attestation = AttestationObject.create("none", seen, {})
        return self._answer({"clientDataJSON": said, "attestationObject": bytes(attestation)})

    def get(self, options):
        """What a browser posts for `request_options`."""
        said = self._said("webauthn.get", options)
        seen = bytes(AuthenticatorData.create(self._site(), PRESENT_AND_VERIFIED, 0))
        signature = self.key.sign(seen + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": said, "authenticatorData": seen, "signature": signature})

    def _site(self):
        return hashlib.sha256(self.host.encode()).digest()

    def _said(self, deed, options):
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": deed, "challenge": challenge, "origin": f"https://{self.host}"}).encode()

    def _answer(self, response):
        identity = websafe_encode(self.identity)
        return json.dumps(
            {
                "id": identity,
                "rawId": identity,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {part: websafe_encode(content) for part, content in response.items()},
            }
        )
