/** What a logistic regression learns from: one row of numbers for each pair, whether it is one person, and its weight. */
export interface Examples {
  readonly rows: readonly Float64Array[];
  readonly same: readonly boolean[];
  readonly weights: readonly number[];
}

const MOST_STEPS = 15;

/** Newton's method with a ridge on everything but the first column, the constant. The same examples give the same weights. */
export function fitLogistic({ rows, same, weights }: Examples, ridge: number): Float64Array {
  const width = rows[0]?.length ?? 0;
  const beta = new Float64Array(width);
  const used = rows.map((row) => Array.from(row.keys()).filter((k) => row[k] !== 0));
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(width);
    const curvature = new Float64Array(width * width);
    rows.forEach((row, i) => {
      const columns = used[i] ?? [];
      let z = 0;
      for (const k of columns) z += (row[k] ?? 0) * (beta[k] ?? 0);
      const p = 1 / (1 + Math.exp(-z));
      const pull = (weights[i] ?? 1) * (Number(same[i]) - p);
      const bend = (weights[i] ?? 1) * Math.max(p * (1 - p), 1e-9);
      for (const j of columns) {
        const xj = row[j] ?? 0;
        gradient[j] = (gradient[j] ?? 0) + pull * xj;
        for (const k of columns) {
          if (k > j) break;
          curvature[j * width + k] = (curvature[j * width + k] ?? 0) + bend * xj * (row[k] ?? 0);
        }
      }
    });
    for (let j = 0; j < width; j++) {
      const hold = j === 0 ? 1e-6 : ridge;
      gradient[j] = (gradient[j] ?? 0) - hold * (beta[j] ?? 0);
      curvature[j * width + j] = (curvature[j * width + j] ?? 0) + hold;
    }
    const move = solveSymmetric(curvature, gradient);
    let largest = 0;
    move.forEach((value, k) => {
      beta[k] = (beta[k] ?? 0) + value;
      largest = Math.max(largest, Math.abs(value));
    });
    if (largest < 1e-4) break;
  }
  return beta;
}

/** Cholesky; only the lower triangle of the matrix is read. */
function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] ?? 0) * (lower[j * n + k] ?? 0);
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * n + j] ?? 1);
    }
  }
  const half = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * n + k] ?? 0) * (half[k] ?? 0);
    half[i] = sum / (lower[i * n + i] ?? 1);
  }
  const solution = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = half[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (lower[k * n + i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (lower[i * n + i] ?? 1);
  }
  return solution;
}
