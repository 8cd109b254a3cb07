import type { Weights } from './score.ts';
export const WEIGHTS: Weights = { version: 'none', weights: [], thresholds: [] };
