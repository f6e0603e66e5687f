// A core that keeps everything in storage, so that a test can read it after any page load.

const read = (key, otherwise) => JSON.parse(localStorage.getItem(key) ?? "null") ?? otherwise;
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
const given = new URLSearchParams(location.search).get("session");
if (given) write("session", JSON.parse(given));
const root = location.pathname.replace(/[^/]*$/, "");
const address = () => location.pathname.replace(root, "/");
const told = new Set();
let status = { state: "sending", unsent: 0 };

// How often the server was asked, and how often the panel has looked at things since.
window.asked = 0;
window.looks = 0;
window.keys = [];
window.clicks = [];
document.addEventListener("keydown", (event) => window.keys.push(event.key));
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
document.querySelector("#open-dialog").onclick = () => document.querySelector("#dialog").showModal();
document.querySelector("#close-dialog").onclick = () => document.querySelector("#dialog").close();

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-recorder-ignore]")) window.clicks.push(target.id);
});

const core = {
  server: location.origin,
  token: "ses_test",
  session: read("session", {}),
  root,
  record(event) {
    write("events", [...read("events", []), event]);
    write(`at ${event.type}`, Date.now());
  },
  async flush() {},
  status() {
    window.looks += 1;
    return status;
  },
  watchStatus(tell) {
    told.add(tell);
    tell(status);
    return () => told.delete(tell);
  },
  address,
  async refresh() {
    if (window.isAway) return null;
    const { progress, control } = core.session;
    core.session = { ...core.session, progress: read("progress", progress), control: read("control", control) };
    window.asked += 1;
    window.looks = 0;
    return core.session;
  },
  pause: (isOn) => write("paused", isOn),
  async end(why) {
    core.record({ type: "session.ended", why });
  },
  store: {
    get: (key) => localStorage.getItem(`s:${key}`),
    set: (key, value) => localStorage.setItem(`s:${key}`, value),
    remove: (key) => localStorage.removeItem(`s:${key}`),
  },
};

window.setStatus = (next) => {
  status = next;
  for (const tell of told) tell(status);
};
if (core.session.tasks) {
  const { open } = await import(core.session.control ? "/moderated.js" : "/panel.js");
  open(core);
}
