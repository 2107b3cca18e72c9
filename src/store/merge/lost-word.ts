import type { Noun } from '../../domain/field.ts';

/** What a tie to a record said that the tie beside it says otherwise: a second role in one deal. */
export interface LostWord {
  readonly field: string;
  readonly value: string;
  /** The merged record that said it; the one that is gone, if it is not set. */
  readonly of?: number;
  /** The record that both are tied to. */
  readonly target: { readonly noun: Noun | 'user'; readonly id: number };
}
