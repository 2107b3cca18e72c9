import { startOfDay } from '../../domain/dates.ts';
import { refused } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import { PICTURES } from '../../domain/pictures.ts';
import { readStage, type StageDraft } from '../../domain/pipeline-stages.ts';
import { RememberedTexts } from '../../domain/remembered-texts.ts';
import type { Stage } from '../../domain/stages.ts';
import { findNearest } from '../../domain/suggest.ts';
import { addPipeline, addStage } from '../pipelines.ts';
import type { RawRow } from '../sql.ts';
import { type Pipeline, pipelines } from '../stages.ts';
import type { Tx } from '../tx.ts';

/** Pipeline and stage of a row. */
interface StagePosition {
  readonly pipelineId: number;
  readonly stage: Stage;
}

/** Resolves the stages that rows name, and assigns them to opportunities. */
export class StageResolver {
  readonly #tx: Tx;
  #pipelines: readonly Pipeline[] = [];
  readonly #byId = new Map<number, Stage>();
  /** The stages of each pipeline by what rows call them: to compare a name with those of all takes long. */
  readonly #byName = new Map<Pipeline, RememberedTexts<Stage | undefined>>();

  /** Hears of what is created. */
  readonly #onMade: (kind: 'pipeline' | 'stage', name: string) => void;
  /** Pipelines that were created for rows of this import, in lower case: they get the stages that rows name. */
  readonly #made = new Set<string>();

  private constructor(
    tx: Tx,
    all: readonly Pipeline[],
    onMade: (kind: 'pipeline' | 'stage', name: string) => void,
  ) {
    this.#tx = tx;
    this.#onMade = onMade;
    this.#know(all);
  }

  #know(all: readonly Pipeline[]): void {
    this.#pipelines = all;
    this.#byName.clear();
    for (const pipeline of all) {
      this.#byName.set(pipeline, new RememberedTexts((name) => stageIn(pipeline, name)));
      for (const stage of pipeline.stages) this.#byId.set(stage.id, stage);
    }
  }

  static async open(
    tx: Tx,
    onMade: (kind: 'pipeline' | 'stage', name: string) => void,
  ): Promise<StageResolver> {
    return new StageResolver(tx, await pipelines(tx), onMade);
  }

  /**
   * Returns a function that creates the missing pipeline or stage of a row, if `create` allows it; null if nothing is
   * missing. A pipeline that is new has the stages that rows name. The row's chance becomes that of the stage.
   */
  missingStage(row: Row, before: RawRow | null, create: ReadonlySet<string>): (() => Promise<void>) | null {
    const { pipeline: pipelineName, stage: stageName, probability } = row;
    const named = typeof pipelineName === 'string' ? pipelineName : null;
    const pipeline = named === null ? this.#current(before) : this.#find(named);
    if (!pipeline && !create.has('pipeline')) return null;
    const lacksStage = typeof stageName === 'string' && (!pipeline || !stageIn(pipeline, stageName));
    const makesStages = create.has('stage') || !pipeline || this.#made.has(pipeline.name.toLowerCase());
    if (pipeline && !(lacksStage && makesStages)) return null;
    return async () => {
      if (!pipeline) {
        await addPipeline(this.#tx, named as string, ENDS);
        this.#made.add((named as string).toLowerCase());
        this.#onMade('pipeline', named as string);
      }
      this.#know(await pipelines(this.#tx));
      const target = pipeline ?? this.#named(named as string);
      if (!lacksStage || !makesStages || stageIn(target, stageName)) return;
      await addStageLike(this.#tx, target, stageName, typeof probability === 'number' ? probability : null);
      this.#onMade('stage', stageName);
      this.#know(await pipelines(this.#tx));
    };
  }

  /**
   * Assigns the stage that `given` names; values that follow from the stage are omitted. A new opportunity (no
   * `before`) gets `currency` if it names none. Throws `refused`.
   */
  assignStage(values: Record<string, Value>, given: Row, before: RawRow | null, currency: string): void {
    const place = this.#of(given, before);
    const stage = place?.stage ?? this.stage(before?.stage_id as number);
    if (values.probability === stage.probability) values.probability = null;
    if (values.forecast === stage.category) values.forecast = null;
    if (!before) values.currency ??= currency;
    if (!place) return;
    values.pipeline_id = place.pipelineId;
    values.stage_id = stage.id;
    if (stage.kind === 'open') values.closed_on = null;
    else if (before?.stage_id !== stage.id)
      values.closed_on ??= values.close_date ?? (before?.close_date as string | null) ?? null;
    if (!before && stage.kind !== 'open' && typeof values.closed_on === 'string')
      values.stage_since ??= startOfDay(values.closed_on);
  }

  /**
   * The pipeline and stage of a row: by default the pipeline of the record (`before`) or the first one, and its first
   * open stage. Null if a record keeps its stage. Throws `refused`.
   */
  #of(row: Row, before: RawRow | null): StagePosition | null {
    const { pipeline: pipelineName, stage: stageName } = row;
    if (before && !pipelineName && !stageName) return null;
    const pipeline = pipelineName ? this.#named(String(pipelineName)) : this.#current(before);
    if (before && !stageName && pipeline.id === before.pipeline_id) return null;
    const stage = stageName
      ? this.#byName.get(pipeline)?.of(String(stageName))
      : pipeline.stages.find((candidate) => candidate.kind === 'open');
    if (stage) return { pipelineId: pipeline.id, stage };
    if (!stageName) throw refused(`the pipeline "${pipeline.name}" has no open stage`);
    throw refused(
      `the pipeline "${pipeline.name}" has no stage "${stageName}", it has ${pipeline.stages.map(({ name }) => name).join(', ')}`,
      { code: 'stage-not-there', stage: String(stageName), first: pipeline.stages[0]?.name ?? '' },
    );
  }

  /** The stage with that id. */
  stage(id: number): Stage {
    const found = this.#byId.get(id);
    if (!found) throw new Error(`no stage ${id}`);
    return found;
  }

  #current(before: RawRow | null): Pipeline {
    const found = before
      ? this.#pipelines.find(({ id }) => id === before.pipeline_id)
      : this.#pipelines.find(({ archived }) => !archived);
    if (!found) throw refused('there is no pipeline');
    return found;
  }

  #find(name: string): Pipeline | undefined {
    return this.#pipelines.find((pipeline) => pipeline.name.toLowerCase() === name.toLowerCase());
  }

  #named(name: string): Pipeline {
    const found = this.#find(name);
    if (found) return found;
    const names = this.#pipelines.map((pipeline) => pipeline.name);
    const [near = names[0]] = findNearest(name, names);
    throw refused(`unknown pipeline "${name}"`, { code: 'pipeline-not-there', name, near: near ?? '' });
  }
}

/**
 * What stages are called in German, French, Spanish, Italian, Dutch and Portuguese: `won` and `lost` are their kinds, the others
 * names.
 */
const TRANSLATED: readonly (readonly [stage: string, words: RegExp])[] = [
  [
    'won',
    /^(?:(?:ab)?geschlossen(?:und)?|cerrad[oa]|chius[oa]|fechad[oa]|afgesloten|fermée?)?[,:]?(?:gewonnen|gagnée?s?|ganad[oa]s?|vint[oa]|ganh[oa]s?)$/,
  ],
  [
    'lost',
    /^(?:(?:ab)?geschlossen(?:und)?|cerrad[oa]|chius[oa]|fechad[oa]|afgesloten|fermée?)?[,:]?(?:verloren|perdue?s?|perdid[oa]s?|pers[oa])$/,
  ],
  [
    'negotiation',
    /^(?:(?:in)?verhandlung|négociation|negociación|(?:en|in)?negoziazione|trattativa|onderhandeling|negociação)$/,
  ],
  [
    'proposal',
    /^(?:angebot|proposition|devis|propuesta|presupuesto|oferta|proposta|preventivo|offerta|voorstel|offerte)(?:e?envoyée?|gesendet|verschickt|abgegeben|gemacht|enviad[oa]|inviat[oa]|verstuurd|verzonden|uitgebracht)?$/,
  ],
  [
    'qualification',
    /^(?:qualifizierung|cualificación|calificación|qualificazione|kwalificatie|qualificação)$/,
  ],
  ['prospecting', /^(?:akquise|prospection|prospección|prospezione|prospectie|prospecção)$/],
];

/** Also finds the stage that other programs call `Closed Won` or `Proposal/Price Quote`, or in another language. */
export function stageIn({ stages }: Pipeline, name: string): Stage | undefined {
  const key = withoutPunctuation(name);
  const [, after, before] = /^closed(won|lost)$|^(won|lost)closed$/.exec(key) ?? [];
  const closed = after ?? before;
  const meant = TRANSLATED.find(([, words]) => words.test(key))?.[0];
  const kind = closed ?? meant;
  return (
    stages.find((stage) => withoutPunctuation(stage.name) === key) ??
    stages.find((stage) => stage.kind === kind) ??
    stages.find((stage) => stage.name === meant) ??
    stages.find(
      (stage) => withoutPunctuation(stage.name) === withoutPunctuation(name.split('/')[0] as string),
    )
  );
}

/** Closed stages of a created pipeline. */
const ENDS: readonly StageDraft[] = [readStage('won'), readStage('lost')];

/** Adds a stage of another program, open unless its name means closed; open ones are ordered by their chance. */
async function addStageLike(tx: Tx, pipeline: Pipeline, name: string, chance: number | null): Promise<void> {
  const [, end] = /\b(won|lost)\b/i.exec(name) ?? [];
  const open = pipeline.stages.filter(({ kind }) => kind === 'open');
  const last = open.at(-1)?.probability ?? 0;
  const probability = chance ?? Math.min(90, last + 10);
  const draft = readStage(`stage:${end?.toLowerCase() ?? probability}`);
  const next = end ? undefined : open.find((stage) => stage.probability > probability);
  await addStage(tx, pipeline, { ...draft, name }, next ? { side: 'before', stage: next.name } : null);
}

/** The letters and digits of a name, which may have a picture in front: `📄 Proposal sent`. */
function withoutPunctuation(text: string): string {
  const key = text.toLowerCase().replace(/[\s_\-–—/():.]+/g, '');
  return key.replace(PICTURES, '') || key;
}
