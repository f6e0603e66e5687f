/** Begin of the localStorage keys that hold what a page could not send before it closed. */
export const REST_PREFIX = "recorder:rest:";
