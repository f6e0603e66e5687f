import type { Core } from "../core";
import { open as openPanel } from "../panel/panel";
import { leadPanel } from "./lead_panel";

/** Opens the panel of a session that a moderator leads. */
export function open(core: Core): void {
  openPanel(...leadPanel(core));
}
