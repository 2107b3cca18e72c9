import type { DealCard } from './board.ts';

/** What has a page beside its deals: the deal itself, an account, a person. */
export interface PageRef {
  readonly noun: 'opp' | 'account' | 'contact';
  readonly id: number;
}

/** Something that a page leads to. */
export type PageLine =
  | {
      readonly type: 'account' | 'contact';
      readonly id: number;
      readonly name: string;
      readonly about: string;
    }
  | { readonly type: 'deal'; readonly card: DealCard }
  | {
      readonly type: 'phone' | 'email' | 'website';
      /** As it is stored: a number in E.164, with `x` and its extension. */
      readonly value: string;
      /** As people write it. */
      readonly shown: string;
      /** Why it is not to be used; null where it may be. */
      readonly blocked: string | null;
    };

/** The firm and the people of a record, how to reach them, and their deals. */
export interface Surroundings {
  readonly ref: PageRef;
  readonly title: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly PageLine[] }[];
}
