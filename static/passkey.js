// Passkeys: asks the browser for one where a form wants it, and sends the form with what it
// answers. Without script, or in a browser that knows no passkeys, these forms stay hidden and
// every other way is there.
"use strict";
(() => {
  if (!window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const base64url = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  // What the portal asks: a challenge that is good once, for five minutes.
  const ask = async (form) => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error("the portal does not ask");
    const { publicKey } = await answer.json();
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const list of [publicKey.excludeCredentials, publicKey.allowCredentials]) {
      for (const known of list || []) known.id = bytes(known.id);
    }
    return publicKey;
  };

  const send = (form, credential) => {
    const response = { clientDataJSON: base64url(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = base64url(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    form.elements.answer.value = JSON.stringify({
      id: credential.id,
      rawId: base64url(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
    form.submit();
  };

  // Where the browser can, it offers passkeys in the field of the address, without a button.
  let waiting = null;
  const offer = async (form, times) => {
    if (!PublicKeyCredential.isConditionalMediationAvailable) return;
    if (!(await PublicKeyCredential.isConditionalMediationAvailable())) return;
    const mine = new AbortController();
    waiting = mine;
    const again = setTimeout(() => {
      if (waiting !== mine || times === 0) return;
      mine.abort(); // its challenge is about to be too old
      offer(form, times - 1);
    }, 4 * 60 * 1000);
    try {
      const publicKey = await ask(form);
      if (waiting !== mine) return;
      send(form, await navigator.credentials.get({ publicKey, mediation: "conditional", signal: mine.signal }));
    } catch {
      clearTimeout(again); // the button is still there, and so is the password
    }
  };

  const press = async (form) => {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    if (waiting) waiting.abort();
    waiting = null;
    try {
      const create = form.dataset.passkey === "create";
      if (create && !form.elements.name.value.trim()) {
        form.submit(); // the portal says what is missing, before the device makes anything
        return;
      }
      const publicKey = await ask(form);
      send(form, await (create ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey })));
    } catch (e) {
      failed.textContent = e.name === "InvalidStateError" && failed.dataset.known ? failed.dataset.known : failed.dataset.passkeyFailed;
      failed.hidden = false;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.closest("[data-passkey-area]").hidden = false;
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      press(form);
    });
    if ("conditional" in form.dataset) offer(form, 15);
  }
  for (const instead of document.querySelectorAll("[data-passkey-absent]")) instead.hidden = true;
})();
