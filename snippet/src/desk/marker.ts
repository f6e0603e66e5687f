/** One type of marker, as the study file has it. */
export interface Marker {
  readonly id: string;
  readonly title: string;
  /** The digit that sets it. */
  readonly key: string;
  readonly colour: string;
  readonly score: number | null;
}
