/** How the amount of a deal is shared among the campaigns that its people responded to, in the order of their responses. */
export const ATTRIBUTION_MODELS = ['first', 'last', 'even', 'u-shaped'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];
