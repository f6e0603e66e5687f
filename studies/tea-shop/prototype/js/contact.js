/** The letter box. Nothing leaves this page: the shop is a sample. */

import { check, isEmail, recheckOnChange } from "./fields.js";

const form = document.querySelector("#contact-form");
const CHECKS = { email: [isEmail, "Enter an e-mail address such as kim@example.org"] };

// The problem of this page: another topic empties the message that was written already.
form.elements.namedItem("topic").addEventListener("change", () => {
  form.elements.namedItem("message").value = "";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!check(form, CHECKS)) return;
  form.hidden = true;
  const sent = document.querySelector("#sent");
  sent.hidden = false;
  sent.focus();
});
recheckOnChange(form, CHECKS);
