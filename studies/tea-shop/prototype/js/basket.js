/** The basket: change amounts, take lines out, go on to the checkout. */

import { tin } from "./drawings.js";
import { showBasketCount } from "./page.js";
import { keepLines, lines, totals, variant } from "./store.js";
import { AMOUNTS, KINDS, findTea, pounds, priceOf } from "./teas.js";

const form = document.querySelector("#basket");
const told = document.querySelector("#told");

function options(values, chosen, unit) {
  return values.map((value) =>
    `<option value="${value}"${value === chosen ? " selected" : ""}>${value}${unit}</option>`).join("");
}

function row({ tea: id, grams, tins }, index) {
  const tea = findTea(id);
  return `<li class="line" data-kind="${tea.kind}">
    <a class="line-picture plinth" href="tea.html?tea=${id}" tabindex="-1" aria-hidden="true">${tin(tea)}</a>
    <div class="line-words"><h2 class="line-name"><a href="tea.html?tea=${id}">${tea.name}</a></h2>
      <p class="quiet">${KINDS[tea.kind]} · ${tea.origin}</p></div>
    <div class="line-fields">
      <div class="field"><label for="grams-${index}">Amount</label>
        <select id="grams-${index}" name="grams" aria-label="Amount of ${tea.name}">${options(AMOUNTS, grams, " g")}</select></div>
      <div class="field"><label for="tins-${index}">Tins</label>
        <select id="tins-${index}" name="tins" aria-label="Tins of ${tea.name}">${options([...Array(20).keys()].map((n) => n + 1), tins, "")}</select></div>
      <button class="link" type="button" data-remove="${index}">Remove<span class="unseen"> ${tea.name}</span></button>
    </div>
    <p class="line-price">${pounds(priceOf(tea, grams) * tins)}</p></li>`;
}

function show() {
  const basket = lines();
  document.querySelector("#lines").innerHTML = basket.map(row).join("");
  document.querySelector("#sum").textContent = pounds(totals().teas);
  document.querySelector("#full").hidden = basket.length === 0;
  document.querySelector("#empty").hidden = basket.length > 0;
  showBasketCount();
}

function chosenLines() {
  const values = (name) => [...form.querySelectorAll(`[name=${name}]`)].map((field) => Number(field.value));
  const grams = values("grams");
  const tins = values("tins");
  return lines().map((line, index) => ({ ...line, grams: grams[index], tins: tins[index] }));
}

/** Take over what was chosen, and tell the recorder, if there is one, what changed. */
function update(event) {
  event.preventDefault();
  const before = lines();
  chosenLines().forEach((line, index) => {
    if (line.grams !== before[index].grams) {
      window.recorder?.report("basket-changed", { tea: line.tea, grams: line.grams });
    }
  });
  keepLines(chosenLines());
  show();
  told.textContent = "Your basket is up to date.";
  document.querySelector("#update-basket").focus();
}

function remove(event) {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  const gone = lines()[Number(button.dataset.remove)];
  keepLines(lines().filter((_, index) => index !== Number(button.dataset.remove)));
  show();
  told.textContent = `${findTea(gone.tea).name} is out of your basket.`;
  document.querySelector("h1").focus();
}

document.querySelector("#check-out").href = variant() === "short" ? "checkout-short.html" : "delivery.html";
form.addEventListener("submit", update);
form.addEventListener("click", remove);
show();
