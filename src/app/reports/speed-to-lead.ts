import { LEAD } from '../../nouns/lead/definition.ts';
import { touchedLeads } from '../../store/reports/lead-sources.ts';
import { type SpeedCount, speedToLead } from '../../store/reports/speed-to-lead.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** Leads created in the period by owner, and how long it took until somebody contacted them. */
export async function reportSpeedToLead(deps: Deps, input: ReportInput): Promise<Report<SpeedCount>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, LEAD, { ...input, by: input.by ?? 'owner' });
  return {
    group: groupName(question),
    rows: await speedToLead(engine, question),
    evidence: () => touchedLeads(engine, question),
  };
}
