/** Checks of form fields, with what is wrong written beside the field. */

const NEEDED = {
  name: "Enter the name for the parcel",
  email: "Enter your e-mail address",
  street: "Enter the street and house number",
  town: "Enter the town",
  postcode: "Enter the postcode",
  country: "Choose a country",
  card: "Enter the card number",
  expiry: "Enter the expiry date of the card",
  code: "Enter the code of the card",
  topic: "Choose what it is about",
  message: "Write your message",
};

/** The card's number may be typed in groups, as it is printed on the card. */
export function isCardNumber(text) {
  return /^\d{16}$/.test(text.replaceAll(/[\s-]/g, ""));
}

export function isExpiry(text) {
  return /^(0[1-9]|1[0-2])\s*\/\s*\d{2}$/.test(text.trim());
}

export function isEmail(text) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

/** Say what is wrong with a field, "" when nothing is. `checks` is {name: [test, words]}. */
function fault(field, checks) {
  if (!field.value.trim()) return NEEDED[field.name] ?? "Fill this in";
  const [isFine, words] = checks[field.name] ?? [() => true, ""];
  return isFine(field.value) ? "" : words;
}

function mark(field, words) {
  const place = document.querySelector(`#${field.id}-error`);
  place.textContent = words;
  place.hidden = !words;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Check every required field of a form and lead to the first fault. */
export function check(form, checks) {
  const fields = [...form.querySelectorAll("[data-required]")];
  const faulty = fields.filter((field) => {
    const words = fault(field, checks);
    mark(field, words);
    return words;
  });
  faulty[0]?.focus();
  return faulty.length === 0;
}

/** Forget a fault as soon as the field is right. */
export function recheckOnChange(form, checks) {
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.hasAttribute("aria-invalid")) mark(field, fault(field, checks));
  });
}

export function values(form, names) {
  return Object.fromEntries(names.map((name) => [name, form.elements.namedItem(name).value.trim()]));
}
