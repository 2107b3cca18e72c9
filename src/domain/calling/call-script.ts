/** A script with the values of a lead in it. */
export interface FilledScript {
  readonly lines: readonly string[];
  /** Fields named in it that the lead has no value for, each once. */
  readonly blank: readonly string[];
  /** Names in it that are no fields, each once. */
  readonly unknown: readonly string[];
}

/** `{{ first_name }}`, or with a text for a blank one: `{{ first_name | default: "there" }}`. */
const MERGE_FIELD = /\{\{\s*([a-z]\w*)\s*(?:\|\s*default:\s*(?:"([^"]*)"|'([^']*)')\s*)?\}\}/gi;

/**
 * Puts values into the merge fields of a script. `textOf` gives the text of a field, blank for none, undefined for a name
 * that is no field. What is blank or unknown is shown in brackets, never as nothing.
 */
export function fillScript(
  lines: readonly string[],
  textOf: (field: string) => string | undefined,
): FilledScript {
  const blank = new Set<string>();
  const unknown = new Set<string>();
  const fill = (line: string) =>
    line.replace(MERGE_FIELD, (_, name: string, double?: string, single?: string) => {
      const field = name.toLowerCase();
      const value = textOf(field);
      if (value !== undefined && value !== '') return value;
      const usual = double ?? single;
      if (usual !== undefined && value === '') return usual;
      (value === undefined ? unknown : blank).add(field);
      return `[${field}]`;
    });
  return { lines: lines.map(fill), blank: [...blank], unknown: [...unknown] };
}

const HEADING = /^#+\s+\S/;
const OBJECTION = /^#+\s+objection/i;

/** The lines at which the sections of a script begin: `# Opening`. */
export function sectionStarts(lines: readonly string[]): number[] {
  return lines.flatMap((line, at) => (HEADING.test(line) ? [at] : []));
}

/** The lines at which its objections begin: `# Objection: too expensive`. */
export function objectionStarts(lines: readonly string[]): number[] {
  return lines.flatMap((line, at) => (OBJECTION.test(line) ? [at] : []));
}

/** Whether a line is the name of a section. */
export const isSectionHeading = (line: string): boolean => HEADING.test(line);
