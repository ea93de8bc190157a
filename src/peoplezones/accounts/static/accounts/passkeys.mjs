// Lets the browser make or show a passkey, and sends what it says with the form around the button.
// Knows the two deeds ("create", "get") and the encoding of the standard (base64url); knows no address.

const toBytes = (text) => {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const known = (list) => (list ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

function optionsOf(form) {
  const said = JSON.parse(document.getElementById(form.dataset.options).textContent);
  const options = { ...(said.creation_options ?? said.request_options).publicKey };
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
  return options;
}

function asJson(passkey) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (passkey.response[part]) response[part] = toText(passkey.response[part]);
  }
  if (passkey.response.getTransports) response.transports = passkey.response.getTransports();
  return {
    type: passkey.type,
    id: passkey.id,
    rawId: toText(passkey.rawId),
    authenticatorAttachment: passkey.authenticatorAttachment,
    clientExtensionResults: passkey.getClientExtensionResults(),
    response,
  };
}

function wake(form) {
  const button = form.querySelector("[data-passkey-button]");
  const status = form.querySelector("[data-passkey-status]");
  if (!window.PublicKeyCredential) {
    button.disabled = true;
    status.textContent = form.dataset.unable;
    return;
  }
  button.addEventListener("click", async () => {
    status.textContent = "";
    button.disabled = true;
    try {
      const passkey = await navigator.credentials[form.dataset.passkey]({ publicKey: optionsOf(form) });
      form.elements.credential.value = JSON.stringify(asJson(passkey));
      form.submit();
    } catch {
      status.textContent = form.dataset.failed;
      button.disabled = false;
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(wake);
