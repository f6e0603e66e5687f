/** The basket and what else the shop remembers, for as long as this tab is open. */

import { AMOUNTS, findTea, priceOf } from "./teas.js";

const PREFIX = "alder-and-leaf:";
const DELIVERY_PENCE = { gb: 390, eu: 890, world: 1290 };

/** Read what was kept under a name, or the fallback when there is nothing to be read. */
function read(name, fallback) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name)) ?? fallback;
  } catch {
    return fallback;
  }
}

function keep(name, value) {
  sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
}

/** List the basket's lines: {tea, grams, tins}. */
export function lines() {
  return read("basket", []).filter((line) => findTea(line.tea) && AMOUNTS.includes(line.grams));
}

/** Replace the basket; lines of the same tea and amount become one. */
export function keepLines(changed) {
  const merged = new Map();
  for (const line of changed) {
    const key = `${line.tea}:${line.grams}`;
    const tins = (merged.get(key)?.tins ?? 0) + line.tins;
    merged.set(key, { ...line, tins: Math.min(tins, 20) });
  }
  keep("basket", [...merged.values()]);
}

export function addLine(tea, grams) {
  keepLines([...lines(), { tea, grams, tins: 1 }]);
}

export function countTins() {
  return lines().reduce((sum, line) => sum + line.tins, 0);
}

/** Say which checkout this visitor gets: "current" or "short". */
export function variant() {
  return read("variant", "current");
}

export function deliverTo() {
  return read("delivery", null);
}

export function keepDelivery(delivery) {
  keep("delivery", delivery);
}

/** Say how many pence are left on the gift card given in, 0 without one. */
export function credit() {
  return read("credit", 0);
}

export function keepCredit(pence) {
  keep("credit", pence);
}

/** Add up the basket in pence, for a country: gb, eu or world. */
export function totals(country = "gb") {
  const teas = lines().reduce(
    (sum, line) => sum + priceOf(findTea(line.tea), line.grams) * line.tins, 0);
  const delivery = DELIVERY_PENCE[country] ?? DELIVERY_PENCE.gb;
  const card = Math.min(credit(), teas + delivery);
  return { teas, delivery, card, total: teas + delivery - card };
}

/** Turn the basket into an order, tell the recorder if there is one, and empty the basket. */
export function placeOrder(delivery) {
  const sum = totals(delivery.country);
  const order = {
    number: `AL-${1000 + Math.floor(Math.random() * 9000)}`,
    lines: lines(),
    delivery,
    ...sum,
  };
  for (const { tea, grams } of order.lines) {
    window.recorder?.report("order-placed", { tea, grams });
  }
  keep("order", order);
  keep("basket", []);
  keepCredit(credit() - sum.card);
}

export function lastOrder() {
  return read("order", null);
}

/** Put back, once, the tea that a returning visitor had chosen the day before. */
export function restoreKeptBasket() {
  if (!read("restored", false)) {
    keepLines([{ tea: "assam", grams: 250, tins: 1 }]);
    keep("restored", true);
  }
}
