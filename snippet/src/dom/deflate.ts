const AT_ONCE = 0x8000;

/** Tells whether this browser can pack. */
export const canDeflate = (): boolean => {
  try {
    return !!new CompressionStream("deflate-raw");
  } catch {
    return false;
  }
};

/** Packs a text: base64 of its deflated UTF-8. */
export async function deflate(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let signs = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE) signs += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(signs);
}
