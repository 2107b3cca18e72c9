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
