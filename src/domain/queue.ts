/** Nouns whose records wait in queues. */
export const QUEUED_NOUNS = ['case', 'lead'] as const;
export type QueuedNoun = (typeof QUEUED_NOUNS)[number];
