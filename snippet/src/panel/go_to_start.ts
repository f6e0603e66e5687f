/** Opens a task's start page; says whether that loads a page, for a fragment alone does not. */
export function goToStart(root: string, start: string): boolean {
  const address = /^https?:/.test(start) ? start : root.replace(/\/$/, "") + start;
  const to = new URL(address, location.href);
  const isSamePage = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  return !(isSamePage && to.hash);
}
