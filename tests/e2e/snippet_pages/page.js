const by = (id) => document.getElementById(id);
by("two").addEventListener("click", () => (by("two").textContent = "Two, clicked"));
by("three").addEventListener("click", () => history.pushState({}, "", "/view?sort=price&secret=2"));
const root = by("host").attachShadow({ mode: "open" });
const button = document.createElement("button");
button.className = "buy";
button.textContent = "Buy";
root.append(button);
