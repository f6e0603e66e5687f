/** Says whether `here` is the start page; parts that the study does not keep are not compared. */
export function isThere(start: string, here: string): boolean {
  const path = (address: string) => address.replace(/[?#].*/, "");
  return path(start) === path(here);
}
