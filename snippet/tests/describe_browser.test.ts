import { expect, it } from "vitest";
import { describeBrowser } from "../src/describe_browser";

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

it.each([
  [LINUX, "Chrome", "Linux", "desktop"],
  [PHONE, "Chrome", "Android", "phone"],
  [PHONE.replace(" Mobile", ""), "Chrome", "Android", "tablet"],
  [`${MAC} Version/18.0 Safari/605.1.15`, "Safari", "macOS", "desktop"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari", "iOS", "phone"],
  ["Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari", "iOS", "tablet"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Windows", "desktop"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows", "desktop"],
  ["", "", "", "unknown"],
])("%s", (agent, browser, os, device) => expect(describeBrowser(agent)).toEqual({ browser, os, device }));
