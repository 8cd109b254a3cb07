import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ok, type Refusal, type Result, refuse, translator } from '../../kernel/index.ts';
import type { Checkpointer } from './checkpoint.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** More leaves than this are asked for in several steps. */
export const MOST_LEAVES = 1000;

/**
 * What witnesses read: heads, proofs and leaf hashes, public on purpose. Nothing here tells who did what: a leaf is
 * the hash of a body with a random nonce. `enlace-verify watch` speaks to these addresses.
 */
export function registerAudit(app: FastifyInstance, checkpoints: Checkpointer): void {
  app.get('/audit/checkpoint', async (_, reply) => textReply(reply, (await checkpoints.latest()).note));
  app.get('/audit/key', async (_, reply) => textReply(reply, `${checkpoints.verifierKey}\n`));
  app.get('/audit/consistency', async (request, reply) => {
    const { size: most } = await checkpoints.latest();
    const range = readNumbers(request.query, ['from', 'to'], most);
    if (!range.ok) return problem(request, reply, range.refusal);
    const { from, to } = range.value;
    if (from > to) return problem(request, reply, badRange(most));
    return jsonReply(reply, { proof: (await checkpoints.consistency(from, to)).map(base64) });
  });
  app.get('/audit/inclusion', async (request, reply) => {
    const { size: most } = await checkpoints.latest();
    const asked = readNumbers(request.query, ['seq', 'size'], most);
    if (!asked.ok) return problem(request, reply, asked.refusal);
    const { seq, size } = asked.value;
    if (seq >= size) return problem(request, reply, badRange(most));
    const [[leaf], proof] = await Promise.all([checkpoints.leaves(seq, seq + 1), checkpoints.inclusion(seq, size)]);
    return jsonReply(reply, { leaf: leaf && base64(leaf), proof: proof.map(base64) });
  });
  app.get('/audit/leaves', async (request, reply) => {
    const { size: most } = await checkpoints.latest();
    const range = readNumbers(request.query, ['from', 'to'], most);
    if (!range.ok) return problem(request, reply, range.refusal);
    const { from, to } = range.value;
    if (from > to || to - from > MOST_LEAVES) return problem(request, reply, badRange(most));
    return jsonReply(reply, { from, leaves: (await checkpoints.leaves(from, to)).map(base64) });
  });
}

function base64(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64');
}

function textReply(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text);
}

function jsonReply(reply: FastifyReply, value: Readonly<Record<string, unknown>>): FastifyReply {
  return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(value));
}

/** Exactly these whole numbers, none above the newest head. */
function readNumbers<const Name extends string>(
  query: unknown,
  names: readonly Name[],
  most: number,
): Result<Readonly<Record<Name, number>>> {
  const given = Object.entries(query as Record<string, unknown>);
  const numbers = new Map<string, number>();
  for (const [name, value] of given) {
    const digits = typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value);
    if (!digits || !names.some((known) => known === name)) return { ok: false, refusal: badRange(most) };
    numbers.set(name, Number(value));
  }
  if (numbers.size !== names.length || [...numbers.values()].some((value) => value > most)) {
    return { ok: false, refusal: badRange(most) };
  }
  return ok(Object.fromEntries(numbers) as Record<Name, number>);
}

function badRange(most: number): Refusal {
  return refuse('invalid', 'audit.bad-range', { most, leaves: MOST_LEAVES }).refusal;
}

/** Problem details (RFC 9457). */
function problem(request: FastifyRequest, reply: FastifyReply, { code, details }: Refusal): FastifyReply {
  const lang = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'es';
  const title = translator<Record<string, string>>({ es, en }, lang)(code, details);
  return reply
    .code(422)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: `urn:enlace:${code}`, title, status: 422, code }));
}
