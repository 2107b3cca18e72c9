const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** A value for a place in Markdown, where it is nothing but its text. */
export function escapeMarkdown(text: string): string {
  return text.replace(PUNCTUATION, '\\$&').replace(/^[ \t]+/gm, '');
}
