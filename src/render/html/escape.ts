const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, between tags and in attributes: nothing in it acts, and what cannot be seen is left out. */
export function html(text: string): string {
  // Controls, marks that turn the direction of text, and lone surrogates.
  return text
    .toWellFormed()
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}
