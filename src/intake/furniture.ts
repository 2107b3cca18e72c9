/** What Salesforce prints under a report: totals, a confidentiality notice, a copyright line. */
const FURNITURE =
  /^(?:(?:Grand )?Totals? \(|Confidential Information - Do Not Distribute|Copyright (?:\(c\)|©) .*salesforce)/i;

/** Whether a row is a line printed under a report rather than a record: its text stands alone at the left. */
export function isFurniture(cells: readonly string[]): boolean {
  // Unquoted, "Totals (1,234 records)" and "salesforce.com, inc." are split in two.
  for (let index = 2; index < cells.length; index++) {
    if (cells[index] !== '') return false;
  }
  return FURNITURE.test(cells[0] ?? '');
}
