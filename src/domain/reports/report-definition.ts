/** A report of one's own: what the options of `crm report run` say, as they are typed. */
export interface ReportDefinition {
  /** Name of the noun. */
  readonly on?: string | undefined;
  /** Groups and measures, with commas between them. */
  readonly group?: string | undefined;
  readonly measure?: string | undefined;
  readonly where?: string | undefined;
  readonly segment?: string | undefined;
  readonly period?: string | undefined;
  /** The field that the period is of. */
  readonly date?: string | undefined;
  readonly having?: string | undefined;
  readonly sort?: string | undefined;
  readonly pivot?: string | undefined;
  readonly limit?: string | undefined;
  readonly total?: boolean | undefined;
  readonly fill?: boolean | undefined;
}

/** The parts that are texts, in the order in which a command line has them. */
export const DEFINITION_TEXTS = [
  'on',
  'group',
  'measure',
  'where',
  'segment',
  'period',
  'date',
  'having',
  'sort',
  'pivot',
  'limit',
] as const satisfies readonly (keyof ReportDefinition)[];

/** The parts that are yes or no. */
export const DEFINITION_FLAGS = ['total', 'fill'] as const satisfies readonly (keyof ReportDefinition)[];

/** The stored form. */
export function definitionText(definition: ReportDefinition): string {
  const parts = [...DEFINITION_TEXTS, ...DEFINITION_FLAGS].flatMap((name) => {
    const value = definition[name];
    return value === undefined || value === false ? [] : [[name, value] as const];
  });
  return JSON.stringify(Object.fromEntries(parts));
}

/** Reads the stored form; null for anything else. */
export function readDefinition(json: string): ReportDefinition | null {
  let parts: unknown;
  try {
    parts = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) return null;
  const isSound = Object.entries(parts).every(([name, value]) =>
    DEFINITION_FLAGS.some((flag) => flag === name)
      ? typeof value === 'boolean'
      : DEFINITION_TEXTS.some((text) => text === name) && typeof value === 'string',
  );
  return isSound ? (parts as ReportDefinition) : null;
}

/** Name of a column for an expression: `sum(amount)` is `sum_amount`. */
export function columnNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  return name === '' ? 'value' : name;
}
