/** Gift cards: give in a code. */

import { check } from "./fields.js";
import { credit, keepCredit } from "./store.js";
import { pounds } from "./teas.js";

const CARDS = { "LEAF-2407": 1850, "LEAF-5000": 5000 };
const form = document.querySelector("#card-form");
const result = document.querySelector("#card-result");
const code = (text) => text.trim().toUpperCase().replaceAll(/\s+/g, "");
const CHECKS = { code: [(text) => code(text) in CARDS, "We do not know this code. It looks like LEAF-1234"] };

form.addEventListener("submit", (event) => {
  event.preventDefault();
  result.hidden = true;
  if (!check(form, CHECKS)) return;
  keepCredit(CARDS[code(form.elements.namedItem("code").value)]);
  document.querySelector("#card-left").textContent = pounds(credit());
  result.hidden = false;
  result.focus();
});
