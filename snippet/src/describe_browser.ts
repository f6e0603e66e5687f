import type { SessionStarted } from "./wire";

type Facts = Pick<SessionStarted, "browser" | "os" | "device">;

const BROWSERS = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]] as const;
const SYSTEMS = [["iPhone|iPad", "iOS"], ["Android", "Android"], ["Windows", "Windows"], ["Mac", "macOS"], ["CrOS", "ChromeOS"], ["Linux", "Linux"]] as const;

/** Says coarsely what the participant uses; the user agent itself is never sent. */
export function describeBrowser(agent: string): Facts {
  const first = (of: readonly (readonly [string, string])[]): string =>
    of.find(([mark]) => new RegExp(mark).test(agent))?.[1] ?? "";
  const isTablet = /iPad|Tablet/.test(agent) || (/Android/.test(agent) && !/Mobile/.test(agent));
  const isPhone = /Mobile|iPhone/.test(agent);
  const os = first(SYSTEMS);
  return { browser: first(BROWSERS), os, device: isTablet ? "tablet" : isPhone ? "phone" : os ? "desktop" : "unknown" };
}
