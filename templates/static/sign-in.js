// Signs in with the key from the address's fragment, which never reaches a server's log.
const form = document.querySelector("form[data-sign-in]");

function signIn() {
  const key = location.hash.slice(1);
  if (!/^own_[\w-]{16,64}$/.test(key)) return;
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.key.value = key;
  form.requestSubmit();
}

signIn();
// Pasting the whole address over the open page changes only the fragment.
addEventListener("hashchange", signIn);
