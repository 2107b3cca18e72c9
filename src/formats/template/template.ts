import type { Liquid, LiquidError, Template as Parsed } from 'liquidjs';
import { usage } from '../../domain/errors.ts';

/** The texts of the names in a template: blank for a field without a value, missing for what is no field. */
export type TemplateValues = ReadonlyMap<string, string>;

/** A template with values in it. */
export interface FilledTemplate {
  readonly text: string;
  /** Names that have no value and no default, each once; the text has them in brackets. */
  readonly blank: readonly string[];
  /** Names that are no fields, each once; the text has them in brackets. */
  readonly unknown: readonly string[];
}

/** A text with names in it, such as `{{ first_name | default: "there" }}`, in the language Liquid. */
export interface Template {
  /** The names in it: `first_name`, `account.industry`. */
  readonly names: readonly string[];
  /** Puts values in; `write` turns each into what stands in the text. Throws `usage` for a template that cannot be filled. */
  fill(values: TemplateValues, write?: (text: string) => string): FilledTemplate;
}

/** A template may be no longer, in characters, and take no longer to fill. */
const LIMITS = { parseLimit: 100_000, renderLimit: 2000, memoryLimit: 10_000_000 } as const;

/** Reads a template; `shown` names it in errors. Throws `usage` for one that is broken, with its line. */
export async function readTemplate(text: string, shown: string): Promise<Template> {
  if (!/\{[{%]/.test(text)) return { names: [], fill: () => ({ text, blank: [], unknown: [] }) };
  const { Liquid } = await import('liquidjs');
  let escapeValue = (value: string) => value;
  const engine = new Liquid({
    ...LIMITS,
    strictVariables: true,
    strictFilters: true,
    // A blank field is no error in a condition, nor before a default.
    lenientIf: true,
    ownPropertyOnly: true,
    // There are no files to be included.
    templates: {},
    outputEscape: (value: unknown) => escapeValue(String(value)),
  });
  const explain = (error: unknown) => usage(`${shown} is broken: ${(error as Error).message}`);
  try {
    const parsed = engine.parse(text);
    const names = engine.globalFullVariablesSync(parsed, { partials: false });
    return {
      names,
      fill(values, escaped = (value) => value) {
        escapeValue = escaped;
        try {
          return fill(engine, parsed, names, values);
        } catch (error) {
          throw explain(error);
        }
      },
    };
  } catch (error) {
    throw explain(error);
  }
}

function fill(
  engine: Liquid,
  parsed: Parsed[],
  names: readonly string[],
  values: TemplateValues,
): FilledTemplate {
  const scope = new Scope();
  const unknown = names.filter((name) => !values.has(name));
  for (const name of unknown) scope.set(name, `[${name}]`);
  for (const [name, value] of values) if (value !== '') scope.set(name, value);
  const blank: string[] = [];
  // What is blank is found one by one: the text goes on with a name in brackets.
  for (;;) {
    try {
      return { text: engine.renderSync(parsed, scope.values) as string, blank, unknown };
    } catch (error) {
      const name = blankName(error);
      if (name === undefined || blank.includes(name)) throw error;
      blank.push(name);
      scope.set(names.find((full) => full === name || full.startsWith(`${name}.`)) ?? name, `[${name}]`);
    }
  }
}

/** The name without a value that kept a template from being filled. */
function blankName(error: unknown): string | undefined {
  const { originalError } = error as LiquidError & { originalError?: { variableName?: string } };
  return originalError?.variableName;
}

/** Values by name, with those of `account.industry` in an object of their own. */
class Scope {
  readonly values: Record<string, unknown> = Object.create(null);

  set(name: string, value: string): void {
    const parts = name.split('.');
    const last = parts.pop() as string;
    let at = this.values;
    for (const part of parts) {
      const inner = Object.hasOwn(at, part) ? at[part] : undefined;
      at[part] = typeof inner === 'object' ? inner : Object.create(null);
      at = at[part] as Record<string, unknown>;
    }
    at[last] = value;
  }
}
