import { guard } from "./guard";

/**
 * Tells when the address changes without a page load.
 *
 * The page's own calls go through untouched: same arguments, same answer, same faults.
 */
export function watchHistory(changed: () => void): () => void {
  const told = guard(changed);
  const restores = (["pushState", "replaceState"] as const).map((name) => {
    const original = history[name];
    const wrapped = new Proxy(original, {
      apply(...call) {
        const answer: unknown = Reflect.apply(...call);
        told();
        return answer;
      },
    });
    history[name] = wrapped;
    return () => {
      // Somebody wrapped ours: then it stays, and says nothing any more.
      if (history[name] === wrapped) history[name] = original;
    };
  });
  return () => restores.forEach((restore) => restore());
}
