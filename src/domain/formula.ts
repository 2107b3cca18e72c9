/**
 * The start of a cell that a spreadsheet program would read as a formula (the last four are full-width forms). With
 * apostrophes before it, it is a formula that is guarded already.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Prefixes a would-be formula with an apostrophe, so that a spreadsheet program reads it as text. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe before a formula. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
