import type { DealRef } from './port.ts';

/** What a key asks the world for; the session sees to it. */
export type BoardCommand =
  | { readonly do: 'reload' }
  /** Reads the cards that have come into sight. */
  | { readonly do: 'fill' }
  | { readonly do: 'step'; readonly cards: readonly DealRef[]; readonly way: 1 | -1 }
  | { readonly do: 'win'; readonly cards: readonly DealRef[] }
  | { readonly do: 'lose'; readonly cards: readonly DealRef[]; readonly reason: string }
  | { readonly do: 'reopen'; readonly cards: readonly DealRef[] }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  /** Runs commands, one after the other, until one fails. */
  | { readonly do: 'run'; readonly lines: readonly (readonly string[])[]; readonly input?: string }
  | { readonly do: 'shell'; readonly line: string }
  | { readonly do: 'editor'; readonly id: number }
  | { readonly do: 'detail'; readonly id: number }
  | { readonly do: 'filter'; readonly text: string }
  | { readonly do: 'quit'; readonly code: number };
