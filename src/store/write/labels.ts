import { type AddressLabel, type LabelledAddress, readLabelled } from '../../domain/address-label.ts';
import type { Value } from '../../domain/field.ts';

/** What the row of an e-mail or phone says of its address. */
export interface LabelColumns {
  readonly kind?: string | null;
  readonly bad?: number;
}

const NO_LABEL: AddressLabel = { kind: null, bad: null };

/** The labels that a change gives, each with its address; an address without a label says nothing. */
export function labelsOf(entries: Value | undefined): LabelledAddress[] {
  return ((entries as readonly string[] | null | undefined) ?? []).map(
    (entry) => readLabelled(entry) ?? { label: NO_LABEL, address: entry.trim() },
  );
}

/** How rows of e-mails, or of phones, are labelled. */
interface Labelling<T> {
  keyOf(row: T): string;
  /** The rows of an address that a label names. */
  read(address: string): readonly T[];
  /** A row that is to be stored with other labels. */
  labelled(row: T, label: Required<LabelColumns>): T;
}

/**
 * The rows with the labels that a change gives: null takes all of them away. An address that is not among the rows is
 * added at the end.
 */
export function withLabels<T extends LabelColumns>(
  rows: readonly T[],
  entries: Value | undefined,
  { keyOf, read, labelled }: Labelling<T>,
): readonly T[] {
  if (entries === undefined) return rows;
  const changed = (row: T, { kind, bad }: Required<LabelColumns>) =>
    (row.kind ?? null) === kind && (row.bad ?? 0) === bad ? row : labelled(row, { kind, bad });
  if (entries === null) return rows.map((row) => changed(row, { kind: null, bad: 0 }));
  const all = new Map(rows.map((row) => [keyOf(row), row]));
  for (const { label, address } of labelsOf(entries))
    for (const found of read(address)) {
      const key = keyOf(found);
      const row = all.get(key) ?? found;
      all.set(key, changed(row, labelAfter(row, label)));
    }
  return [...all.values()];
}

/** What a row says after a label: what the label leaves open stays. */
export function labelAfter(
  { kind = null, bad = 0 }: LabelColumns,
  label: AddressLabel,
): Required<LabelColumns> {
  return { kind: label.kind ?? kind, bad: label.bad === null ? bad : Number(label.bad) };
}
