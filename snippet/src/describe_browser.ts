import type { SessionStarted } from "./wire";

const SYSTEMS: Readonly<Record<string, string>> = {
  iPhone: "iOS", iPad: "iOS", Android: "", Windows: "", Mac: "macOS", CrOS: "ChromeOS", Linux: "",
};

/** Says coarsely what the participant uses; the user agent itself is never sent. */
export function describeBrowser(agent: string): Pick<SessionStarted, "browser" | "os" | "device"> {
  // The first that is named: browsers name as well all that they are like.
  const find = (names: string[]): string => names.find((name) => agent.includes(name)) ?? "";
  const mark = find(Object.keys(SYSTEMS));
  const browser = find(["Firefox", "Edg", "Chrome", "Safari"]);
  const isPhone = agent.includes("Mobile") && mark !== "iPad";
  const device = isPhone ? "phone" : /iPad|Android/.test(mark) ? "tablet" : mark ? "desktop" : "unknown";
  return { browser: browser.replace("Edg", "Edge"), os: SYSTEMS[mark] || mark, device };
}
