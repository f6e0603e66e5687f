// Reads HTML into the nodes that a DOM recorder writes, leaving nothing out that one would.
(html) => {
  let id = 100;
  const page = new DOMParser().parseFromString(html, "text/html");
  const read = (node) => {
    id += 1;
    if (node.nodeType === 3) return { type: 3, id, textContent: node.data };
    if (node.nodeType === 8) return { type: 5, id, textContent: node.data };
    const made = { type: 2, id, tagName: node.localName, attributes: {}, childNodes: [] };
    if (node.namespaceURI.endsWith("svg")) made.isSVG = true;
    if (node.localName.includes("-")) made.isCustom = true;
    for (const { name, value } of node.attributes) made.attributes[name] = value;
    return made;
  };
  // By hand, not by recursion: one of the pages is 20,000 elements deep.
  const readAll = (root) => {
    const top = [];
    const ahead = [...root.childNodes].map((node) => [node, top]);
    for (let next = ahead.shift(); next; next = ahead.shift()) {
      const made = read(next[0]);
      next[1].push(made);
      ahead.push(...[...next[0].childNodes].map((node) => [node, made.childNodes]));
    }
    return top;
  };
  return { body: readAll(page.body), head: readAll(page.head) };
}
