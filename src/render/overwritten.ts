import type { OverwrittenEdit } from '../domain/stored-work.ts';

/** Edits listed one by one. */
const MAX_EDITS = 5;

/** Longer values are left out. */
const MAX_VALUE_CHARS = 40;

/**
 * One line for each overwritten edit of another user: `lead 42: ann changed status from new to attempting 4 s ago`.
 */
export function overwrittenText(edits: readonly OverwrittenEdit[], now: number): string {
  const lines = edits.slice(0, MAX_EDITS).map((edit) => editText(edit, now));
  if (edits.length > MAX_EDITS) lines.push(`… and ${edits.length - MAX_EDITS} more edits by others`);
  return lines.join('\n');
}

function editText({ user, at, record, field, before, after }: OverwrittenEdit, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  const values = [before ?? 'blank', after ?? 'blank'];
  const isLong = values.some((value) => value.length > MAX_VALUE_CHARS || value.includes('\n'));
  const change = isLong ? '' : ` from ${values.join(' to ')}`;
  return `overwritten: ${record.replace(':', ' ')}: ${user} changed ${field.replaceAll('_', ' ')}${change} ${seconds} s ago`;
}
