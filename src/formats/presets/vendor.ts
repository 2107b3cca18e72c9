import type { Field, Noun } from '../../domain/field.ts';
import { headerKey } from '../field-names.ts';
import { type Column, columnsOf } from './columns.ts';
import type { Detected } from './detect.ts';
import type { Layout, Subject, Words } from './preset.ts';

/** The program a file is from, and what that says of its columns for the noun they are taken in as. */
export interface Vendor {
  readonly detected: Detected;
  /** Null for a header that is not known. */
  column(header: string): Column | null;
  /** What all its records have in common, as `field=value`. */
  readonly defaults: readonly string[];
}

/** What fields are called where records of one kind are taken in as another, as contacts are as leads; `-` for none. */
const OTHERWISE: Partial<Record<Subject, Partial<Record<Noun, Readonly<Record<string, string>>>>>> = {
  contact: { lead: { account: 'company' } },
  lead: { contact: { company: 'account' }, account: { company: 'name' } },
  account: { lead: { name: 'company' }, contact: { name: 'account' } },
  task: {
    activity: {
      kind: 'type',
      due_date: 'at',
      notes: 'body',
      owner: 'user',
      status: '-',
      done_at: '-',
      priority: '-',
    },
  },
};

/** Columns of a file for `noun`. Ids of users count only where it is known whose they are (`users`). */
export function vendorFor(detected: Detected, noun: Noun, users: boolean): Vendor {
  const { preset, layout } = detected;
  const columnOf = columnsOf(preset, layout);
  const names = OTHERWISE[layout.subject]?.[noun] ?? {};
  const same = layout.subject === noun;
  const common = Object.entries(same ? (layout.defaults ?? {}) : {});
  return {
    detected,
    defaults: common.map(([field, value]) => `${field}=${value}`),
    column(header) {
      const column = columnOf(header);
      if (!column) return null;
      const { field, front } = column;
      const ours = field === null ? '-' : (names[field] ?? field);
      // What is done about records points to the same ones, due or over.
      const linked = same || (layout.subject === 'task' && noun === 'activity');
      const links = column.links
        .filter((link) => linked && link.noun !== 'campaign' && (users || link.noun !== 'user'))
        .map((link) => ({ ...link, field: names[link.field] ?? link.field }));
      return {
        ...column,
        field: ours === '-' ? null : ours,
        front: same ? front : null,
        links,
        aside: links.length > 0 ? null : (column.links[0]?.noun ?? null),
      };
    },
  };
}

/**
 * What the program's words mean, as `--map-value` declarations: for fields there are, meanings there are, and words
 * that the team has no meaning of its own for. `stages` are the names of the stages there are.
 */
export function vendorWords(
  { words = {} }: Layout,
  fields: readonly Field[],
  stages: readonly string[],
): string[] {
  return Object.entries(words).flatMap(([name, meanings]) => {
    const choices = name === 'stage' ? stages : fields.find((field) => field.name === name)?.choices;
    return choices === undefined ? [] : declared(name, meanings, choices);
  });
}

function declared(name: string, meanings: Words[string], choices: readonly string[]): string[] {
  const own = new Set(choices.map(headerKey));
  const known = new Set([...own, '', ...(name === 'stage' ? ['closedwon', 'closedlost'] : [])]);
  return Object.entries(meanings)
    .filter(([theirs, ours]) => !own.has(headerKey(theirs)) && known.has(headerKey(ours)))
    .map(([theirs, ours]) => `${name}:${theirs}=${ours}`);
}
