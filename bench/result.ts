/** One line of a benchmark's table. */
export interface BenchResult {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  /** The goal in words, with the page that sets it. */
  readonly goal?: string;
  readonly ok?: boolean;
}
