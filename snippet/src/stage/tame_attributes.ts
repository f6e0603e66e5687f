/** Attributes that act, fetch or open something; what a picture shows never needs them. */
const IDLE = new Set([
  "action", "allow", "autofocus", "autoplay", "command", "commandfor", "formaction", "http-equiv", "is", "manifest", "nonce",
  "ping", "popovertarget", "sandbox", "srcdoc", "target",
]);
/** Names under which an element would hide what the player itself asks a document for. */
const COVERING = new Set([
  "adoptedStyleSheets", "attachShadow", "body", "close", "createCDATASection", "createComment", "createElement",
  "createElementNS", "createTextNode", "defaultView", "documentElement", "fonts", "getElementsByTagName", "head",
  "implementation", "open", "querySelectorAll", "removeAttribute", "scrollTo", "setAttribute", "setAttributeNS",
  "shadowRoot", "sheet", "style", "write",
]);
const PICTURES = new Set(["image", "img", "input", "picture", "source"]);

type Attributes = Record<string, unknown>;

/**
 * Takes out of an element's attributes, in place, what does more than show.
 *
 * The policy of the stage stops scripts and requests without this. It does not stop a
 * connection that is only opened beforehand, or a name that stands in the player's way.
 *
 * @param tag - The element's name in small letters; "" when it is not known, as in a change.
 */
export function tameAttributes(attributes: Attributes, tag = ""): void {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    const small = name.toLowerCase();
    if (IDLE.has(small) || small.startsWith("on")) delete attributes[name];
    else if ((small === "name" || small === "id") && isCovering(value)) delete attributes[name];
    else if (small === "src" && tag && !PICTURES.has(tag)) delete attributes[name];
    else if (small === "href" || small === "xlink:href") attributes[name] = tameLink(value, tag);
  }
}

function isCovering(value: unknown): boolean {
  return typeof value === "string" && (COVERING.has(value) || value in Node.prototype);
}

/** A link looks like one still, but leads nowhere; parts of the page and pictures stay. */
function tameLink(value: unknown, tag: string): unknown {
  if (typeof value !== "string" || value.startsWith("#") || tag === "image") return value;
  return value.startsWith("data:image/") ? value : "#";
}
