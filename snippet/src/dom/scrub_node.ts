import { elementAround } from "./element_around";
import { hideMarks, hideWords } from "./hide_words";
import { isShown } from "./is_shown";
import type { RecordedNode } from "./recorded";
import type { Rules } from "./rules";
import { scrubAttributes } from "./scrub_attributes";
import { scrubCss } from "./scrub_css";

/** Elements whose words nobody sees on the page. */
const UNSEEN = /^(title|noscript|template|script|desc|metadata)$/;
const SAME = [
  "type", "id", "rootId", "compatMode", "name", "publicId", "systemId", "tagName", "isSVG", "isShadow", "isShadowHost", "isCustom",
] as const;

const TEXT = 3;
const FIELDS = /^(input|textarea)$/;

/**
 * Writes a node and all below it anew, with nothing in it that the study does not allow.
 *
 * No node is left out: the places of those that come later are told by their neighbours.
 *
 * @param parent - Name of the tag it lies in.
 */
export function scrubNode(node: RecordedNode, parent: string, rules: Rules): RecordedNode {
  const scrubbed: Record<string, unknown> = {};
  for (const key of SAME) if (node[key] !== undefined) scrubbed[key] = node[key];
  const { tagName: tag = "", attributes, childNodes, textContent } = node;
  // Where no text is allowed at all, only fields have to be looked at: it is the faster way.
  const found = rules.text === "none" && !FIELDS.test(tag) ? null : rules.find(node.id);
  if (textContent !== undefined) scrubbed["textContent"] = node.type === TEXT ? scrubText(textContent, parent, found, rules) : "";
  if (attributes) {
    const kind = `${(attributes["type"] as string | undefined) ?? ""}`;
    scrubbed["attributes"] = scrubAttributes(attributes, { tag, kind, isSvg: !!node["isSVG"], element: elementAround(found) }, rules);
  }
  if (childNodes) {
    const isOurs = tag.startsWith("recorder-");
    scrubbed["childNodes"] = isOurs ? [] : childNodes.map((child) => scrubNode(child, tag || parent, rules));
  }
  return scrubbed as unknown as RecordedNode;
}

/** Writes the words of a text node as they may leave the page. */
export function scrubText(words: string, parent: string, node: Node | null, rules: Rules): string {
  if (parent === "style") return scrubCss(words, isShown(node, rules));
  if (UNSEEN.test(parent)) return "";
  return isShown(node, rules) ? hideMarks(words) : hideWords(words);
}
