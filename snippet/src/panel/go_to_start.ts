/** Opens a task's start page; says whether the participant is there at once, as a fragment's link leads. */
export function goToStart(root: string, start: string): boolean {
  const { href } = new URL(start.replace(/^\//, root), location.href);
  location.assign(href);
  return location.href === href;
}
