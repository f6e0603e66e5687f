/** Puts values where the text says `%1`, `%2`. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/%(\d)/g, (_, place: string) => String(values[Number(place) - 1]));
}
