/** Where the link of a reminder e-mail leads: yesterday's basket is put back. */

import { showBasketCount } from "./page.js";
import { countTins, restoreKeptBasket } from "./store.js";

restoreKeptBasket();
showBasketCount();
document.querySelector("#kept-count").textContent = countTins() === 1 ? "one tin" : `${countTins()} tins`;
