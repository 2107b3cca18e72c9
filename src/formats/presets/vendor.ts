import { isTarget } from '../../domain/conversion.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { headerKey } from '../field-names.ts';
import { type Column, columnLookup } from './columns.ts';
import type { DetectedPreset } from './detect.ts';
import type { Layout, Link, Subject, Words } from './preset.ts';

/** The source program of a file, and its columns for the noun they are imported as. */
export interface Vendor {
  readonly detected: DetectedPreset;
  /** Null for an unknown header. */
  column(header: string): Column | null;
  /** Values of all its records, as `field=value`. */
  readonly defaults: readonly string[];
  /** Whether only its columns of ids are known. */
  readonly makeshift?: true | undefined;
}

/** Fields to use when records of one kind are imported as another, such as contacts as leads; `-` for none. */
const FIELDS_AS_OTHER_NOUN: Partial<
  Record<Subject, Partial<Record<Noun, Readonly<Record<string, string>>>>>
> = {
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

/** Columns of a file for `noun`. User ids count only if the users are known (`users`). */
export function vendorFor(detected: DetectedPreset, noun: Noun, users: boolean): Vendor {
  const { preset, layout } = detected;
  const columnOf = columnLookup(preset, layout);
  const names = FIELDS_AS_OTHER_NOUN[layout.subject]?.[noun] ?? {};
  const same = layout.subject === noun;
  const asLead = new Map(
    noun === 'lead' && !same
      ? Object.entries(layout.asLead ?? {}).map(([header, field]) => [headerKey(header), field])
      : [],
  );
  const common = Object.entries(same ? (layout.defaults ?? {}) : {});
  return {
    detected,
    defaults: common.map(([field, value]) => `${field}=${value}`),
    makeshift: preset.makeshift,
    column(header) {
      const known = columnOf(header);
      if (!known) return null;
      const instead = asLead.get(headerKey(header));
      const column = instead === undefined ? known : { ...known, field: instead, continues: null };
      const { field, front } = column;
      const ours = field === null ? '-' : (names[field] ?? field);
      // Tasks and activities point to the same records.
      const linked = same || (layout.subject === 'task' && noun === 'activity');
      const links = column.links
        .filter((link) => linked && isLinked(link, noun) && (users || link.noun !== 'user'))
        .map((link) => ({ ...link, field: names[link.field] ?? link.field }));
      return {
        ...column,
        field: ours === '-' ? null : ours,
        front: same ? front : null,
        happened: noun === 'activity' ? column.happened : null,
        links,
        aside: links.length > 0 ? null : (column.links[0]?.noun ?? null),
      };
    },
  };
}

/** Whether records of a noun can link to such ones. What a lead was converted into is linked by the lead. */
function isLinked(link: Link, noun: Noun): boolean {
  return link.noun !== 'campaign' && !(link.noun === 'lead' && isTarget(noun));
}

/**
 * The program's words as `--map-value` declarations, only for existing fields and values, and for words that are not
 * a value of the team's own. `stages` are the existing stages.
 */
export function vendorWords(
  { words = {} }: Layout,
  fields: readonly Field[],
  stages: readonly string[],
): string[] {
  return Object.entries(words).flatMap(([name, meanings]) => {
    const field = fields.find((each) => each.name === name);
    const choices = name === 'stage' ? stages : field?.choices;
    const former = [...(field?.formerChoices?.keys() ?? [])];
    return choices === undefined ? [] : declared(name, meanings, choices, former);
  });
}

function declared(
  name: string,
  meanings: Words[string],
  choices: readonly string[],
  former: readonly string[],
): string[] {
  const own = new Set(choices.map(headerKey));
  const known = new Set([
    ...own,
    ...former.map(headerKey),
    '',
    ...(name === 'stage' ? ['closedwon', 'closedlost'] : []),
  ]);
  return Object.entries(meanings)
    .filter(([theirs, ours]) => !own.has(headerKey(theirs)) && known.has(headerKey(ours)))
    .map(([theirs, ours]) => `${name}:${theirs}=${ours}`);
}
