import type { Core } from "../core";
import { runPanel } from "./run_panel";
import { findWords } from "./words";

/** Shows the tasks of a session over the page; answers how to take the panel away. */
export async function openPanel(core: Core): Promise<() => void> {
  return runPanel(core, ...(await findWords(core.session.language)));
}
