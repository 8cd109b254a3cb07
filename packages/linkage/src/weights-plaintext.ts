import type { Weights } from './score.ts';
export const PLAINTEXT_WEIGHTS: Weights = { version: 'none', weights: [], thresholds: [] };
