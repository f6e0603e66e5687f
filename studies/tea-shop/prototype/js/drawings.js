/** The pictures: tins and sprigs, drawn as SVG text from a tea's colours and kind. */

const LEAF = "M0 0C5-7 15-8 23 0 15 8 5 7 0 0Z";
const CREAM = "#fbf6e9";
const INK = "#2b2a24";

function leaf(x, y, turn, size, fill) {
  return `<path d="${LEAF}" transform="translate(${x} ${y}) rotate(${turn}) scale(${size})" fill="${fill}"/>`;
}

function petals(fill) {
  const turns = [0, 45, 90, 135, 180, 225, 270, 315];
  return turns.map((turn) => `<ellipse cx="0" cy="-8.5" rx="2.9" ry="5.6" fill="${fill}" transform="rotate(${turn})"/>`).join("");
}

/** Draw the mark of a kind of tea around (0, 0), about 36 wide. */
function mark(kind, fill) {
  const stem = `<path d="M0 13V-1" stroke="${fill}" stroke-width="1.6" stroke-linecap="round" fill="none"/>`;
  switch (kind) {
    case "green":
      return stem + leaf(0, 7, -152, 0.72, fill) + leaf(0, 7, -28, 0.72, fill) + leaf(0, 1, -90, 0.66, fill);
    case "black":
      return stem + leaf(0, 3, -140, 0.82, fill) + leaf(0, 3, -40, 0.82, fill)
        + `<circle cx="0" cy="-8" r="2.4" fill="${fill}"/>`;
    case "oolong":
      return `<path d="M-13 4c0-10 8-15 15-13s9 11 3 15-13-1-11-6 8-4 8 0M5 9c4 2 8 1 11-3" fill="none" stroke="${fill}" stroke-width="2.4" stroke-linecap="round"/>`;
    case "white":
      return stem + leaf(0, 3, -90, 0.78, fill) + leaf(0, 10, -160, 0.42, fill) + leaf(0, 10, -20, 0.42, fill);
    default:
      return petals(fill) + `<circle r="4.2" fill="${CREAM}"/><circle r="3" fill="${fill}"/>`;
  }
}

/** Break a name into at most two lines for the label. */
function nameLines(name) {
  const words = name.split(" ");
  const rows = words.length > 1 ? [words[0], words.slice(1).join(" ")] : [name];
  const longest = Math.max(...rows.map((row) => row.length));
  const size = longest > 8 ? 8.4 : longest > 7 ? 9.6 : 11;
  const first = rows.length > 1 ? 131 : 137;
  return rows.map((row, index) =>
    `<text x="80" y="${first + index * 12.5}" font-size="${size}" text-anchor="middle" fill="${INK}">${row}</text>`).join("");
}

/** Draw the tin of one tea; it is a picture of what the text beside it says. */
export function tin(tea) {
  const [body, lid] = tea.tin;
  return `<svg class="tin" viewBox="0 0 160 200" aria-hidden="true" focusable="false">
    <ellipse cx="80" cy="184" rx="62" ry="8" fill="#000" opacity=".13"/>
    <path d="M31 56v120c0 9 98 9 98 0V56Z" fill="${body}"/>
    <path d="M108 56h21v120c0 4-9 5.600-21 6.400Z" fill="#000" opacity=".13"/>
    <path d="M38 60h7v119.600c-3-.6-6-1.300-7-2Z" fill="#fff" opacity=".2"/>
    <path d="M31 60c0 8 98 8 98 0v5c0 8-98 8-98 0Z" fill="#000" opacity=".16"/>
    <path d="M28 34v22c0 9 104 9 104 0V34Z" fill="${lid}"/>
    <path d="M110 36h22v20c0 3.500-9 5-22 5.800Z" fill="#000" opacity=".14"/>
    <path d="M35 38h7v21.500c-4-.6-6-1.300-7-2Z" fill="#fff" opacity=".2"/>
    <ellipse cx="80" cy="34" rx="52" ry="8" fill="${body}"/>
    <ellipse cx="80" cy="34" rx="44" ry="5.800" fill="#fff" opacity=".13"/>
    <path d="M45 82c0 4.500 70 4.500 70 0v78c0 4.500-70 4.500-70 0Z" fill="${CREAM}"/>
    <path d="M49 87.500c4 3.600 58 3.600 62 0v68c-4 3.600-58 3.600-62 0Z" fill="none" stroke="${body}" stroke-width=".9"/>
    <g transform="translate(80 107)">${mark(tea.kind, body)}</g>
    <g font-family="Iowan Old Style, Palatino, Georgia, serif">${nameLines(tea.name)}</g>
  </svg>`;
}

/** Draw the mark of a kind alone, in the colour of the text around it. */
export function kindMark(kind) {
  return `<svg class="kind-mark" viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">${mark(kind, "currentColor")}</svg>`;
}
