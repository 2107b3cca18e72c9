/** Splits `Jane van Doe` into first and last name; `Doe, Jane` too. A single word is the last name. */
export function splitName(text: string): { first_name: string | null; last_name: string } {
  const name = text.trim().replace(/\s+/g, ' ');
  const [, last, first] = /^([^,]+), ?([^,]+)$/.exec(name) ?? [];
  if (last && first) return { first_name: first, last_name: last };
  const at = name.indexOf(' ');
  return at < 0
    ? { first_name: null, last_name: name }
    : { first_name: name.slice(0, at), last_name: name.slice(at + 1) };
}
