import { type TemplateResult, html } from "lit";

const MARK = /((?<![\p{L}\p{N}_&/#])#[\p{L}\p{N}_][\p{L}\p{N}_-]*|(?<![\p{L}\p{N}_.])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?|(?<!\S)!{1,3}(?!\S))/gu;
const SEVERITIES = ["", "minor", "major", "catastrophe"];

/**
 * Shows a note's text with its tags, names and severity as chips; not a letter of it is lost.
 *
 * @param present - Logins and names of who is here, in small letters: their chips stand out.
 */
export function noteText(text: string, present: ReadonlySet<string>): TemplateResult[] {
  return text.split(MARK).map((part, index) => (index % 2 ? chip(part, present) : html`${part}`));
}

function chip(part: string, present: ReadonlySet<string>): TemplateResult {
  if (part.startsWith("#")) return html`<span class="tag">${part}</span>`;
  if (part.startsWith("!")) {
    return html`<span class="tag severity" title="Severity: ${SEVERITIES[part.length]}">${part}</span>`;
  }
  const isHere = present.has(part.slice(1).toLocaleLowerCase());
  return html`<span class="tag name ${isHere ? "here" : ""}">${part}</span>`;
}
