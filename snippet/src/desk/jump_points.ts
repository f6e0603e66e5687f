import type { Tracks } from "./tracks";

/** What one can jump between. */
export const JUMPS = {
  marks: "tasks and notes",
  tasks: "tasks",
  notes: "notes and markers",
  clicks: "clicks",
  faults: "errors",
  pages: "pages",
} as const;

export type Jump = keyof typeof JUMPS;

/** The moments one can jump to, in time order. */
export function jumpPoints({ tasks, notes, clicks, faults, pages }: Tracks, jump: Jump): number[] {
  const starts = (bars: Tracks["tasks"]): number[] => bars.map(({ from_ms }) => from_ms);
  const moments = (marks: readonly { at_ms: number }[]): number[] => marks.map(({ at_ms }) => at_ms);
  const points = {
    marks: () => [...starts(tasks), ...moments(notes)],
    tasks: () => starts(tasks),
    notes: () => moments(notes),
    clicks: () => moments(clicks),
    faults: () => moments(faults),
    pages: () => starts(pages),
  }[jump]();
  return points.sort((one, other) => one - other);
}
