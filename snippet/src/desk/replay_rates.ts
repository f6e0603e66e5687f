/** How many times as fast as it happened a session may be played. */
export const RATES = [0.5, 1, 1.5, 2, 4, 8] as const;
