import type { SessionStarted } from "./wire";

const BROWSERS = "Edg=Edge,OPR=Opera,Firefox,Chrome,Safari";
const SYSTEMS = "iPhone=iOS,iPad=iOS,Android,Windows,Mac=macOS,CrOS=ChromeOS,Linux";

/** Says coarsely what the participant uses; the user agent itself is never sent. */
export function describeBrowser(agent: string): Pick<SessionStarted, "browser" | "os" | "device"> {
  const first = (marks: string): string => {
    const found = marks.split(",").find((mark) => agent.includes(mark.split("=")[0]!));
    return found?.split("=").at(-1) ?? "";
  };
  const os = first(SYSTEMS);
  const isTablet = /iPad|Tablet|Android(?!.*Mobile)/.test(agent);
  const device = isTablet ? "tablet" : /Mobile|iPhone/.test(agent) ? "phone" : os ? "desktop" : "unknown";
  return { browser: first(BROWSERS), os, device };
}
