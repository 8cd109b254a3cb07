/** What the log costs: appending, proving, signing, and verifying a million events with the verifier members run. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  canonicalJson,
  EMPTY,
  ed25519,
  extend,
  type Frontier,
  formatLogLine,
  generateKey,
  type Hash,
  leafHash,
  type NodeReader,
  openCheckpoint,
  parseSignerKey,
  proveConsistency,
  proveInclusion,
  rootOf,
  type Signer,
  signatureTypes,
  signCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@enlace/tlog';
import { type BuildOptions, build } from 'esbuild';
import type { BenchResult } from '../result.ts';

const ORIGIN = 'ejemplo.invalid/registro';
const TREE = 100_000;
const MILLION = 1_000_000;
const PROOFS = 2_000;
const BATCH = 1_000;

/** About 220 bytes, like the events of Enlace. */
function body(n: number): Uint8Array {
  return canonicalJson({
    action: 'agreement.updated',
    at: '2026-01-01T00:00:00.000Z',
    fields: ['evidence', 'state'],
    org: 'XA',
    outcome: 'done',
    person: 'Persona Ejemplo',
    purpose: 'follow-up',
    resource: 'agreement',
    subject: `hmac:${String(n).padStart(32, '0')}`,
  });
}

async function microseconds(times: number, work: (i: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i++) await work(i);
  return Number((((performance.now() - start) * 1000) / times).toFixed(1));
}

/** Runs every measurement; the million events are written to a temporary file and removed. */
export async function run(): Promise<BenchResult[]> {
  const parsed = parseSignerKey(generateKey(ORIGIN, ed25519).skey, signatureTypes);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return [...(await measureTree(parsed.value)), ...(await measureMillion(parsed.value))];
}

async function measureTree(signer: Signer): Promise<BenchResult[]> {
  const stored = new Map<string, Hash>();
  const leaves: Hash[] = [];
  let frontier: Frontier = EMPTY;
  const start = performance.now();
  for (let n = 0; n < TREE; n++) {
    const leaf = leafHash(body(n));
    const step = extend(frontier, [leaf]);
    frontier = step.frontier;
    leaves.push(leaf);
    for (const { level, index, hash } of step.nodes) stored.set(`${level}/${index}`, hash);
  }
  const append = Number((((performance.now() - start) * 1000) / TREE).toFixed(1));
  const reader: NodeReader = { hash: async (level, index) => stored.get(`${level}/${index}`) ?? missing() };
  const root = rootOf(frontier);

  const inclusion = await microseconds(PROOFS, async (i) => {
    const index = (i * 7919) % TREE;
    const proof = await proveInclusion(reader, index, TREE);
    if (!verifyInclusion({ index, size: TREE, leaf: leaves[index] ?? missing(), root, proof })) missing();
  });
  const half = TREE / 2 + 1;
  const fromRoot = rootOf(extend(EMPTY, leaves.slice(0, half)).frontier);
  const consistency = await microseconds(PROOFS, async () => {
    const proof = await proveConsistency(reader, half, TREE);
    if (!verifyConsistency({ fromSize: half, fromRoot, toSize: TREE, toRoot: root, proof })) missing();
  });
  const checkpoint = await microseconds(PROOFS, () => {
    const note = signCheckpoint({ origin: ORIGIN, size: TREE, root, extensions: [] }, signer);
    if (!openCheckpoint(note, { log: signer.verifier }).ok) missing();
  });
  return [
    { name: `append one event of ${body(0).length} bytes (canonical JSON, leaf, nodes)`, value: append, unit: 'µs' },
    { name: `inclusion proof among ${TREE}, made and verified`, value: inclusion, unit: 'µs' },
    { name: `consistency proof to ${TREE}, made and verified`, value: consistency, unit: 'µs' },
    { name: 'checkpoint, signed and opened', value: checkpoint, unit: 'µs' },
  ];
}

async function measureMillion(signer: Signer): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'enlace-bench-tlog-'));
  try {
    const [log, note, verifier] = ['log.ndjson', 'checkpoint', 'enlace-verify.mjs'].map((name) => join(folder, name));
    if (!log || !note || !verifier) return missing();
    await bundleVerifier(verifier);
    await writeFile(note, await writeMillion(log, signer));
    const start = performance.now();
    // A small heap shows that the verifier streams.
    const args = ['--max-old-space-size=64', verifier, 'log', log, '--checkpoint', note, '--key', signer.verifier.vkey];
    await promisify(execFile)(process.execPath, args);
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    const name = 'verify an export of 1,000,000 events with enlace-verify, 64 MB heap';
    return [{ name, value: seconds, unit: 's', goal: '< 15', ok: seconds < 15 }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bundleVerifier(outfile: string): Promise<void> {
  const { default: options } = await import('../../packages/tlog/verifier-build.json', { with: { type: 'json' } });
  const absWorkingDir = fileURLToPath(new URL('../../packages/tlog/', import.meta.url));
  await build({ ...(options as BuildOptions), absWorkingDir, outfile });
}

/** Writes the export; gives its signed checkpoint. */
async function writeMillion(file: string, signer: Signer): Promise<string> {
  const stream = createWriteStream(file);
  let frontier: Frontier = EMPTY;
  while (frontier.size < MILLION) {
    const bodies = Array.from({ length: BATCH }, (_, n) => body(frontier.size + n));
    const text = bodies.map((one, n) => `${formatLogLine(frontier.size + n, one)}\n`).join('');
    frontier = extend(frontier, bodies.map(leafHash)).frontier;
    if (!stream.write(text)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => stream.end(() => resolve()));
  return signCheckpoint({ origin: ORIGIN, size: MILLION, root: rootOf(frontier), extensions: [] }, signer);
}

function missing(): never {
  throw new Error('the benchmark does not agree with itself');
}
