import { isoTime } from '../../domain/dates.ts';
import type { Noun } from '../../domain/field.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { inheritRelations, inheritRelationsOfLivingLead } from '../../store/inherit-relations.ts';
import { getLeadState } from '../../store/leads.ts';
import { stageOf } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { requireReason } from '../leads/status-changes.ts';
import { checkClosedChance, checkOppEdit } from '../opps/stage-changes.ts';

/** What differs between nouns when somebody writes a record by hand. */
interface RecordRules {
  /** Values of fields that were not given. */
  readonly defaults?: (deps: Deps) => Values;
  /** Checks a new record, and adds what follows from its relations. */
  readonly complete?: (tx: Tx, values: Values) => Promise<Values>;
  /** Throws `refused` or `usage` for an edit that is more than an edit. */
  readonly checkEdit?: (tx: Tx, id: number, values: Values) => Promise<void>;
  /** Throws `refused` for a record that is removed only on request. */
  readonly checkRemoval?: (tx: Tx, id: number) => Promise<void>;
}

const ownedByUser = ({ user }: Deps) => ({ owner: user });

const RULES: { readonly [N in Noun]?: RecordRules } = {
  lead: {
    defaults: ownedByUser,
    checkEdit: requireReason,
    checkRemoval: async (tx, id) => rejectConverted(await getLeadState(tx, id), true),
  },
  account: { defaults: ownedByUser },
  contact: { defaults: ownedByUser },
  opp: {
    defaults: ({ user, currency }) => ({ owner: user, currency }),
    async complete(tx, values) {
      const stage = await stageOf(tx, values.stage_id as number);
      checkClosedChance(stage, values, null);
      return inheritRelations(tx, 'opp', values);
    },
    checkEdit: checkOppEdit,
  },
  task: {
    defaults: ownedByUser,
    complete: (tx, values) => inheritRelationsOfLivingLead(tx, 'task', values),
  },
  activity: {
    defaults: ({ user, clock }) => ({ type: 'note', at: isoTime(clock.now()), user }),
    complete: (tx, values) => inheritRelationsOfLivingLead(tx, 'activity', values),
  },
};

/** The rules of a noun. */
export function rulesOf(noun: Noun): RecordRules {
  return RULES[noun] ?? {};
}
