const NAMES: Readonly<Record<string, string>> = { Control: "Ctrl", " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** Writes a key as it stands on a keyboard; of several keys, the first. */
export function keyWords(keys: string): string {
  const [first = ""] = keys.split(" ");
  return first.split("+").map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");
}
