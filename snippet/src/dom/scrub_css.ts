import { hideMarks, hideWords } from "./hide_words";

const COMMENT = /\/\*[^]*?\*\//g;
/** Words in quotes that a style puts on the page: by `content`, or by a property of the page's own. */
const WRITTEN = /((?:^|[{;,\s])(?:content|quotes|--[\w-]+)\s*:)((?:"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)|[^;}"'])*)/gis;
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)/gs;
/** Signs of an icon font are written so, and stay. */
const ESCAPED = /(\\[0-9a-f]{1,6}\s?|\\.)/i;
const ADDRESS_TAIL = /(url\(\s*["']?(?!data:)[^"')?#]+)[?#][^"')]*/gi;

/** Takes out of styles what a person could read in them or in their addresses; how the page looks stays. */
export function scrubCss(css: string, isShown: boolean): string {
  return css
    .replace(COMMENT, "")
    .replace(ADDRESS_TAIL, "$1")
    .replace(WRITTEN, (_all, property: string, value: string) => property + value.replace(QUOTED, (quoted) => hideQuoted(quoted, isShown)));
}

function hideQuoted(quoted: string, isShown: boolean): string {
  const hide = isShown ? hideMarks : hideWords;
  const isClosed = quoted.length > 1 && quoted.endsWith(quoted[0]!);
  const inside = quoted.slice(1, isClosed ? -1 : undefined).split(ESCAPED);
  // Every second piece is an escape.
  return quoted[0] + inside.map((piece, index) => (index % 2 ? piece : hide(piece))).join("") + quoted[0];
}
