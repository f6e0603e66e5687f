import type { Core } from "../core";
import { runPanel } from "./run_panel";
import { findWords } from "./words";

/** Shows the tasks of a session over the page; returns how to take the panel away. */
export function openPanel(core: Core): () => void {
  const over = new AbortController();
  void findWords(core.session.language).then(([words, language]) => runPanel(core, words, language, over));
  return () => over.abort();
}
