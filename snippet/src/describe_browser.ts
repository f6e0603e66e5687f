import type { SessionStarted } from "./wire";

/** Says coarsely what the participant uses; the user agent itself is never sent. */
export function describeBrowser(agent: string): Pick<SessionStarted, "browser" | "os" | "device"> {
  const [safari, browser = safari ?? ""] = /.*(Firefox|Chrome|Edg|OPR)|Safari/.exec(agent) ?? [];
  const [mark = ""] = /iP(hone|ad)|Android|Windows|Mac|CrOS|Linux(?!.*Android)/.exec(agent) ?? [];
  const isPhone = agent.includes("Mobile") && mark !== "iPad";
  const device = isPhone ? "phone" : /iPad|Android/.test(mark) ? "tablet" : mark ? "desktop" : "unknown";
  const os = mark.replace(/iP.+/, "iOS").replace("Mac", "macOS").replace("CrOS", "ChromeOS");
  return { browser: browser.replace("Edg", "Edge").replace("OPR", "Opera"), os, device };
}
