import { refused } from '../../domain/errors.ts';
import type { MergeRules } from '../shared/merge.ts';

/** Two documents that are the same file or link; former versions stay with the one that has them. */
export function docMerge(): MergeRules {
  return {
    check(_, keep, other) {
      if (keep.hash !== other.hash || keep.url !== other.url)
        throw refused(
          `document ${other.id} is another ${other.hash === null ? 'link' : 'file'} than document ${keep.id}`,
        );
      if (Number(other.version) > 1)
        throw refused(
          `document ${other.id} has former versions`,
          ...(Number(keep.version) > 1
            ? []
            : [{ code: 'keep-other', noun: 'doc', keep: Number(keep.id), other: Number(other.id) } as const]),
        );
    },
  };
}
