import { usage } from './errors.ts';
import type { ForecastCategory, Stage, StageKind } from './stages.ts';

/** A stage before it is stored. */
export type StageDraft = Omit<Stage, 'id' | 'pipelineId' | 'position'>;

const STAGES_HINT = 'write each stage as name:chance, then won and lost: "research:10, ask:40, won, lost"';

/**
 * Reads the stages of a new pipeline, `research:10, ask:40, granted:won, lost`: open stages in order with their
 * chance in percent, then the closed ones. `won` and `lost` are added if missing.
 * @throws usage error for an unreadable stage, a duplicate, or no open stage.
 */
export function readStages(text: string): StageDraft[] {
  const drafts = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(readStage);
  const names = drafts.map((draft) => draft.name.toLowerCase());
  const twice = drafts.find((_, at) => names.indexOf(names[at] as string) !== at);
  if (twice) throw usage(`the stage "${twice.name}" is listed twice`);
  const of = (kind: StageKind) => drafts.filter((draft) => draft.kind === kind);
  if (of('open').length === 0) throw usage('a pipeline needs an open stage', STAGES_HINT);
  const [won, lost] = [of('won'), of('lost')];
  return [
    ...of('open'),
    ...(won.length > 0 ? won : [readClosedStage('won', 'won')]),
    ...(lost.length > 0 ? lost : [readClosedStage('lost', 'lost')]),
  ];
}

/** Reads one stage, `demo:30`, `granted:won`, `won`. Throws `usage` for anything else. */
export function readStage(text: string): StageDraft {
  const [name = '', chance, more] = text.split(':').map((part) => part.trim().replace(/\s+/g, ' '));
  if (name === '' || more !== undefined) throw usage(`cannot read "${text.trim()}" as a stage`, STAGES_HINT);
  const words = (chance ?? name).toLowerCase();
  if (words === 'won' || words === 'lost') return readClosedStage(name, words);
  if (chance === undefined) throw usage(`the stage "${name}" needs a chance`, STAGES_HINT);
  if (['won', 'lost'].includes(name.toLowerCase()))
    throw usage(`"${name}" closes a deal and has no chance`, STAGES_HINT);
  const probability = readProbability(chance);
  return { name, probability, category: categoryFor(probability), kind: 'open', rottingDays: null };
}

/** Reads a chance in percent, `30` or `30%`. Throws `usage` for anything but a whole number from 0 to 100. */
export function readProbability(text: string): number {
  const [, digits] = /^(\d{1,3})\s*%?$/.exec(text.trim()) ?? [];
  if (digits === undefined || Number(digits) > 100)
    throw usage(`cannot read "${text}" as a probability`, 'Give a whole number from 0 to 100');
  return Number(digits);
}

/** The default forecast category of an open stage with that chance. */
export function categoryFor(probability: number): ForecastCategory {
  if (probability >= 75) return 'commit';
  return probability >= 50 ? 'best case' : 'pipeline';
}

function readClosedStage(name: string, kind: 'won' | 'lost'): StageDraft {
  const won = kind === 'won';
  return { name, probability: won ? 100 : 0, category: won ? 'closed' : 'omitted', kind, rottingDays: null };
}
