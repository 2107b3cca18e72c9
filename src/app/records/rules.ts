import { isoTime } from '../../domain/dates.ts';
import type { Noun } from '../../domain/field.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { getLeadState } from '../../store/leads.ts';
import { stageOf } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { requireReason } from '../leads/status-changes.ts';
import { checkClosedChance, checkOppEdit } from '../opps/stage-changes.ts';

/** Rules of a noun for records written by hand. */
interface RecordRules {
  /** Values of fields that were not given, beside the user whom a record belongs to. */
  readonly defaults?: (deps: Deps) => Values;
  /** Throws `refused` for values that a new record cannot have. */
  readonly checkNew?: (tx: Tx, values: Values) => Promise<void>;
  /** Throws `refused` or `usage` for a change that needs another command. */
  readonly checkEdit?: (tx: Tx, id: number, values: Values) => Promise<void>;
  /** Throws `refused` for a record whose removal needs confirmation. */
  readonly checkRemoval?: (tx: Tx, id: number) => Promise<void>;
}

const RULES: { readonly [N in Noun]?: RecordRules } = {
  lead: {
    checkEdit: requireReason,
    checkRemoval: async (tx, id) => rejectConverted(await getLeadState(tx, id), true),
  },
  opp: {
    defaults: ({ currency }) => ({ currency }),
    checkNew: async (tx, values) =>
      checkClosedChance(await stageOf(tx, values.stage_id as number), values, null),
    checkEdit: checkOppEdit,
  },
  activity: {
    defaults: ({ clock }) => ({ type: 'note', at: isoTime(clock.now()) }),
  },
};

/** The rules of a noun. */
export function rulesOf(noun: Noun): RecordRules {
  return RULES[noun] ?? {};
}
