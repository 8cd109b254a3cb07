import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/index.ts';
import type { RequestLine } from './log.ts';
import type { SiteWatch } from './watch.ts';

/** Figures for Prometheus. Labels are names of routes, methods and states: never an address or a person. */
export interface Metrics {
  count(request: RequestLine): void;
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  readonly database: Database;
  readonly watch: SiteWatch;
}

/** Bounds of durations in seconds: around the goal of 150 ms (security.md, section 13). */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];

export function metrics({ database, watch }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'enlace_' });
  const registers = [registry];
  const requests = new Counter({
    name: 'enlace_requests_total',
    help: 'Requests answered, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'enlace_request_seconds',
    help: 'Time to answer, by route and method.',
    labelNames: ['route', 'method'],
    buckets: BOUNDS,
    registers,
  });
  gauge('enlace_database_connections', 'Connections of the application to the database.', ['state'], (set) => {
    const { totalCount, idleCount, waitingCount } = database.pool;
    set(totalCount - idleCount, { state: 'busy' });
    set(idleCount, { state: 'idle' });
    set(waitingCount, { state: 'awaited' });
  });
  gauge('enlace_queue_length', 'What waits in each queue, and what failed there.', ['queue', 'state'], (set) => {
    for (const { name, waiting, failed } of watch.last()?.queues ?? []) {
      set(waiting, { queue: name, state: 'waiting' });
      set(failed, { queue: name, state: 'failed' });
    }
  });
  gauge('enlace_log_events', 'Acts in the log.', ['state'], (set) => {
    set(watch.last()?.logSize ?? 0, { state: 'written' });
    set(watch.last()?.signedSize ?? 0, { state: 'signed' });
  });
  gauge('enlace_log_signed_seconds', 'When the newest head of the log was signed (seconds since 1970).', [], (set) => {
    set((watch.last()?.signedAt?.getTime() ?? 0) / 1000, {});
  });
  gauge('enlace_disk_bytes', 'Space on the disk of the data.', ['state'], (set) => {
    const space = watch.last()?.space;
    if (!space) return;
    set(space.free, { state: 'free' });
    set(space.total, { state: 'total' });
  });
  gauge('enlace_read_only', '1 while the disk is nearly full and nobody may write.', [], (set) => {
    set(watch.readOnly() ? 1 : 0, {});
  });

  function gauge(
    name: string,
    help: string,
    labelNames: readonly string[],
    read: (set: (value: number, labels: Readonly<Record<string, string>>) => void) => void,
  ): void {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers,
      collect: () => read((value, labels) => made.set(labels, value)),
    });
  }

  return {
    count: ({ route, method, status, ms }) => {
      requests.inc({ route, method, status });
      durations.observe({ route, method }, ms / 1000);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
