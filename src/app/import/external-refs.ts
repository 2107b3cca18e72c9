import type { Noun, Row } from '../../domain/field.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { Link, Preset } from '../../formats/presets/preset.ts';
import { isNoReference } from '../../formats/values.ts';
import type { ExternalRef } from '../../store/import/external-refs.ts';

/** A column of ids, and its target nouns. */
interface IdColumn {
  readonly header: string;
  readonly index: number;
  readonly links: readonly Link[];
}

/** Creates a function that picks the external references from the cells of a row. */
export function externalRefs(
  { columns }: Mapping,
  preset: Preset | null,
): (cells: readonly (string | null)[]) => ExternalRef[] {
  const ids = columns.flatMap(({ header, index, known }): IdColumn[] =>
    known && known.links.length > 0 ? [{ header, index, links: known.links }] : [],
  );
  const spell = preset?.spellId ?? ((id: string) => id);
  return (cells) =>
    ids.flatMap(({ header, index, links }) =>
      (cells[index] ?? '')
        .split(/[;,]/)
        .map((text) => spell(text.trim()))
        .filter((id) => id !== '' && !isNoReference(id))
        .map((id) => ({ header, ids: [id], targets: targetsOf(id, links) }) as ExternalRef),
    );
}

/** The noun that an id itself determines, else all possible ones. */
function targetsOf(id: string, links: readonly Link[]): readonly Link[] {
  const matching = links.filter(({ prefix }) => prefix !== undefined && id.startsWith(prefix));
  return matching.length > 0 ? matching : links;
}

/** A lead with an account and a contact is converted, whatever its status is called. */
export function noteConverted(noun: Noun, values: Row, foreign: readonly ExternalRef[]): void {
  if (noun !== 'lead' || !values.converted_at) return;
  const became = new Set(foreign.flatMap(({ targets }) => targets.map(({ field }) => field)));
  if (became.has('account') && became.has('contact')) values.status = 'converted';
}
