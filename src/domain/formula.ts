/**
 * How a cell begins that a spreadsheet program would take for a formula (the last four are full-width forms); with
 * apostrophes before it, it is one that is guarded already.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text that a spreadsheet program takes for a text: an apostrophe before what would be a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was guarded: without the apostrophe that stands before a formula. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
