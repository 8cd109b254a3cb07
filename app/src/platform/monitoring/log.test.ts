import { describe, expect, it } from 'vitest';
import { operatorLog } from './log.ts';

/** What a person typed, or what identifies one. */
const CANARY = 'CANARIO-Persona-Ejemplo';

function logInto(lines: string[]): ReturnType<typeof operatorLog> {
  return operatorLog({ write: (line) => void lines.push(line) });
}

function databaseError(): Error {
  const error = Object.assign(new Error(`duplicate key value ${CANARY}`), {
    code: '23505',
    constraint: 'account_email_key',
    detail: `Key (email)=(${CANARY}) already exists.`,
    where: CANARY,
    query: `select '${CANARY}'`,
    parameters: [CANARY],
  });
  return error;
}

describe('the operator’s log', () => {
  it('a request is its route, method, status and time', () => {
    const lines: string[] = [];
    logInto(lines).request({ route: 'home.search', method: 'GET', status: 200, ms: 12.345 });
    expect(Object.keys(JSON.parse(lines[0] ?? '') as object).toSorted()).toEqual(
      ['level', 'method', 'ms', 'msg', 'route', 'status', 'time'].toSorted(),
    );
  });

  it('a field that is not on the list does not get out', () => {
    const lines: string[] = [];
    const line = {
      route: 'home.search',
      method: 'GET',
      status: 200,
      ms: 1,
      url: `/es/buscar?q=${CANARY}`,
      person: CANARY,
    };
    logInto(lines).request(line);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it.each([
    ['an error of the database', databaseError()],
    ['its cause', new Error(CANARY, { cause: databaseError() })],
    ['an error whose name and code are what somebody typed', Object.assign(new Error(CANARY), { code: `${CANARY} x` })],
    ['a message of several lines that looks like a frame', new Error(`x\n${CANARY}\n${CANARY} at home`)],
    ['something thrown that is no error', { message: CANARY }],
    ['a text that is thrown', CANARY],
  ])('%s says where and what kind, never what somebody typed', (_, error) => {
    const lines: string[] = [];
    logInto(lines).fault(error, 'home.search');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(CANARY);
    expect(lines[0]).toContain('"where":"home.search"');
  });

  it('keeps what a developer needs: the code, the constraint, the frames', () => {
    const lines: string[] = [];
    const number = logInto(lines).fault(databaseError(), 'home.search');
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({ number, code: '23505', constraint: 'account_email_key', kind: 'Error' });
    expect(JSON.stringify(line['frames'])).toContain('log.test.ts');
  });
});
