import { isSensitive } from "../is_sensitive";
import { SCHEMES } from "../schemes";
import type { Bearer } from "./bearer";
import { hideMarks, hideWords } from "./hide_words";
import { isLook } from "./is_look";
import { isShown } from "./is_shown";
import type { Attributes } from "./recorded";
import type { Rules } from "./rules";
import { scrubAddress } from "./scrub_address";
import { scrubCss } from "./scrub_css";

const ADDRESSES = /^(href|src|action|formaction|poster|data|background|xlink:href|rr_src)$/;
const REFERENCES = /^(id|for|aria-(labelledby|controls|describedby|owns))$/;
const WORDS = /^(placeholder|title|alt|label|aria-(label|description|valuetext|placeholder|roledescription))$/;
/** Words of the page that take up room on it: their length stays. */
const WIDE = /^(placeholder|label)$/;
/** What attributes say of a state, on which styles depend. */
const STATE =
  /^(true|false|mixed|on|off|open|opened|closed|active|inactive|checked|unchecked|selected|visible|hidden|dark|light|top|bottom|left|right|start|end|center|horizontal|vertical|page|step)?$/;
const HANDLER = /^on/;
const EMPTY_TAGS = /^(base|script)$/;
const SCHEME = /^color-scheme$/i;
const BUTTONS = /^(button|submit|reset)$/i;
const BOXES = /^(radio|checkbox)$/i;
const FIELDS = /^(input|textarea)$/;
/** Takes up no room on the replayed page. */
const UNSEEN: Attributes = { style: "display:none!important" };

/**
 * Takes out of an element's attributes what a person could read, or what tells of one.
 *
 * What is not known to be harmless goes: a page may put anything into any attribute.
 */
export function scrubAttributes(attributes: Attributes, bearer: Bearer, rules: Rules): Attributes {
  if (bearer.tag.startsWith("recorder-")) return UNSEEN;
  if (EMPTY_TAGS.test(bearer.tag)) return {};
  if (bearer.tag === "meta") return scrubMeta(attributes, bearer.element);
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const scrubbed = value === null ? null : scrub(name, value, bearer, rules);
    if (scrubbed !== undefined) kept[name] = scrubbed;
  }
  return kept;
}

/** What a page says of itself goes, but for the colours it has styles for. */
function scrubMeta({ name, content }: Attributes, element: Element | null): Attributes {
  const isScheme = SCHEME.test(`${(name as string | undefined) ?? element?.getAttribute("name")}`);
  return isScheme && SCHEMES.test(`${content as string | undefined}`) ? { name: "color-scheme", content } : {};
}

function scrub(name: string, value: unknown, bearer: Bearer, rules: Rules): unknown {
  const { element, isSvg } = bearer;
  if (isLook(name, isSvg)) return value;
  if (name === "style" && typeof value === "object") return scrubChanges(value as Attributes, isShown(element, rules));
  if (typeof value !== "string") return undefined;
  if (name === "style" || name === "_cssText") return scrubCss(value, isShown(element, rules));
  if (name === "value") return scrubValue(value, bearer, rules);
  if (REFERENCES.test(name)) return hideMarks(value);
  if (ADDRESSES.test(name)) return value.startsWith("#") ? hideMarks(value) : scrubAddress(value, rules) || undefined;
  if (WORDS.test(name)) return isShown(element, rules) ? hideMarks(value) : WIDE.test(name) ? hideWords(value) : undefined;
  return STATE.test(value) && !HANDLER.test(name) ? value : undefined;
}

/** A button's value is its words; of a field only how much stands in it may be known, and of some not even that. */
function scrubValue(value: string, { tag, kind, element }: Bearer, rules: Rules): string | undefined {
  if (tag === "input" && BUTTONS.test(kind)) return isShown(element, rules) ? hideMarks(value) : hideWords(value);
  if (!FIELDS.test(tag) || BOXES.test(kind)) return undefined;
  return element && !isSensitive(element) ? hideWords(value) : "";
}

/** What changed in a style, property by property: a value, a value with its priority, or false. */
function scrubChanges(changes: Attributes, isPageShown: boolean): Attributes {
  const scrubValues = (property: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((part: unknown) => scrubValues(property, part));
    return typeof value === "string" ? scrubCss(`${property}:${value}`, isPageShown).slice(property.length + 1) : value;
  };
  return Object.fromEntries(Object.entries(changes).map(([property, value]) => [property, scrubValues(property, value)]));
}
