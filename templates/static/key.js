// Carries a key from the address's fragment, which never reaches a server's log, into the form.
const form = document.querySelector("form[data-key]");

function takeKey() {
  const given = location.hash.slice(1);
  if (!new RegExp(`^${form.dataset.key}_[\\w-]{16,64}$`).test(given)) return;
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.key.value = given;
  for (const field of form.querySelectorAll("[data-paste]")) field.hidden = true;
  if ("send" in form.dataset) form.requestSubmit();
}

takeKey();
// Pasting the whole address over the open page changes only the fragment.
addEventListener("hashchange", takeKey);
