import { load } from 'cheerio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PEOPLE, type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import { decide, type Facts, type Permission } from '../../platform/policy/index.ts';
import { administration } from './system.ts';

const FORM = {
  name: 'Persona Ejemplo (nueva)',
  email: 'Nueva@Ministerio.invalid',
  organisation: 'HN',
  roles: ['focal_point', 'validator'],
  workinglang: 'es',
  validFrom: '20 ene 2017',
  validTo: '',
};
const OTHERS: readonly PersonKey[] = ['secretariat', 'presidency', 'honduras', 'iom', 'civilSociety', 'auditor'];

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  site.setNow('2017-01-20T16:00:00Z');
  await site.database.admin.pool.query('truncate auth.account, auth.sign_on, auth.service_account cascade');
});

const admin = () => site.as('administrator');

/** Invites through the page; gives the new account's identifier and the one-time address. */
async function invite(change: Partial<typeof FORM> = {}): Promise<{ id: string; link: string }> {
  const reply = await admin().post('/es/administracion/cuentas/nueva', { ...FORM, ...change });
  expect(reply.statusCode, reply.body).toBe(200);
  const $ = load(reply.body);
  const id = $('a.button-primary').attr('href')?.split('/').at(-1) ?? '';
  return { id, link: $('main code').text() };
}

async function versionOf(id: string): Promise<string> {
  return load((await admin().get(`/es/administracion/cuentas/${id}`)).body)('input[name=version]')
    .first()
    .val() as string;
}

/** Makes an account one that can enter, without the ceremony of the link. */
async function letIn(id: string): Promise<void> {
  await site.database.admin.pool.query(
    `insert into auth.credential (id, account, provider, provider_account, password) values ($1, $1, 'credential', $1, 'x')`,
    [id],
  );
}

describe('who may administer', () => {
  it('administrators only: everybody else is refused at every page, and has no entry for it', async () => {
    const { id } = await invite();
    for (const key of OTHERS) {
      for (const path of [
        '',
        '/cuentas/nueva',
        `/cuentas/${id}`,
        '/organizaciones',
        '/organizaciones/HN',
        '/programas',
      ]) {
        expect((await site.as(key).get(`/es/administracion${path}`)).statusCode, `${key} ${path}`).toBe(403);
      }
      expect((await site.as(key).post('/es/administracion/cuentas/nueva', FORM)).statusCode).toBe(403);
      expect((await site.as(key).get('/es/cuenta')).body, key).not.toContain('href="/es/administracion"');
    }
    expect((await site.as('nobody').get('/es/administracion')).headers.location).toContain('/es/entrar');
    expect((await admin().get('/es/cuenta')).body).toContain('href="/es/administracion"');
  });

  it('no act without a fresh proof, but ending sessions and testing a provider, which open nothing', () => {
    const free = administration.routes.flatMap((route) =>
      route.kind === 'command' && !route.stepUp ? [route.id] : [],
    );
    expect(free).toEqual(['administration.end-sessions', 'administration.test-sign-on']);
    expect(administration.routes.filter((route) => route.kind === 'command').length).toBeGreaterThan(10);
  });

  it.each<[Permission, Facts]>([
    ['text.read', { state: 'draft' }],
    ['text.read', { state: 'in_review' }],
    ['text.read', { state: 'adopted' }],
    ['text-comment.read', { block_visible: true }],
    ['document.read', { class: 'members', owner_party: 'HN' }],
    ['document.read', { class: 'members', owner_party: 'ST' }],
    ['document.read', { class: 'owner', owner_party: 'ST' }],
    ['obligation.read', { state: 'published', owed_by: ['ST'], recipients: ['ST'] }],
  ])('who administers sees no content of the Conference beyond what is public: %s %j', (permission, facts) => {
    const { policy } = site.machinery.house;
    expect(decide(policy, PEOPLE.secretariat, permission, facts)).toBe(true);
    expect(decide(policy, PEOPLE.administrator, permission, facts)).toBe(false);
  });
});

describe('an invitation', () => {
  it('without mail is an address shown once, with which the person chooses a password', async () => {
    const { id, link } = await invite();
    expect(link).toMatch(/^\/es\/entrar\/enlace\/[\w-]{20,}$/);
    const detail = await admin().get(`/es/administracion/cuentas/${id}`);
    expect(detail.body).not.toContain(link);
    const $ = load(detail.body);
    expect($('h1').text()).toBe(FORM.name);
    expect($('title').text()).not.toContain('Ejemplo (nueva)');
    expect($('.facts').text()).toContain('nueva@ministerio.invalid');
    expect($('.facts .tag').text()).toBe('invitada');
    const opened = await site.as('nobody').post(link, { password: 'una contraseña larga de ejemplo' });
    expect(opened.statusCode).toBe(303);
    expect(load((await admin().get(`/es/administracion/cuentas/${id}`)).body)('.facts .tag').text()).toBe('activa');
    expect(await site.acts()).toContain('administration.person-invited done');
  });

  it('that was not taken up in a week is said to have expired, and another one can be sent', async () => {
    const { id, link } = await invite();
    site.setNow('2017-01-28T16:00:00Z');
    const over = load((await admin().get(`/es/administracion/cuentas/${id}`)).body);
    expect(over('.facts .tag').text()).toBe('invitación vencida');
    expect(over('main').text()).toContain('La persona no usó su invitación a tiempo');
    const again = await admin().post(`/es/administracion/cuentas/${id}/invitar`, {});
    const fresh = load(again.body)('main code').text();
    expect(fresh).toMatch(/enlace/);
    expect(fresh).not.toBe(link);
    await letIn(id);
    const late = await admin().post(`/es/administracion/cuentas/${id}/invitar`, {});
    expect(late.statusCode).toBe(409);
    expect(load(late.body)('.error-summary').text()).toContain('ya tiene contraseña');
  });

  it.each<[string, Partial<typeof FORM>, string, string]>([
    ['an e-mail that is none', { email: 'nueva' }, 'email', 'Escriba un correo completo'],
    ['a role of another kind of organisation', { roles: ['observer'] }, 'roles', 'no corresponde'],
    ['no role', { roles: [] }, 'roles', 'al menos una función'],
    [
      'administration with another role',
      { organisation: 'ST', roles: ['administrator', 'secretariat'] },
      'roles',
      'no se juntan',
    ],
    ['no organisation', { organisation: '' }, 'organisation', 'Falta'],
    ['an organisation that is none', { organisation: 'XX' }, 'organisation', 'Elija'],
    ['a body, for which nobody signs in', { organisation: 'GRCM' }, 'organisation', ''],
    ['days that end before they begin', { validTo: '2017-01-19' }, 'validTo', 'no puede ser anterior'],
    ['days that are over', { validFrom: '2016-01-01', validTo: '2016-12-31' }, 'validTo', 'ya pasó'],
    ['a day that is none', { validFrom: '30 feb 2017' }, 'validFrom', ''],
  ])('with %s comes back with what was typed', async (_, change, field, sentence) => {
    const reply = await admin().post('/es/administracion/cuentas/nueva', { ...FORM, ...change });
    expect(reply.statusCode).toBe(422);
    const $ = load(reply.body);
    expect($(`.error-summary a[href="#${field}"]`).text()).toContain(sentence);
    expect($('#name').val()).toBe(FORM.name);
    expect($('#email').val()).toBe(change.email ?? FORM.email);
    expect(await site.machinery.session.accounts.list()).toEqual([]);
  });

  it('for an e-mail that has an account is refused beside the field', async () => {
    await invite();
    const reply = await admin().post('/en/administration/accounts/new', {
      ...FORM,
      email: 'NUEVA@ministerio.invalid ',
    });
    expect(reply.statusCode).toBe(422);
    const $ = load(reply.body);
    expect($('.error-summary a[href="#email"]').text()).toBe('There is an account with that e-mail already.');
    expect($('input[name=roles]:checked').length).toBe(2);
    expect(reply.body).not.toMatch(/action="[^"]*ministerio/);
  });
});

describe('the list of accounts', () => {
  it('keeps its filters in the address, and no e-mail in sight', async () => {
    const { id } = await invite();
    await invite({
      email: 'otra@organizacion.invalid',
      organisation: 'OIM',
      roles: ['observer'],
      name: 'Persona Ejemplo (OIM)',
    });
    const all = await admin().get('/es/administracion');
    expect(load(all.body)('#accounts tbody tr').length).toBe(2);
    expect(all.body).not.toContain('.invalid');
    for (const query of ['organisation=HN', 'role=validator', 'role=validator&state=invited&factor=none']) {
      const $ = load((await admin().get(`/es/administracion?${query}`)).body);
      expect($('#accounts tbody a').attr('href'), query).toBe(`/es/administracion/cuentas/${id}`);
      expect($('#accounts tbody tr').length, query).toBe(1);
    }
    expect((await admin().get('/en/administration?state=disabled')).body).toContain('No account matches.');
    expect((await admin().get('/es/administracion?state=nada')).statusCode).toBe(404);
    expect((await admin().get('/es/administracion?page=2')).statusCode).toBe(404);
  });
});

describe('an account', () => {
  it('is changed as the form saw it; a form that is behind is told so and keeps what was typed', async () => {
    const { id } = await invite();
    const version = await versionOf(id);
    site.setNow('2017-01-20T16:05:00Z');
    const details = {
      version,
      name: 'Persona Ejemplo (cambiada)',
      workinglang: 'en',
      validFrom: '2017-01-20',
      validTo: '2017-06-30',
    };
    const path = `/es/administracion/cuentas/${id}/datos`;
    expect((await admin().post(path, details)).statusCode).toBe(303);
    expect(await site.machinery.session.accounts.find(id)).toMatchObject({ lang: 'en', validTo: '2017-06-30' });
    const late = await admin().post(path, { ...details, name: 'Persona Ejemplo (tarde)' });
    expect(late.statusCode).toBe(409);
    expect(load(late.body)('#name').val()).toBe('Persona Ejemplo (tarde)');
    const wrong = await admin().post(path, { ...details, version: await versionOf(id), validTo: '2016-01-01' });
    expect(load(wrong.body)('.error-summary a').attr('href')).toBe('#validTo');
  });

  it('gets another role that fits its organisation, and no other', async () => {
    const { id } = await invite();
    const path = `/es/administracion/cuentas/${id}/funciones`;
    const unfit = await admin().post(path, { version: await versionOf(id), roles: 'secretariat' });
    expect(unfit.statusCode).toBe(422);
    expect((await admin().post(path, { version: await versionOf(id), roles: 'head_of_delegation' })).statusCode).toBe(
      303,
    );
    expect((await site.machinery.session.accounts.find(id))?.roles).toEqual(['head_of_delegation']);
  });

  it('is withdrawn and given back; its link opens nothing any more', async () => {
    const { id, link } = await invite();
    expect((await admin().post(`/es/administracion/cuentas/${id}/retirar`, {})).statusCode).toBe(303);
    expect(load((await admin().get(`/es/administracion/cuentas/${id}`)).body)('.facts .tag').text()).toBe('retirada');
    const opened = await site.as('nobody').post(link, { password: 'una contraseña larga de ejemplo' });
    expect(opened.statusCode).not.toBe(303);
    expect((await admin().post(`/es/administracion/cuentas/${id}/devolver`, {})).statusCode).toBe(303);
    expect(load((await admin().get(`/es/administracion/cuentas/${id}`)).body)('.facts .tag').text()).toBe(
      'invitación vencida',
    );
    expect((await admin().get('/es/administracion/cuentas/nadie')).statusCode).toBe(404);
  });

  it('has no button that shows or sets a password, or removes a second factor', async () => {
    const { id } = await invite();
    await letIn(id);
    const $ = load((await admin().get(`/es/administracion/cuentas/${id}`)).body);
    const actions = $('main form[method=post]')
      .toArray()
      .map((form) => $(form).attr('action')?.split('/').at(-1));
    expect(actions).toEqual(['retirar', 'funciones', 'datos']);
    expect($('main input[type=password]').length).toBe(0);
    expect($('main').text()).toContain('deben confirmarlo dos personas distintas');
  });
});

describe('separation of duties', () => {
  const self = async (): Promise<void> => {
    await site.database.admin.pool.query(
      `insert into auth.account (id, name, email, organisation, valid_from)
       values ('administrator', 'Persona Ejemplo administrator', 'administrator@st.invalid', 'ST', '2016-01-01')`,
    );
    await site.database.admin.pool.query(`insert into auth.account_role values ('administrator', 'administrator')`);
    await letIn('administrator');
  };

  it('nobody changes their own account', async () => {
    await self();
    const page = load((await admin().get('/es/administracion/cuentas/administrator')).body);
    expect(page('main').text()).toContain('Esta es su propia cuenta');
    expect(page('main form[method=post]').length).toBe(0);
    const path = '/es/administracion/cuentas/administrator';
    const now = String((await site.machinery.session.accounts.find('administrator'))?.updatedAt.getTime());
    for (const [act, form] of [
      ['funciones', { version: now, roles: 'secretariat' }],
      ['datos', { version: now, name: 'X', workinglang: 'es', validFrom: '2016-01-01', validTo: '' }],
      ['retirar', {}],
      ['devolver', {}],
      ['invitar', {}],
    ] as const) {
      expect((await admin().post(`${path}/${act}`, form)).statusCode, act).toBe(403);
    }
    expect((await site.machinery.session.accounts.find('administrator'))?.roles).toEqual(['administrator']);
    expect(await site.acts()).toContain('administration.roles-given refused');
  });

  it('the last administrator who can enter stays, in whatever way they would go', async () => {
    const { id } = await invite({ organisation: 'ST', roles: ['administrator'] });
    await letIn(id);
    const path = `/es/administracion/cuentas/${id}`;
    const version = await versionOf(id);
    for (const [act, form] of [
      ['retirar', {}],
      ['funciones', { version, roles: 'secretariat' }],
      [
        'datos',
        { version, name: 'Persona Ejemplo', workinglang: 'es', validFrom: '2017-01-20', validTo: '2018-01-01' },
      ],
    ] as const) {
      const reply = await admin().post(`${path}/${act}`, form);
      expect(reply.statusCode, act).toBe(409);
      expect(load(reply.body)('.error-summary').text()).toContain('al menos una persona de Administración');
    }
    const other = await invite({ email: 'segunda@st.invalid', organisation: 'ST', roles: ['administrator'] });
    await letIn(other.id);
    expect((await admin().post(`${path}/retirar`, {})).statusCode).toBe(303);
  });

  it('two who withdraw each other at the same moment are not both let', async () => {
    const [one, two] = [
      await invite({ organisation: 'ST', roles: ['administrator'] }),
      await invite({ email: 'segunda@st.invalid', organisation: 'ST', roles: ['administrator'] }),
    ];
    for (const { id } of [one, two]) await letIn(id);
    const replies = await Promise.all(
      [one, two].map(({ id }) => admin().post(`/es/administracion/cuentas/${id}/retirar`, {})),
    );
    expect(replies.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['303', '409']);
  });
});

describe('single sign-on of an organisation', () => {
  const SETTINGS = {
    issuer: 'https://127.0.0.1:9',
    clientid: 'enlace',
    clientsecret: 'canario del secreto',
    domains: 'ministerio.example\n@salud.example',
  };

  it('is set up with a secret that never comes out, tested for real, changed and removed', async () => {
    const made = await admin().post('/es/administracion/organizaciones/HN/acceso-unico', SETTINGS);
    expect(made.statusCode, made.body).toBe(303);
    const path = String(made.headers.location);
    const page = await admin().get(path);
    expect(page.body).not.toContain(SETTINGS.clientsecret);
    const $ = load(page.body);
    expect($('#domains').text()).toBe('ministerio.example\nsalud.example');
    expect($('input[name=active]').attr('checked')).toBeUndefined();
    const tested = await admin().post(`${path}/probar`, {});
    expect(tested.statusCode).toBe(409);
    expect(load(tested.body)('.error-summary').text()).toContain('no responde');
    const moved = await admin().post(path, {
      ...SETTINGS,
      issuer: 'https://otra.ministerio.example',
      clientsecret: '',
    });
    expect(moved.statusCode).toBe(422);
    expect(load(moved.body)('.error-summary a').attr('href')).toBe('#clientsecret');
    expect((await admin().post(path, { ...SETTINGS, clientsecret: '', active: 'on' })).statusCode).toBe(303);
    expect((await admin().get('/es/administracion/organizaciones')).body).toContain('en uso');
    const twice = await admin().post('/es/administracion/organizaciones/HN/acceso-unico', SETTINGS);
    expect(twice.statusCode).toBe(422);
    expect(twice.body).not.toContain(SETTINGS.clientsecret);
    expect((await admin().post(`${path}/quitar`, {})).headers.location).toBe('/es/administracion/organizaciones/HN');
    expect(await site.machinery.session.accounts.signOns()).toEqual([]);
  });

  it.each([
    [{ issuer: 'http://ministerio.example' }, 'issuer'],
    [{ domains: '*' }, 'domains'],
    [{ clientsecret: '' }, 'clientsecret'],
    [{ clientid: '' }, 'clientid'],
  ])('with %j comes back', async (wrong, field) => {
    const reply = await admin().post('/es/administracion/organizaciones/HN/acceso-unico', { ...SETTINGS, ...wrong });
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)(`.error-summary a[href="#${field}"]`).length).toBe(1);
  });
});

describe('a program', () => {
  const PROGRAM = { name: 'Tablero de ejemplo', organisation: 'HN', role: 'focal_point', workinglang: 'es' };

  async function create(): Promise<string> {
    const reply = await admin().post('/es/administracion/programas/nuevo', PROGRAM);
    expect(reply.statusCode, reply.body).toBe(303);
    return String(reply.headers.location);
  }

  it('gets a token shown once, which does what its scopes say until it is revoked', async () => {
    const path = await create();
    const page = load((await admin().get(path)).body);
    const labels = page('.choice label')
      .toArray()
      .map((label) => page(label).text());
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.every((label) => /^.+: .+$/.test(label))).toBe(true);
    const issued = await admin().post(`${path}/claves`, { scopes: 'obligation.read', expires: '2017-04-20' });
    const token = load(issued.body)('main code').text();
    expect(token).toMatch(/^enl_[\w-]{20,}$/);
    const after = await admin().get(path);
    expect(after.body).not.toContain(token);
    const call = () => site.server.inject({ url: '/api/v1/agreements', headers: { authorization: `Bearer ${token}` } });
    expect((await call()).statusCode).toBe(200);
    const id = load(after.body)('#tokens input[name=token]').val() as string;
    expect((await admin().post(`${path}/claves/revocar`, { token: id })).statusCode).toBe(303);
    expect((await call()).statusCode).toBe(401);
    expect((await admin().post(`${path}/claves/revocar`, { token: 'otra' })).statusCode).toBe(404);
  });

  it.each([
    [{ scopes: 'account.manage', expires: '2017-04-20' }, 'scopes'],
    [{ scopes: 'obligation.review', expires: '2017-04-20' }, 'scopes'],
    [{ scopes: '', expires: '2017-04-20' }, 'scopes'],
    [{ scopes: 'obligation.read', expires: '2018-01-21' }, 'expires'],
    [{ scopes: 'obligation.read', expires: '2017-01-19' }, 'expires'],
    [{ scopes: 'obligation.read', expires: 'mañana' }, 'expires'],
  ])('gets no token with %j', async (form, field) => {
    const reply = await admin().post(`${await create()}/claves`, form);
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)(`.error-summary a[href="#${field}"]`).length).toBe(1);
  });

  it('never administers, fits its organisation, and opens nothing once it is withdrawn', async () => {
    for (const wrong of [{ organisation: 'ST', role: 'administrator' }, { role: 'observer' }]) {
      const reply = await admin().post('/es/administracion/programas/nuevo', { ...PROGRAM, ...wrong });
      expect([reply.statusCode, load(reply.body)('.error-summary a').attr('href')]).toEqual([422, '#role']);
    }
    const path = await create();
    expect((await admin().post(`${path}/retirar`, {})).statusCode).toBe(303);
    expect(
      (await admin().post(`${path}/claves`, { scopes: 'obligation.read', expires: '2017-04-20' })).statusCode,
    ).toBe(404);
  });
});

describe('those who answer for an organisation', () => {
  it('see who acts for it, without addresses, and nobody of another', async () => {
    await invite();
    await invite({ email: 'otra@salvador.invalid', organisation: 'SV', name: 'Persona Ejemplo (otro país)' });
    for (const key of ['hondurasHead', 'hondurasValidator'] as const) {
      const reply = await site.as(key).get('/es/administracion/mi-organizacion');
      expect(reply.statusCode, key).toBe(200);
      const $ = load(reply.body);
      expect($('#accounts tbody tr').length).toBe(1);
      expect($('main').text()).toContain(FORM.name);
      expect(reply.body).not.toContain('.invalid');
      expect(reply.body).not.toContain('otro país');
      expect($('main form').length).toBe(0);
      expect($('main a[href="/es/cuenta/accesos?whose=organisation"]').length).toBe(1);
    }
    for (const key of [...OTHERS, 'administrator'] as const) {
      expect((await site.as(key).get('/en/administration/my-organisation')).statusCode, key).toBe(403);
    }
  });

  it('are told on their first page that somebody lost their second factor', async () => {
    const { id } = await invite();
    const due = 'Confirmar o rechazar 1 solicitud de acceso perdido';
    expect((await site.as('hondurasHead').get('/es/inicio')).body).not.toContain(due);
    await site.database.admin.pool.query(
      `insert into auth.recovery (id, account, asked_at) values ('r1', $1, '2017-01-20T15:00:00Z')`,
      [id],
    );
    expect((await site.as('hondurasHead').get('/es/inicio')).body).toContain(due);
    expect((await site.as('honduras').get('/es/inicio')).body).not.toContain(due);
    expect(load((await admin().get('/es/administracion')).body)('.tabs').text()).toContain('acceso perdido (1)');
  });
});

describe('the log', () => {
  it('knows each act by the account it was on, and no address or name', async () => {
    const { id } = await invite();
    const { rows } = await site.database.admin.pool.query(
      `select convert_from(body, 'UTF8') as body from audit.event order by seq desc limit 1`,
    );
    expect(JSON.parse(String(rows[0]?.body))).toMatchObject({ act: 'administration.person-invited', subject: id });
    const all = await site.database.admin.pool.query(
      `select string_agg(convert_from(body, 'UTF8'), '') as log from audit.event`,
    );
    expect(String(all.rows[0]?.log)).not.toMatch(/ministerio\.invalid|Ejemplo \(nueva\)/);
  });
});
