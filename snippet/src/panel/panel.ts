import type { Core } from "../core";
import { runPanel } from "./run_panel";
import { findWords } from "./words";

/** Shows the tasks of a session over the page; returns how to take the panel away. */
export function openPanel(core: Core): () => void {
  let isClosed = false;
  let close = (): void => {
    isClosed = true;
  };
  void findWords(core.session.language).then((found) => {
    if (!isClosed) close = runPanel(core, found);
  });
  return () => close();
}
