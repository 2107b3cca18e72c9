/** Text that a template shows as it is, whatever it looks like. */
export function literalText(text: string): string {
  return text.replace(/\{[{%]/g, '{{ "$&" }}');
}
