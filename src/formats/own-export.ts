/** Columns that only our own exports have, all together. */
const OWN = ['id', 'created_at', 'updated_at', 'external_source'];

/** Whether our own export wrote the file: its ids and times are ours. */
export function isOwnExport(headers: readonly string[]): boolean {
  return OWN.every((name) => headers.includes(name));
}
