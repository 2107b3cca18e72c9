/** How many records a change of a list changed: ` in 12 records`. */
export function recordCount(records: number): string {
  return records === 0 ? '' : ` in ${records === 1 ? '1 record' : `${records} records`}`;
}
