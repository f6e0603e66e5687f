/** The list of teas: search, filters and order, all kept in the page's address. */

import { card } from "./cards.js";
import { TEAS } from "./teas.js";

const form = document.querySelector("#filters");
const list = document.querySelector("#teas");
const told = document.querySelector("#found");
const nothing = document.querySelector("#nothing-found");

const ORDERS = {
  "": () => 0,
  "price-up": (a, b) => a.prices[0] - b.prices[0],
  "price-down": (a, b) => b.prices[0] - a.prices[0],
  name: (a, b) => a.name.localeCompare(b.name),
};
const PRICES = {
  "under-4": (pence) => pence < 400,
  "4-to-6": (pence) => pence >= 400 && pence <= 600,
  "over-6": (pence) => pence > 600,
};

function wanted() {
  return Object.fromEntries(new FormData(form));
}

function matches(tea, { q, kind, price, caffeine }) {
  const text = `${tea.name} ${tea.kind} ${tea.origin} ${tea.short} ${tea.long}`.toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => text.includes(word))
    && (!kind || tea.kind === kind)
    && (!price || PRICES[price](tea.prices[0]))
    && (!caffeine || tea.caffeine === caffeine);
}

function show() {
  const found = TEAS.filter((tea) => matches(tea, wanted())).sort(ORDERS[wanted().sort]);
  list.innerHTML = found.map(card).join("");
  told.textContent = found.length === 1 ? "1 tea" : `${found.length} teas`;
  nothing.hidden = found.length > 0;
}

/** Keep the choice in the address, so that it can be shared and Back returns to it. */
function keepInAddress() {
  const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}

function takeFromAddress() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
  if (!form.querySelector("[name=kind]:checked")) form.elements.namedItem("kind").value = "";
}

function change() {
  keepInAddress();
  show();
}

form.addEventListener("input", (event) => {
  // The problem of this page: a new order forgets, without a word, the choice of caffeine.
  if (event.target.name === "sort") form.elements.namedItem("caffeine").value = "";
  change();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change();
  told.scrollIntoView({ block: "nearest" });
});
document.querySelector("#show-all").addEventListener("click", () => {
  for (const field of form.elements) if (field.type !== "radio") field.value = "";
  form.elements.namedItem("kind").value = "";
  change();
  form.elements.namedItem("q").focus();
});

takeFromAddress();
show();
