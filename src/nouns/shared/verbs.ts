type Examples = readonly [string, ...string[]];

/**
 * What the shared verbs say of a noun; a verb that is left out does not exist. Examples are command lines without
 * `crm`, which work as they stand after `crm demo`.
 */
export interface RecordVerbs {
  readonly add?: AddVerb;
  readonly list?: { readonly examples: Examples; readonly usual?: UsualFilter };
  /** `shows`: what is on the page of a record. */
  readonly show?: { readonly shows: string; readonly examples: Examples };
  readonly edit?: {
    readonly examples: Examples;
    /** Fields to choose from at a terminal if the command names no change. */
    readonly asked: readonly string[];
  };
  /** `force`: what is removed only with --force, for help. */
  readonly rm?: { readonly examples: Examples; readonly force?: string };
  readonly import?: { readonly examples: Examples };
  readonly export?: { readonly examples: Examples };
}

export interface AddVerb {
  readonly examples: Examples;
  readonly description?: string;
  /** The words before the options: their help, and how they become values. */
  readonly title: {
    readonly help: string;
    /** The error if they are missing. */
    readonly question?: string;
    readonly values: (text: string) => Readonly<Record<string, string | null>>;
    /** The words may be the code of a product instead, which the record is about then. */
    readonly isProductCode?: true;
  };
  /** Fields to ask for at a terminal if the command names none. */
  readonly asked: readonly string[];
}

/** What a list leaves out until it is asked for: a filter on `field` that holds unless another filter names that field. */
export interface UsualFilter {
  readonly filter: string;
  readonly field: string;
  /** What `--all` adds, for help. */
  readonly all: string;
  /** Shown on a terminal for an empty list. */
  readonly empty: string;
}
