import type { RecordView, Section } from '../render/column.ts';

/** The counts of an import as a record, for other programs. */
export function importRecord(
  name: string,
  dryRun: boolean,
  counts: Readonly<Record<string, number>>,
  sections: readonly Section[],
): RecordView {
  return {
    title: `${dryRun ? 'dry run of ' : 'import of '}${name}`,
    noun: 'import',
    fields: Object.entries(counts).map(([field, value]) => ({
      column: { name: field, label: field, type: 'integer' },
      value,
    })),
    sections,
  };
}
