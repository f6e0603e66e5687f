// Changes the page in the ways that pages change.
const root = document.querySelector("#host").attachShadow({ mode: "open" });
root.innerHTML = "<style>b { font-weight: 400 }</style><p><b>Shadow</b></p>";

window.change = () => {
  const list = document.querySelector("#list");
  for (let n = 0; n < 30; n += 1) {
    const item = document.createElement("li");
    item.append(`Tea ${n}`, document.createElement("em"));
    list.insertBefore(item, list.children[n % 3]);
  }
  list.lastElementChild.remove();
  list.append(list.firstElementChild);
  list.querySelectorAll("em").forEach((em, index) => index % 2 && em.replaceWith(`${index}`));
  list.firstElementChild.className = "on";
  list.firstElementChild.firstChild.data = "Changed";
  root.querySelector("p").append(document.createElement("i"));
  document.querySelector("#drawing").insertAdjacentHTML("beforeend", "<rect width='3' height='3'></rect>");
  document.querySelector("#frame").contentDocument.body.append(document.createElement("hr"));
  document.querySelector("#tall").remove();
  document.querySelector("#box").innerHTML = "<table><tr><td>1<td>2</table>";
};

/** The page as a list of tags in lists, with how long each text is. */
window.outline = () => {
  const read = (node) => {
    if (node.nodeType === 3) return node.parentNode.localName === "style" ? [] : [node.data.length];
    if (node.nodeType !== 1 || node.localName === "script") return [];
    if (node.matches("[data-recorder-ignore]")) return [[node.localName]];
    const inside = [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])].flatMap(read);
    const framed = node.contentDocument ? read(node.contentDocument.documentElement) : [];
    return [[node.localName, ...inside, ...framed]];
  };
  return read(document.documentElement);
};
