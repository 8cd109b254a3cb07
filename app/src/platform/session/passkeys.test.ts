import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { cookieOf, PASSWORD, type SignInDesk, signInDesk, visitor } from '../../../test/sign-in-desk.ts';
import { type Ceremony, type SoftwarePasskey, softwarePasskey } from '../../../test/software-passkey.ts';
import type { PasskeyQuestion } from './passkeys.ts';

// With an authenticator in software, for what no browser would do; a browser's own is in e2e/accounts.journey.ts.

const HERE: Ceremony = { origin: 'http://localhost', host: 'localhost' };
const EMAIL = 'persona@ejemplo.invalid';

let desk: SignInDesk;
let person: string;
let cookie: string;
let device: SoftwarePasskey;

beforeAll(async () => {
  desk = await signInDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.setNow(new Date('2017-01-20T16:00:00Z'));
  await desk.database.admin.pool.query('truncate auth.account, auth.sign_in_try cascade');
  person = await desk.account(EMAIL);
  cookie = await desk.signIn(EMAIL);
  device = softwarePasskey();
});

function codeOf(outcome: { ok: boolean; refusal?: { code: string } }): string {
  return outcome.ok ? 'ok' : (outcome.refusal?.code ?? '');
}

async function askNew(theirs = cookie): Promise<PasskeyQuestion> {
  const question = await desk.session.askNewPasskey(visitor(theirs));
  if (!question) throw new Error('nobody is signed in');
  return question;
}

async function add(theirs = cookie, using = device, at = HERE): Promise<string> {
  const question = await askNew(theirs);
  const response = using.create(question.options, at);
  return codeOf(
    await desk.session.addPasskey(visitor(theirs), 'Equipo de ejemplo', { response, proof: question.proof }),
  );
}

async function enter(at = HERE, using = device) {
  const question = await desk.session.askPasskey(visitor());
  return await desk.session.enterPasskey(visitor(), {
    response: using.get(question.options, at),
    proof: question.proof,
  });
}

describe('a passkey', () => {
  it('is added with its name and opens the account alone; its last use is shown', async () => {
    expect(await add()).toBe('ok');
    desk.later(60_000);
    const entered = need(await enter());
    expect(entered.person).toBe(person);
    const theirs = cookieOf(entered.cookies);
    expect((await desk.session.find(theirs))?.person).toBe(person);
    const [shown] = (await desk.session.factors(visitor(theirs))).passkeys;
    expect(shown).toMatchObject({ name: 'Equipo de ejemplo', lastUsedAt: desk.now() });
  });

  it('is owed after the password by who has one, and does as second step', async () => {
    await add();
    const first = need(await desk.session.signIn(visitor(), EMAIL, PASSWORD));
    expect(first.secondStep).toBe(true);
    const pending = visitor(cookieOf(first.cookies));
    expect(await desk.session.secondStep(pending)).toEqual({ code: false, passkey: true, password: false });
    const question = await desk.session.askPasskey(pending);
    const answer = { response: device.get(question.options, HERE), proof: question.proof };
    expect(codeOf(await desk.session.enterPasskey(pending, answer))).toBe('ok');
  });

  it('is refused when its answer comes a second time', async () => {
    await add();
    const question = await desk.session.askPasskey(visitor());
    const answer = { response: device.get(question.options, HERE), proof: question.proof };
    expect(codeOf(await desk.session.enterPasskey(visitor(), answer))).toBe('ok');
    expect(codeOf(await desk.session.enterPasskey(visitor(), answer))).toBe('session.passkey-wrong');
  });

  it.each([
    ['another site', { ...HERE, origin: 'https://otra.example' }],
    ['another name', { ...HERE, host: 'otra.example' }],
    ['a device that did not check the person', { ...HERE, verified: false }],
  ])('is refused from %s, both new and in use', async (_, at) => {
    expect(await add(cookie, softwarePasskey(), at)).toBe('session.passkey-wrong');
    expect(await add()).toBe('ok');
    expect(codeOf(await enter(at))).toBe('session.passkey-wrong');
    const { rowCount } = await desk.database.admin.pool.query('select from auth.passkey');
    expect(rowCount).toBe(1);
  });

  it('is refused with a mark that we did not sign, with that of another question, and with none', async () => {
    await add();
    const [one, two] = [await desk.session.askPasskey(visitor()), await desk.session.askPasskey(visitor())];
    const response = device.get(one.options, HERE);
    for (const proof of ['', 'x', `${two.proof.slice(0, -4)}AAAA`, two.proof, 'a; enlace.session_token=b']) {
      expect(codeOf(await desk.session.enterPasskey(visitor(), { response, proof })), proof).toBe(
        'session.passkey-wrong',
      );
    }
  });

  it.each(['', '{', '[]', '{}', '{"id":5}', '{"id":"x","response":null}'])('is refused as %j', async (response) => {
    const { proof } = await desk.session.askPasskey(visitor());
    expect(codeOf(await desk.session.enterPasskey(visitor(), { response, proof }))).toBe('session.passkey-wrong');
    const question = await askNew();
    const added = await desk.session.addPasskey(visitor(cookie), 'x', { response, proof: question.proof });
    expect(codeOf(added)).toBe('session.passkey-wrong');
  });

  it('of somebody else proves nothing here, and is not added from their question', async () => {
    await desk.account('otra@ejemplo.invalid');
    const theirs = await desk.signIn('otra@ejemplo.invalid');
    const other = softwarePasskey();
    expect(await add(theirs, other)).toBe('ok');
    await add();
    const question = await desk.session.askPasskey(visitor(cookie));
    const answer = { response: other.get(question.options, HERE), proof: question.proof };
    expect(codeOf(await desk.session.provePasskey(visitor(cookie), answer))).toBe('session.passkey-wrong');
    const asked = await askNew(theirs);
    const third = softwarePasskey();
    const stolen = { response: third.create(asked.options, HERE), proof: asked.proof };
    expect(codeOf(await desk.session.addPasskey(visitor(cookie), 'x', stolen))).toBe('session.passkey-wrong');
    const { rowCount } = await desk.database.admin.pool.query('select from auth.passkey');
    expect(rowCount).toBe(2);
  });

  it('proves who is there, and takes the place of the session', async () => {
    await add();
    desk.later(6 * 60_000);
    expect(await desk.session.isFresh(cookie)).toBe(false);
    const question = await desk.session.askPasskey(visitor(cookie));
    const answer = { response: device.get(question.options, HERE), proof: question.proof };
    const proved = cookieOf(need(await desk.session.provePasskey(visitor(cookie), answer)).cookies);
    expect(await desk.session.isFresh(proved)).toBe(true);
    expect(await desk.session.find(cookie)).toBeUndefined();
  });

  it('opens nothing once access has ended, and nothing once it was removed', async () => {
    await add();
    need(await desk.session.accounts.end(person));
    expect((await enter()).ok).toBe(false);
    need(await desk.session.accounts.restore(person));
    const theirs = cookieOf(need(await enter()).cookies);
    const [shown] = (await desk.session.factors(visitor(theirs))).passkeys;
    need(await desk.session.removePasskey(visitor(theirs), shown?.id ?? ''));
    expect(codeOf(await enter())).toBe('session.passkey-wrong');
  });
});
