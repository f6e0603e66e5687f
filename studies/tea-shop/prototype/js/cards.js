/** The card that stands for one tea in a list. */

import { kindMark, tin } from "./drawings.js";
import { CAFFEINE, KINDS, pounds } from "./teas.js";

export function card(tea) {
  return `<li class="card" data-kind="${tea.kind}">
    <a class="card-link" href="tea.html?tea=${tea.id}" data-tea="${tea.id}">
      <span class="plinth">${tin(tea)}</span>
      <span class="card-kind">${kindMark(tea.kind)}${KINDS[tea.kind]}<span class="card-caffeine">${CAFFEINE[tea.caffeine]}</span></span>
      <span class="card-name">${tea.name}</span>
      <span class="card-words">${tea.short}</span>
      <span class="card-foot"><span class="card-price">${pounds(tea.prices[0])} <small>for 50 g</small></span></span>
    </a></li>`;
}
