/**
 * Says why a page has no line to the server where it is open, and what helps; "" where it has one.
 *
 * The server lets in pages at its own address only, and could not say so: browsers keep to themselves why a socket fails.
 *
 * @param origins - Where the line may be opened, the address of the setting first.
 */
export function elsewhereWords(origins: readonly string[], here: string): string {
  if (origins.includes(here)) return "";
  const [own = ""] = origins;
  return (
    `This page is open at ${here}, but the recorder is set to ${own}, and lets no other address in. ` +
    `Open it at ${own}, or set RECORDER_BASE_URL to ${here} and start the recorder again.`
  );
}
