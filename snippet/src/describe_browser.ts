import type { SessionStarted } from "./wire";

const SYSTEMS: Readonly<Record<string, string>> = { iPhone: "iOS", iPad: "iOS", Mac: "macOS", CrOS: "ChromeOS" };

/** Says coarsely what the participant uses; the user agent itself is never sent. */
export function describeBrowser(agent: string): Pick<SessionStarted, "browser" | "os" | "device"> {
  // Browsers name as well, later, all that they are like; only Edge names itself last.
  const [browser = ""] = /Firefox|Chrome|Safari/.exec(agent) ?? [];
  const [mark = ""] = /iPhone|iPad|Android|Windows|Mac|CrOS|Linux(?!; A)/.exec(agent) ?? [];
  const isTablet = mark === "iPad" || (mark === "Android" && !agent.includes("Mobile"));
  return {
    browser: agent.includes("Edg") ? "Edge" : browser,
    os: SYSTEMS[mark] ?? mark,
    device: isTablet ? "tablet" : agent.includes("Mobile") ? "phone" : mark ? "desktop" : "unknown",
  };
}
