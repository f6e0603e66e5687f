import { isSensitive } from "../is_sensitive";
import { bearerOf } from "./bearer";
import { elementAround } from "./element_around";
import { hideWords } from "./hide_words";
import { isShown } from "./is_shown";
import { type Attributes, EVENT, type RecordedEvent, type RecordedNode, SOURCE } from "./recorded";
import type { Rules } from "./rules";
import { scrubAddress } from "./scrub_address";
import { scrubAttributes } from "./scrub_attributes";
import { scrubCss } from "./scrub_css";
import { scrubNode, scrubText } from "./scrub_node";

type Data = Readonly<Record<string, unknown>>;
type Scrub = (data: Data, rules: Rules) => Data | undefined;

/**
 * Writes an event of the DOM recorder anew, with nothing in it that the study does not allow.
 *
 * What is of no known kind is left out: answers undefined.
 */
export function scrubEvent({ type, data, timestamp }: RecordedEvent, rules: Rules): RecordedEvent | undefined {
  const scrubbed = EVENTS[type]?.(data, rules);
  return scrubbed && { type, data: scrubbed, timestamp };
}

const EVENTS: Readonly<Record<number, Scrub>> = {
  [EVENT.ready]: () => ({}),
  [EVENT.load]: () => ({}),
  [EVENT.meta]: ({ href, width, height }, rules) => ({ href: scrubAddress(href as string, rules), width, height }),
  [EVENT.whole]: ({ node, initialOffset }, rules) => ({
    node: scrubNode(node as RecordedNode, "", rules), initialOffset: numbersOf(initialOffset),
  }),
  [EVENT.change]: (data, rules) => CHANGES[data["source"] as number]?.(data, rules),
};

const numbers: Scrub = (data) => numbersOf(data) as Data;

const CHANGES: Readonly<Record<number, Scrub>> = {
  [SOURCE.nodes]: scrubNodes,
  [SOURCE.mouse]: numbers,
  [SOURCE.pressed]: numbers,
  [SOURCE.scrolled]: numbers,
  [SOURCE.resized]: numbers,
  [SOURCE.touch]: numbers,
  [SOURCE.media]: numbers,
  [SOURCE.drag]: numbers,
  [SOURCE.input]({ source, id, text, isChecked }, { find }) {
    const field = elementAround(find(id as number));
    return field && !isSensitive(field) ? { source, id, text: hideWords(text as string), isChecked } : undefined;
  },
  [SOURCE.rules]: scrubRules,
  [SOURCE.adopted]: ({ styles, ...data }, rules) => ({
    ...(numbersOf(data) as Data),
    ...(styles ? { styles: (styles as Data[]).map(({ styleId, rules: added }) => ({ styleId, rules: listRules(added, data, rules) })) } : {}),
  }),
  [SOURCE.declaration]: scrubDeclaration,
  [SOURCE.defined]: ({ source, define }) => ({ source, define: { name: (define as Data | undefined)?.["name"] } }),
};

/** Nodes that came, went and changed. */
function scrubNodes(data: Data, rules: Rules): Data {
  const { texts, attributes, removes, adds, isAttachIframe } = data as {
    texts: { id: number; value: string | null }[];
    attributes: { id: number; attributes: Attributes }[];
    removes: Data[];
    adds: { parentId: number; nextId: number | null; previousId?: number | null; node: RecordedNode }[];
    isAttachIframe?: boolean;
  };
  const elementAt = (id: number): Element | null => elementAround(rules.find(id));
  return {
    source: SOURCE.nodes,
    texts: texts.map(({ id, value }) => {
      const node = rules.find(id);
      const { localName = "" } = elementAround(node) ?? {};
      return { id, value: value && scrubText(value, localName, node, rules) };
    }),
    attributes: attributes.map(({ id, attributes: changed }) => ({
      id, attributes: scrubAttributes(changed, bearerOf(elementAt(id)), rules),
    })),
    removes: removes.map((removed) => numbersOf(removed)),
    adds: adds.map(({ node, ...place }) => ({ ...(numbersOf(place) as Data), node: scrubNode(node, elementAt(place.parentId)?.localName ?? "", rules) })),
    ...(isAttachIframe && { isAttachIframe }),
  };
}

/** One property of a rule that was set or taken away. */
function scrubDeclaration(data: Data, rules: Rules): Data {
  const { set, remove } = data as { set?: { property: string; value: unknown; priority?: string }; remove?: { property: string } };
  const style = set && { style: { [set.property]: set.value } };
  const scrubbed = style && (scrubAttributes(style, bearerOf(elementAround(nodeOf(data, rules))), rules)["style"] as Attributes);
  return {
    ...(numbersOf(data) as Data),
    ...(set && { set: { property: set.property, value: scrubbed![set.property], priority: set.priority } }),
    ...(remove && { remove: { property: remove.property } }),
  };
}

/** Rules that were put into a style sheet, or taken out. */
function scrubRules(data: Data, rules: Rules): Data {
  const { adds, replace, replaceSync } = data as { adds?: unknown; replace?: string; replaceSync?: string };
  const isPageShown = isShown(nodeOf(data, rules), rules);
  return {
    ...(numbersOf(data) as Data),
    ...(adds ? { adds: listRules(adds, data, rules) } : {}),
    ...(replace === undefined ? {} : { replace: scrubCss(replace, isPageShown) }),
    ...(replaceSync === undefined ? {} : { replaceSync: scrubCss(replaceSync, isPageShown) }),
  };
}

function listRules(rules: unknown, data: Data, allowed: Rules): Data[] {
  const isPageShown = isShown(nodeOf(data, allowed), allowed);
  return (rules as { rule: string; index?: unknown }[]).map(({ rule, index }) => ({ rule: scrubCss(rule, isPageShown), index }));
}

/** The element whose style it is; the page as a whole where none is named. */
const nodeOf = ({ id }: Data, { find }: Rules): Node | null => (typeof id === "number" ? find(id) : document.documentElement);

/** Keeps numbers, truths and null, however deep they lie; texts and all else go. */
function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  if (!value || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([, each]) => each === null || /^(number|boolean|object)$/.test(typeof each));
  return Object.fromEntries(kept.map(([key, each]) => [key, numbersOf(each)]));
}
