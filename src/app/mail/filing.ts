import { isoTime } from '../../domain/dates.ts';
import type { IncomingMail } from '../../domain/mail/incoming.ts';
import type { OwnAddresses } from '../../domain/mail/own-addresses.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { Deps } from '../deps.ts';

/** What became of a mail that was to be filed. */
export type FilingResult =
  | {
      readonly type: 'filed';
      readonly id: number;
      readonly about: string;
      readonly problems: readonly string[];
      /** Leads that were made for it. */
      readonly leads: number;
    }
  | { readonly type: 'bounce'; readonly addresses: readonly string[] }
  | { readonly type: 'there' | 'stranger' | 'colleagues' | 'list' | 'auto-reply' };

/** Whose mails are filed, and where. */
export interface Filing {
  readonly own: OwnAddresses;
  /** Users by their address in small letters. */
  readonly users: ReadonlyMap<string, number>;
  /** The name of the account that they are from; empty for a file. */
  readonly account: string;
  /** The record that they are about, whoever wrote them; null for who they are from or to. */
  readonly about: RecordRef | null;
  /** Whether people whom nobody knows become leads. */
  readonly makesLeads: boolean;
}

/** When a mail was written; a clock that is ahead of ours does not count. */
export function timeOf({ clock }: Deps, { date }: IncomingMail): string {
  const now = isoTime(clock.now());
  return date === null || date > now ? now : date;
}
