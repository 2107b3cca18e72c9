/** What Salesforce prints under a report: totals, a confidentiality notice, a copyright line. */
const FURNITURE =
  /^(?:(?:Grand )?Totals? \(|Confidential Information - Do Not Distribute|Copyright (?:\(c\)|©) .*salesforce)/i;

/** A number, or an amount with what marks one. */
const NUMBER = /^[\s\p{Sc}A-Z]{0,4}-?\d[\d.,\s]*%?$/u;

/** Whether a row sums up others, as reports have them: `Total` in front, and nothing but numbers beside it. */
export function isTotal([first = '', ...others]: readonly (string | null)[]): boolean {
  return (
    /^(?:Grand |Sub)?totals?$/i.test(first?.trim() ?? '') &&
    others.every((cell) => cell === null || cell.trim() === '' || NUMBER.test(cell.trim()))
  );
}

/** Whether a row is a line printed under a report rather than a record: its text stands alone at the left. */
export function isFurniture(cells: readonly string[]): boolean {
  // Unquoted, "Totals (1,234 records)" and "salesforce.com, inc." are split in two.
  for (let index = 2; index < cells.length; index++) {
    if (cells[index] !== '') return false;
  }
  return FURNITURE.test(cells[0] ?? '');
}
