import { startOfDay } from '../../domain/dates.ts';
import { refused } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import type { Stage } from '../../domain/stages.ts';
import { nearest } from '../../domain/suggest.ts';
import type { RawRow } from '../engine.ts';
import { type Pipeline, pipelines } from '../stages.ts';
import type { Tx } from '../tx.ts';

/** Where a row puts an opportunity. */
interface Place {
  readonly pipelineId: number;
  readonly stage: Stage;
}

/** Finds the stages that rows name, and puts opportunities into them. */
export class Placement {
  readonly #pipelines: readonly Pipeline[];

  private constructor(all: readonly Pipeline[]) {
    this.#pipelines = all;
  }

  static async open(tx: Tx): Promise<Placement> {
    return new Placement(await pipelines(tx.db));
  }

  /**
   * Puts an opportunity into the stage that `given` names; what its stage says anyway is not said again. A new one
   * (no `before`) has `currency` where it names none. Throws `refused`.
   */
  place(values: Record<string, Value>, given: Row, before: RawRow | null, currency: string): void {
    const place = this.#of(given, before);
    const stage = place?.stage ?? this.#stage(before?.stage_id as number);
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
   * Pipeline and stage a row names: in the pipeline of the record (`before`) or the first one when it names none, the
   * first open stage when it names no stage. Null when it leaves a record where it is. Throws `refused`.
   */
  #of(row: Row, before: RawRow | null): Place | null {
    const { pipeline: pipelineName, stage: stageName } = row;
    if (before && !pipelineName && !stageName) return null;
    const pipeline = pipelineName ? this.#named(String(pipelineName)) : this.#current(before);
    if (before && !stageName && pipeline.id === before.pipeline_id) return null;
    const stage = stageName
      ? stageIn(pipeline, String(stageName))
      : pipeline.stages.find((candidate) => candidate.kind === 'open');
    if (stage) return { pipelineId: pipeline.id, stage };
    if (!stageName) throw refused(`the pipeline "${pipeline.name}" has no open stage`);
    throw refused(
      `the pipeline "${pipeline.name}" has no stage "${stageName}", it has ${pipeline.stages.map(({ name }) => name).join(', ')}`,
      `Say which one is meant: --map-value 'stage:${stageName}=${pipeline.stages[0]?.name}'`,
    );
  }

  /** The stage of that number. */
  #stage(id: number): Stage {
    const found = this.#pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === id);
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

  #named(name: string): Pipeline {
    const key = name.toLowerCase();
    const found = this.#pipelines.find((pipeline) => pipeline.name.toLowerCase() === key);
    if (found) return found;
    const names = this.#pipelines.map((pipeline) => pipeline.name);
    const [near = names[0]] = nearest(name, names);
    throw refused(
      `there is no pipeline "${name}"`,
      `Make it: crm pipeline add "${name}" --stages "…"   Or say which one is meant: --map-value 'pipeline:${name}=${near}'`,
    );
  }
}

/** The stage other programs call `Closed Won` or `Proposal/Price Quote`, too. */
function stageIn({ stages }: Pipeline, name: string): Stage | undefined {
  const key = plain(name);
  const [, kind] = /^closed(won|lost)$/.exec(key) ?? [];
  return (
    stages.find((stage) => plain(stage.name) === key) ??
    stages.find((stage) => stage.kind === kind) ??
    stages.find((stage) => plain(stage.name) === plain(name.split('/')[0] as string))
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}
