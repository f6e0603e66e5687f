// Opens the page to be tested and waits for the snippet in it to answer.
const card = document.querySelector("[data-check]");
const form = card.querySelector("form");
const light = card.querySelector(".light");
const reasons = card.querySelector("[data-reasons]");
const mixed = card.querySelector("[data-mixed]");
const SILENCE_MS = 8000;
const PATIENCE_MS = 300000;
let round = 0;

function show(state, title, words) {
  light.dataset.state = state;
  light.querySelector("h2").textContent = title;
  light.querySelector("p").textContent = words;
}

function isMixed(address) {
  const isHome = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  return address.startsWith("https:") && location.protocol === "http:" && !isHome;
}

const token = document.querySelector("meta[name=csrf-token]").content;

async function ask(since) {
  const answer = await fetch(`${card.dataset.address}?since_ms=${since}`, { headers: { "X-CSRFToken": token } });
  return answer.json();
}

async function wait(since, mine) {
  const began = performance.now();
  while (mine === round && performance.now() - began < PATIENCE_MS) {
    const found = await ask(since).catch(() => null);
    if (mine !== round) return;
    if (found && found.state !== "waiting") {
      reasons.hidden = true;
      show(found.state, found.title, found.words);
      return;
    }
    if (performance.now() - began > SILENCE_MS) reasons.hidden = false;
    await new Promise((resume) => setTimeout(resume, 1000));
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const address = form.querySelector("input").value.trim();
  const joint = address.includes("#") ? "&" : "#";
  window.open(`${address}${joint}recorder=check_${card.dataset.check}`, "recorder-check");
  round += 1;
  const mine = round;
  reasons.hidden = true;
  mixed.hidden = !isMixed(address);
  show("waiting", "Waiting for your page", "The window that opened should answer within seconds.");
  await wait(Number(card.dataset.now), mine);
});

addEventListener("message", (event) => {
  const told = event.data;
  if (told?.recorder !== "check" || told.check !== card.dataset.check || told.ok) return;
  // What the server refused it has already put into words; everything else never reached it.
  reasons.hidden = false;
  show("bad", "The snippet runs, but cannot send here", String(told.why ?? "").slice(0, 300));
});
