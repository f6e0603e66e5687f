const MOST_CHARACTERS = 60_000_000;

/**
 * Unpacks base64 of deflated text.
 *
 * @throws Error when it is damaged, or would be larger than any page.
 */
export async function inflate(deflated: string): Promise<string> {
  const bytes = Uint8Array.from(atob(deflated), (letter) => letter.charCodeAt(0));
  const texts = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await texts.read(); !read.done; read = await texts.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length > MOST_CHARACTERS) {
      await texts.cancel();
      throw new RangeError("it is larger than any page");
    }
  }
  return text + decoder.decode();
}
