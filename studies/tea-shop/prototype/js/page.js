/** What every page does: show how much is in the basket. */

import { countTins } from "./store.js";

/** Write the number of tins beside the basket's link. */
export function showBasketCount() {
  const count = countTins();
  const badge = document.querySelector("[data-basket-count]");
  badge.textContent = String(count);
  badge.hidden = count === 0;
  document.querySelector("[data-basket-words]").textContent =
    count === 1 ? ", 1 tin in it" : `, ${count} tins in it`;
}

/** Keep text that came from an address or a field from being read as markup. */
export function plain(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}

showBasketCount();
addEventListener("pageshow", showBasketCount);
