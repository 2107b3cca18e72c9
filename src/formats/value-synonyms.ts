import type { Field, Noun } from '../domain/field.ts';
import { headerKey } from './field-names.ts';

/** Our choices and their names in other programs. */
const SYNONYMS: Partial<Record<Noun, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>> =
  {
    lead: {
      status: {
        new: ['open', 'open - not contacted', 'not contacted', 'uncontacted', 'raw'],
        attempting: [
          'working',
          'working - contacted',
          'contacted',
          'in progress',
          'attempted to contact',
          'attempted',
          'open deal',
        ],
        qualified: ['pre-qualified', 'sales qualified'],
        nurturing: ['nurture', 'contact in future', 'recycled', 'bad timing'],
        disqualified: [
          'unqualified',
          'not qualified',
          'closed - not converted',
          'junk lead',
          'junk',
          'lost lead',
          'lost',
          'dead',
        ],
        converted: ['closed - converted'],
      },
    },
    account: {
      kind: {
        customer: ['client', 'customer - direct', 'customer - channel'],
        partner: [
          'channel partner / reseller',
          'technology partner',
          'installation partner',
          'reseller',
          'integrator',
        ],
        vendor: ['supplier'],
      },
    },
    task: {
      status: {
        open: ['not started', 'in progress', 'waiting on someone else', 'waiting', 'deferred', 'pending'],
        done: ['completed', 'complete', 'closed'],
        cancelled: ['canceled'],
      },
      priority: { normal: ['medium'], high: ['highest', 'urgent'], low: ['lowest'] },
      kind: { todo: ['to do', 'task', 'other'], callback: ['call', 'phone call'] },
    },
    activity: {
      type: {
        call: ['phone call', 'phone'],
        email: ['e-mail', 'mail', 'list email', 'listemail'],
        meeting: ['appointment', 'demo', 'visit', 'lunch'],
        note: ['task', 'to do', 'other'],
      },
      direction: { in: ['inbound', 'incoming'], out: ['outbound', 'outgoing'] },
    },
  };

/**
 * The synonyms of a noun's choices as `--map-value` declarations. A word that is itself a choice is not translated.
 */
export function valueSynonyms(noun: Noun, fields: readonly Field[]): string[] {
  return Object.entries(SYNONYMS[noun] ?? {}).flatMap(([name, ours]) => {
    const choices = fields.find((field) => field.name === name)?.choices ?? [];
    const known = new Set(choices.map(headerKey));
    return Object.entries(ours)
      .filter(([value]) => choices.includes(value))
      .flatMap(([value, theirs]) =>
        theirs.filter((word) => !known.has(headerKey(word))).map((word) => `${name}:${word}=${value}`),
      );
  });
}
