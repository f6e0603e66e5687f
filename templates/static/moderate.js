// Looks every few seconds who has come, and shows it without losing the reader's place.
const place = document.querySelector("[data-rooms]");
const PAUSE_MS = 3000;

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const status = place.querySelector("[role=status]");
  const said = fresh.querySelector("[role=status]");
  // The same element says it, or screen readers would not hear of it.
  if (status.textContent !== said.textContent) status.textContent = said.textContent;
  const before = place.querySelector("ul");
  const after = fresh.querySelector("ul");
  if (before?.isEqualNode(after)) return;
  const focused = before?.contains(document.activeElement) ? document.activeElement.pathname : "";
  before?.remove();
  if (after) place.append(document.adoptNode(after));
  if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

const token = document.querySelector("meta[name=csrf-token]").content;

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.rooms, { headers: { "X-CSRFToken": token } });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch { /* the server is away: look again later */ }
  }
  setTimeout(look, PAUSE_MS);
}

setTimeout(look, PAUSE_MS);
