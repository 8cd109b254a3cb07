import type { Weights } from './score.ts';

/** Weights and thresholds of the plaintext score. Made by `bench/linkage/make-weights.ts`; not edited by hand. */
export const PLAINTEXT_WEIGHTS: Weights = {
  version: 'plaintext v1',
  weights: [
    -18.44, 2.272, 0.815, -0.919, -1.469, -0.699, 0.752, -0.083, -0.669, 2.126, -0.02, -2.106, 3.848, -0.408, -3.44,
    1.124, -0.134, -0.989, 5.097, 2.302, 2.996, 2.044, -0.595, -3.573, -2.457, -4.449, -1.365, -2.541, 1.357, -3.967,
    -2.515, 5.991, 3.571, -0.067, -1.859, 0.515, 0.841, -0.273, -0.825, 1.954, 1.067, -0.021, -1.503, 1.984, -0.924,
    -2.495, -0.147, -1.792, 0, 0, -6.447, -0.616, 0.226, 3.196, 3.71, -6.799, -0.817, 0.219, 0.15, -0.41, 0.792, 0.907,
  ],
  thresholds: [
    { fields: 'name', records: 10000, strong: 2.74, weak: -0.76 },
    { fields: 'name', records: 100000, strong: 4.6, weak: 2.74 },
    { fields: 'name', records: 1000000, strong: 4.67, weak: 4.6 },
    { fields: 'name', records: 10000000, strong: 4.67, weak: 4.67 },
    { fields: 'name+date', records: 10000, strong: 0.66, weak: -5.95 },
    { fields: 'name+date', records: 100000, strong: 3.83, weak: 0.66 },
    { fields: 'name+date', records: 1000000, strong: 5.2, weak: 3.83 },
    { fields: 'name+date', records: 10000000, strong: 5.2, weak: 5.2 },
    { fields: 'name+date+place', records: 10000, strong: 1.37, weak: -3.47 },
    { fields: 'name+date+place', records: 100000, strong: 6.16, weak: 1.37 },
    { fields: 'name+date+place', records: 1000000, strong: 9.11, weak: 6.16 },
    { fields: 'name+date+place', records: 10000000, strong: 9.11, weak: 9.11 },
    { fields: 'name+date+document', records: 10000, strong: -3.14, weak: -6.57 },
    { fields: 'name+date+document', records: 100000, strong: 2.5, weak: -3.14 },
    { fields: 'name+date+document', records: 1000000, strong: 5.12, weak: 2.5 },
    { fields: 'name+date+document', records: 10000000, strong: 5.12, weak: 5.12 },
  ],
};
