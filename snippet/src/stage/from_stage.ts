/** What the stage tells the page that holds it. */
export interface FromStage {
  readonly from: "stage";
  /** The question that this answers; 0 when it has just been opened. */
  readonly turn: number;
  /** Size of the participant's window, 0 while nothing is shown. */
  readonly width_px: number;
  readonly height_px: number;
  /** Events since the picture began that could not be shown, and why the last one could not. */
  readonly damaged: number;
  readonly why: string;
}
