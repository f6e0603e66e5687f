/** Draws the name of a page load: nearly 96 random bits as 16 characters of base64url. */
export function drawEpoch(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).replace(/\W/g, "-");
}
