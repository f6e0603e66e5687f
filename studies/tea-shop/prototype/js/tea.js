/** One tea: what it is, how much of it, and into the basket. */

import { card } from "./cards.js";
import { kindMark, tin } from "./drawings.js";
import { showBasketCount } from "./page.js";
import { addLine } from "./store.js";
import { AMOUNTS, CAFFEINE, KINDS, TEAS, findTea, pounds, priceOf } from "./teas.js";

const tea = findTea(new URLSearchParams(location.search).get("tea"));
const place = (name) => document.querySelector(`[data-place="${name}"]`);

function chosenGrams() {
  return Number(document.querySelector("[name=grams]:checked").value);
}

function showPrice() {
  place("price").textContent = pounds(priceOf(tea, chosenGrams()));
}

function showAmounts() {
  for (const grams of AMOUNTS) {
    place(`price-${grams}`).textContent = pounds(priceOf(tea, grams));
  }
}

function showTea() {
  document.title = `${tea.name} · Alder & Leaf`;
  place("picture").innerHTML = tin(tea);
  place("picture").dataset.kind = tea.kind;
  place("kind").innerHTML = `${kindMark(tea.kind)}${KINDS[tea.kind]} tea`;
  place("name").textContent = tea.name;
  place("short").textContent = tea.short;
  place("long").textContent = tea.long;
  place("origin").textContent = tea.origin;
  place("caffeine").textContent = CAFFEINE[tea.caffeine];
  place("brew").textContent = tea.brew;
  showAmounts();
  showPrice();
}

function showRelated() {
  const others = TEAS.filter((one) => one !== tea);
  const related = [...others.filter((one) => one.kind === tea.kind), ...others].slice(0, 3);
  place("related").innerHTML = related.map(card).join("");
}

function putIntoBasket(event) {
  event.preventDefault();
  addLine(tea.id, chosenGrams());
  window.recorder?.report("basket-changed", { tea: tea.id, grams: chosenGrams() });
  showBasketCount();
  place("added-words").textContent = `${chosenGrams()} g of ${tea.name} is in your basket.`;
  place("added").hidden = false;
}

if (tea) {
  showTea();
  showRelated();
  document.querySelector("#tea").hidden = false;
  document.querySelector("#amount").addEventListener("change", showPrice);
  document.querySelector("#amount").addEventListener("submit", putIntoBasket);
} else {
  document.querySelector("#no-tea").hidden = false;
}
