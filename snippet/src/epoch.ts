/** Draws the name of a page load: 96 random bits as 16 characters of base64url. */
export function drawEpoch(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
