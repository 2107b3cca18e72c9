import { shellQuote } from '../domain/split-line.ts';
import type { NewPicklistValue } from '../store/new-picklist-values.ts';

/** New values that a note lists. */
const MAX_NEW_VALUES = 10;

/** What values records brought into picklists, and how to mend a typing error. */
export function newValuesNote(values: readonly NewPicklistValue[]): string {
  const lists = [...new Set(values.map(({ list }) => list))];
  return lists
    .map((list) => {
      const added = values.filter((value) => value.list === list);
      const more = added.length - MAX_NEW_VALUES;
      const names = added.slice(0, MAX_NEW_VALUES).map(({ name }) => `"${name}"`);
      const mistyped = added.find(({ near }) => near !== null);
      return [
        `New in the picklist ${list}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        ...(mistyped?.near
          ? [
              `Did you mean "${mistyped.near}"?   crm picklist merge ${list} ${shellQuote(mistyped.name)} --into ${shellQuote(mistyped.near)}`,
            ]
          : []),
      ].join('\n');
    })
    .join('\n');
}
