// Carries an invitation from the address's fragment into the form, and remembers how to go on.
// A fragment never reaches a server's log, and a mail scanner that opens the link uses nothing up.

const INVITATION = /^inv_[\w-]{16,64}$/;

function read(store, key) {
  try { return store.getItem(key) ?? ""; } catch { return ""; }
}

function keep(store, key, value) {
  try { store.setItem(key, value); } catch { /* private mode: the page still works */ }
}

function forget(store, key) {
  try { store.removeItem(key); } catch { /* nothing was kept */ }
}

function isWebAddress(text) {
  return /^https?:\/\//.test(text);
}

function takeInvitation(form) {
  const key = `recorder-invitation:${form.dataset.join}`;
  const given = location.hash.slice(1);
  if (INVITATION.test(given)) {
    keep(sessionStorage, key, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  const invitation = INVITATION.test(given) ? given : read(sessionStorage, key);
  if (!invitation) return "";
  form.elements.invite.value = invitation;
  const field = form.querySelector("[data-invitation]");
  if (field) field.hidden = true;
  return invitation;
}

function rememberStart(link) {
  const study = link.dataset.ready;
  const invitation = read(sessionStorage, `recorder-invitation:${study}`);
  const kept = { start: link.href, code: link.dataset.code, invitation };
  keep(localStorage, `recorder-start:${study}`, JSON.stringify(kept));
}

function readStart(study) {
  try { return JSON.parse(read(localStorage, `recorder-start:${study}`) || "null"); } catch { return null; }
}

function offerToContinue(place, invitation) {
  const kept = readStart(place.dataset.continue);
  // Somebody else with an invitation of their own must not land in this session.
  if (!kept || !isWebAddress(kept.start) || kept.invitation !== invitation) return;
  place.querySelector("a").href = kept.start;
  place.hidden = false;
}

function showCodeOnce(place) {
  const study = place.dataset.done;
  if (location.hash) history.replaceState(null, "", location.pathname);
  const code = readStart(study)?.code || read(sessionStorage, `recorder-code:${study}`);
  forget(localStorage, `recorder-start:${study}`);
  forget(sessionStorage, `recorder-invitation:${study}`);
  if (!code) return;
  keep(sessionStorage, `recorder-code:${study}`, code);
  place.querySelector("output").textContent = code;
  place.querySelector(".copy").hidden = false;
}

const form = document.querySelector("form[data-join]");
const invitation = form ? takeInvitation(form) : "";
// Pasting an invitation over the open page changes only the fragment.
if (form) addEventListener("hashchange", () => takeInvitation(form));
for (const link of document.querySelectorAll("[data-ready]")) rememberStart(link);
for (const place of document.querySelectorAll("[data-done]")) showCodeOnce(place);
for (const place of document.querySelectorAll("[data-continue]")) {
  const kept = read(sessionStorage, `recorder-invitation:${place.dataset.continue}`);
  offerToContinue(place, form ? invitation : kept);
}
