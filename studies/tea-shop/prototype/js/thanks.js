/** The page after an order: its number, what is in it, where it goes. */

import { lastOrder } from "./store.js";
import { findTea, pounds } from "./teas.js";

const order = lastOrder();

function show() {
  document.querySelector("#order-number").textContent = order.number;
  document.querySelector("#order-total").textContent = pounds(order.total);
  document.querySelector("#order-name").textContent = order.delivery.name;
  document.querySelector("#order-town").textContent = order.delivery.town;
  document.querySelector("#order-email").textContent = order.delivery.email;
  document.querySelector("#order-teas").textContent = order.lines
    .map(({ tea, grams, tins }) => `${tins} × ${findTea(tea).name}, ${grams} g`).join("; ");
}

if (order) show();
document.querySelector("#order").hidden = !order;
document.querySelector("#no-order").hidden = Boolean(order);
