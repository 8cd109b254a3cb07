import { describe, expect, it } from 'vitest';
import { randomOf } from '../../test/random.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';
import { directTokenSource, localShareGroup } from './local.ts';
import { remoteTokenSource, requestTokens } from './request-tokens.ts';
import { encodeInput } from './token.ts';

const sodium = await sodiumGroup();
const input = (value: string) => encodeInput({ purpose: 'example', profile: 'v1', family: 'K1', value });

describe('tokens through t of n share servers', () => {
  const random = randomOf('ceremony');
  const { keySet, holders, ask } = localShareGroup(sodium, { n: 5, t: 3, random });
  const inputs = ['persona ejemplo', '1990-01-01', ''].map(input);

  it('every t servers give the same tokens, those of the whole key', async () => {
    const expected = await directTokenSource(sodium, holders)(inputs);
    expect(expected.map((token) => token.length)).toEqual([16, 16, 16]);
    for (const servers of subsets([1, 2, 3, 4, 5], 3)) {
      const source = remoteTokenSource(sodium, { keySet, ask, random, servers });
      expect(await source(inputs)).toEqual(expected);
      expect(
        await directTokenSource(
          sodium,
          servers.map((i) => holders[i - 1]!),
        )(inputs),
      ).toEqual(expected);
    }
  });

  it('noble in the browser and libsodium on the servers give the same tokens', async () => {
    const source = remoteTokenSource(nobleGroup(), { keySet, ask, random });
    expect(await source(inputs)).toEqual(await directTokenSource(sodium, holders)(inputs));
  });

  it('one or two servers down: the next ones are asked and the silent are named', async () => {
    const down = new Set([1, 3]);
    const result = await requestTokens(
      sodium,
      {
        keySet,
        random,
        ask: (server, body) => (down.has(server) ? Promise.reject(new Error('down')) : ask(server, body)),
      },
      inputs,
    );
    expect(result).toMatchObject({ ok: true, value: { silent: [1, 3], wrong: [] } });
  });

  it('three of five servers down: a refusal that says how many are missing', async () => {
    const result = await requestTokens(
      sodium,
      { keySet, random, ask: (server, body) => (server < 4 ? Promise.reject(new Error('down')) : ask(server, body)) },
      inputs,
    );
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'answers-too-few', needed: 3, found: 2, wrong: [], silent: [1, 2, 3] },
    });
  });
});

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
