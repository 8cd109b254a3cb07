import { describe, expect, it } from 'vitest';
import { FLOORS, SYSTEMS } from '../../systems/index.ts';
import { assemble } from '../system/index.ts';
import { accountLetters } from './account-letters.ts';
import type { Failure } from './delivery.ts';
import type { Letter } from './transport.ts';

const house = assemble(SYSTEMS, FLOORS);

function sender(...failures: readonly (Failure | undefined)[]) {
  const taken: Letter[] = [];
  let tries = 0;
  const send = accountLetters(
    {
      ready: async () => true,
      send: async (letter) => {
        const failure = failures[tries++];
        if (failure === undefined) taken.push(letter);
        return failure;
      },
    },
    {
      house,
      clock: { now: () => new Date('2017-01-20T16:00:00Z') },
      origin: 'https://enlace.invalid',
      pauses: [0, 0],
    },
  );
  return { send, taken, tries: () => tries };
}

const LINK = 'https://enlace.invalid/en/sign-in/link/ejemplo';

describe('a mail about an account', () => {
  it('holds the one-time address, in the words of the reader, and says who did not ask what to do', async () => {
    const { send, taken } = sender();
    await send({ to: 'persona@ejemplo.invalid', lang: 'en', kind: 'invitation', href: LINK });
    expect(taken[0]).toMatchObject({ to: 'persona@ejemplo.invalid', lang: 'en', subject: 'Enlace: your account' });
    expect(taken[0]?.words).toContain(LINK);
    expect(taken[0]?.words.match(/https:/g)).toHaveLength(1);
  });

  it('without a one-time address leads to the account', async () => {
    const { send, taken } = sender();
    await send({ to: 'persona@ejemplo.invalid', lang: 'es', kind: 'password-changed' });
    expect(taken[0]?.words).toContain('https://enlace.invalid/es/cuenta');
  });

  it('is tried again when the server puts off, the same letter each time', async () => {
    const { send, taken, tries } = sender(
      { kind: 'later', reply: '451' },
      { kind: 'unreachable', reply: 'ECONNREFUSED' },
    );
    await send({ to: 'persona@ejemplo.invalid', lang: 'es', kind: 'password', href: LINK });
    expect([tries(), taken.length]).toEqual([3, 1]);
  });

  it.each([
    ['refused', 1],
    ['later', 3],
  ] as const)('that is %s is given up after %d tries, in a fault without the address', async (kind, count) => {
    const failure = { kind, reply: '550 persona@ejemplo.invalid' };
    const { send, tries } = sender(failure, failure, failure);
    const fault = await send({ to: 'persona@ejemplo.invalid', lang: 'es', kind: 'recovery', href: LINK }).catch(String);
    expect(fault).toBe('Error: account mail recovery: the server did not take it');
    expect(tries()).toBe(count);
  });
});
