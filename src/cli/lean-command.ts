import { Command, type Option } from 'commander';

/**
 * A command with only the options that its command line names: `lead add` has forty, a line names three, and creating
 * them is most of the start-up time. For help and for usage errors, the full command is built instead.
 */
export class LeanCommand extends Command {
  readonly #words: ReadonlySet<string>;
  /** A single dash may group several short options. */
  readonly #short: boolean;
  readonly #left = new Set<string>();

  constructor(name: string, argv: readonly string[]) {
    super(name);
    this.#words = new Set(argv.map((word) => word.split('=', 1)[0] as string));
    this.#short = argv.some((word) => /^-[a-z]/i.test(word));
  }

  /** Whether an option with these flags is named or has a default. */
  needs(flags: string): boolean {
    const [, long = ''] = /--([\w-]+)/.exec(flags) ?? [];
    const positive = long.replace(/^no-/, '');
    const isNamed = this.#words.has(`--${positive}`) || this.#words.has(`--no-${positive}`);
    if (isNamed || (this.#short && /^-\w/.test(flags))) return true;
    // Alone, `--no-x` is a default (x is true); beside `--x` it is not.
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
