/** Texts that are typed often: name to text. */
export type Snippets = ReadonlyMap<string, string>;

const LINE = /^([a-z][\w-]*)\s*:\s*(\S.*)$/i;
const NAMED = /(^|\s);([a-z][\w-]*)(?=\s|$)/gi;

/** Reads snippets, one a line: `price: from 90 a month\nfor each site`. Other lines are comments. */
export function readSnippets(text: string): Snippets {
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, name, value] = LINE.exec(line) ?? [];
      return name === undefined || value === undefined
        ? []
        : [[name.toLowerCase(), value.trimEnd().replaceAll('\\n', '\n')] as const];
    }),
  );
}

/** Puts snippets in place of their names: `;price`. Names that are not known stay. */
export function fillSnippets(text: string, snippets: Snippets): string {
  return snippets.size === 0
    ? text
    : text.replace(NAMED, (found, before: string, name: string) => {
        const value = snippets.get(name.toLowerCase());
        return value === undefined ? found : before + value;
      });
}
