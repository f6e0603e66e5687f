/** The home page: three teas to begin with, and the kinds there are. */

import { card } from "./cards.js";
import { kindMark } from "./drawings.js";
import { findTea } from "./teas.js";

const FIRST = ["jasmine-pearls", "darjeeling", "chamomile"];

document.querySelector("#first-teas").innerHTML = FIRST.map((id) => card(findTea(id))).join("");
for (const link of document.querySelectorAll("[data-mark]")) {
  link.insertAdjacentHTML("afterbegin", kindMark(link.dataset.mark));
}
