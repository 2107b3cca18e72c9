import { Command, type Option } from 'commander';

/**
 * A command that makes only the options its command line names: `lead add` has forty, a line names three, and making
 * them is what takes time before the work begins. For help, and for what is to be said of a wrong line, the command is
 * built in full instead.
 */
export class LeanCommand extends Command {
  readonly #words: ReadonlySet<string>;
  /** A single dash may stand for several short options at once. */
  readonly #short: boolean;
  readonly #left = new Set<string>();

  constructor(name: string, argv: readonly string[]) {
    super(name);
    this.#words = new Set(argv.map((word) => word.split('=', 1)[0] as string));
    this.#short = argv.some((word) => /^-[a-z]/i.test(word));
  }

  /** Whether an option with these flags is named, or has a default that holds when it is not. */
  needs(flags: string): boolean {
    const [, long = ''] = /--([\w-]+)/.exec(flags) ?? [];
    const positive = long.replace(/^no-/, '');
    const named = this.#words.has(`--${positive}`) || this.#words.has(`--no-${positive}`);
    if (named || (this.#short && /^-\w/.test(flags))) return true;
    // Alone, `--no-x` is a default: x is true. Beside `--x` it is none.
    if (long !== positive && !this.#left.has(positive)) return true;
    this.#left.add(positive);
    return false;
  }

  override option(flags: string, ...rest: unknown[]): this {
    const [, parserOrDefault, preset] = rest;
    const hasDefault =
      preset !== undefined || (parserOrDefault !== undefined && typeof parserOrDefault !== 'function');
    return hasDefault || this.needs(flags) ? super.option(flags, ...(rest as [string])) : this;
  }

  override addOption(option: Option): this {
    const holds = option.mandatory || option.defaultValue !== undefined;
    return holds || this.needs(option.flags) ? super.addOption(option) : this;
  }
}
