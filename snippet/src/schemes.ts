/** What `<meta name="color-scheme">` may say: which colours a page has styles for. */
export const SCHEMES = /^[ ,]*(?:(?:only|light|dark|normal)[ ,]*){1,4}$/i;
