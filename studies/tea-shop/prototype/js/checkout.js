/** The checkout, in steps (delivery.html, pay.html) or on one page (checkout-short.html). */

import { check, isCardNumber, isEmail, isExpiry, recheckOnChange, values } from "./fields.js";
import { deliverTo, keepDelivery, lines, placeOrder, totals } from "./store.js";
import { findTea, pounds, priceOf } from "./teas.js";

const form = document.querySelector("form[data-step]");
const step = form.dataset.step;
const ADDRESS = ["name", "email", "street", "town", "postcode", "country"];
const EMAIL = [isEmail, "Enter an e-mail address such as kim@example.org"];
const EXPIRY = [isExpiry, "Enter month and year such as 04/29"];
const CHECKS = {
  delivery: { email: EMAIL },
  pay: { card: [isCardNumber, "A card number has 16 digits"], expiry: EXPIRY },
  // The problem of the one-page checkout: digits in groups are refused without the reason.
  short: { email: EMAIL, card: [(text) => /^\d{16}$/.test(text), "Card number is not valid"], expiry: EXPIRY },
};

function line({ tea: id, grams, tins }) {
  const tea = findTea(id);
  return `<li><span>${tea.name}, ${grams}\u00a0g${tins > 1 ? ` ×\u00a0${tins}` : ""}</span>
    <span>${pounds(priceOf(tea, grams) * tins)}</span></li>`;
}

function country() {
  return form.elements.namedItem("country")?.value || deliverTo()?.country || "gb";
}

function showSummary() {
  const sum = totals(country());
  document.querySelector("#summary-lines").innerHTML = lines().map(line).join("");
  for (const place of document.querySelectorAll("[data-sum]")) {
    const pence = place.dataset.sum === "card" ? -sum.card : sum[place.dataset.sum];
    place.textContent = pounds(pence);
  }
  const card = document.querySelector("[data-card-row]");
  if (card) card.hidden = sum.card === 0;
}

function fillIn() {
  const known = deliverTo();
  if (!known || step === "pay") return;
  for (const name of ADDRESS) form.elements.namedItem(name).value = known[name];
}

function goOn(event) {
  event.preventDefault();
  if (!check(form, CHECKS[step])) return;
  if (step !== "pay") keepDelivery(values(form, ADDRESS));
  if (step === "delivery") {
    location.assign("pay.html");
    return;
  }
  placeOrder(deliverTo());
  location.assign("thanks.html");
}

/** Lead back whoever arrives without a basket or, to pay, without an address. */
function isReady() {
  if (lines().length === 0) location.replace("basket.html");
  else if (step === "pay" && !deliverTo()) location.replace("delivery.html");
  else return true;
  return false;
}

if (isReady()) {
  fillIn();
  showSummary();
  form.addEventListener("change", showSummary);
  form.addEventListener("submit", goOn);
  recheckOnChange(form, CHECKS[step]);
}
