import { usage } from '../../domain/errors.ts';
import { hintFor } from '../../domain/suggest.ts';

/** Options of a migration that its plan keeps: what columns, words and kinds of its files do not say. */
export type PlanOptions = {
  create?: string[];
  createFields?: true;
  dateFormat?: string;
  default?: string[];
  delimiter?: string;
  encoding?: string;
  null?: string;
  onMatch?: string;
  pipeline?: string;
  round?: true;
  system?: string;
};

/** How each is called, and what its value is. */
const OPTIONS: readonly (readonly [
  option: keyof PlanOptions,
  name: string,
  type: 'list' | 'text' | 'switch',
])[] = [
  ['create', 'create', 'list'],
  ['createFields', 'create-fields', 'switch'],
  ['dateFormat', 'date-format', 'text'],
  ['default', 'default', 'list'],
  ['delimiter', 'delimiter', 'text'],
  ['encoding', 'encoding', 'text'],
  ['null', 'null', 'text'],
  ['onMatch', 'on-match', 'text'],
  ['pipeline', 'pipeline', 'text'],
  ['round', 'round', 'switch'],
  ['system', 'system', 'text'],
];

const EXAMPLES = { list: '["opp:source=expo"]', text: '"…"', switch: 'true' } as const;

/** The options as a table of TOML; blank if none is given. */
export function optionsTable(options: PlanOptions): string {
  const lines = OPTIONS.flatMap(([option, name]) =>
    options[option] === undefined ? [] : [`${name} = ${JSON.stringify(options[option])}`],
  );
  return lines.length === 0
    ? ''
    : ['# for all files; the same option on the command line wins', '[options]', ...lines].join('\n');
}

/** Reads that table of the plan at `path`. Throws `usage` for an unknown option, or for a value of another type. */
export function readOptionsTable(table: Readonly<Record<string, unknown>>, path: string): PlanOptions {
  const names = OPTIONS.map(([, name]) => name);
  const unknown = Object.keys(table).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw usage(
      `unknown option "${unknown}" in ${path}`,
      hintFor(unknown, names, `Options: ${names.join(', ')}`),
    );
  const given = OPTIONS.filter(([, name]) => table[name] !== undefined);
  return Object.fromEntries(
    given.map(([option, name, type]) => {
      const value = table[name];
      const fits =
        type === 'list'
          ? Array.isArray(value) && value.every((each) => typeof each === 'string')
          : type === 'text'
            ? typeof value === 'string'
            : value === true;
      if (fits) return [option, value];
      throw usage(
        `${name} in ${path} is not ${type === 'list' ? 'a list of texts' : `a ${type}`}`,
        `Write ${name} = ${EXAMPLES[type]}`,
      );
    }),
  );
}
