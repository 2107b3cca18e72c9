import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files with long tests, longest first. */
const LONGEST = [
  'torture',
  'store/statements',
  'cli/worker-kill',
  'store/undo',
  'cli/help',
  'commands/unanswered',
  'cli/board-live',
  'packaging/launcher',
  'packaging/installed',
  'cli/robustness',
  'cli/import-large',
];

/**
 * Begins with the longest tests, so that no worker is left with one of them at the end. Vitest knows how long a file takes
 * only from an earlier run, and otherwise begins with the largest files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
