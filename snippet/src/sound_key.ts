/** Where it is noted that parts of a recorded voice wait in this browser. */
export const SOUND_KEY = "recorder-sound";
