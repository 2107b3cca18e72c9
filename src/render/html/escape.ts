import { sanitizeLines } from '../../domain/terminal-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, between tags and in attributes: nothing in it acts, and what cannot be seen is made visible. */
export function html(text: string): string {
  return sanitizeLines(text)
    .join('\n')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}
