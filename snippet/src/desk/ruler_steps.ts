const STEPS_MS = [1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000];

/** Round moments for the ruler of a timeline: so many that none touches the next. */
export function rulerSteps(end_ms: number, most = 10): number[] {
  const step = STEPS_MS.find((each) => end_ms / each <= most) ?? Math.ceil(end_ms / most / 3_600_000) * 3_600_000;
  return Array.from({ length: Math.floor(end_ms / step) + 1 }, (_, index) => index * step);
}
