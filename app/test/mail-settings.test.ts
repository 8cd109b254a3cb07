import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/main.ts';

const REAL = {
  ENLACE_MODE: 'real',
  ENLACE_PUBLIC_ORIGIN: 'https://enlace.example',
  ENLACE_MAIL_FROM: 'enlace@conferencia.example',
  ENLACE_SMTP_URL: 'smtps://enlace:clave@correo.example:465',
};

describe('mail settings', () => {
  it('are complete: a server, a sender and the address to which links lead', () => {
    expect(readSettings(REAL)).toMatchObject({ ok: true, value: { smtpUrl: REAL.ENLACE_SMTP_URL } });
  });

  it('no mail of the example ever leaves the machine', () => {
    expect(readSettings({ ...REAL, ENLACE_MODE: 'example' })).toMatchObject({
      ok: true,
      value: { smtpUrl: undefined },
    });
  });

  it.each([
    ['main.bad-smtp', { ENLACE_SMTP_URL: 'correo.example' }],
    ['main.bad-smtp', { ENLACE_SMTP_URL: 'https://correo.example' }],
    ['main.bad-mail-from', { ENLACE_MAIL_FROM: 'Persona Ejemplo <a@b.example>' }],
    ['main.no-mail-from', { ENLACE_MAIL_FROM: undefined }],
    ['main.mail-without-origin', { ENLACE_PUBLIC_ORIGIN: undefined }],
  ])('%s', (code, change) => {
    const refused = readSettings({ ...REAL, ...change });
    expect(refused).toMatchObject({ ok: false, refusal: { code } });
    // The password in the address of the server is never repeated.
    expect(JSON.stringify(refused)).not.toContain('clave');
  });
});
