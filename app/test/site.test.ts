import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from './site.ts';

describe('the way of a request', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  it('opens a page for a reader whose role allows it, and logs the act', async () => {
    const reply = await site.as('honduras').get('/es/inicio');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('<html lang="es"');
    expect(await site.acts()).toContain('home.opened done');
  });

  it('sends a reader without an account to the sign-in, with the way back, and logs the denial', async () => {
    const reply = await site.as('nobody').get('/en/home');
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe('/en/sign-in?next=%2Fen%2Fhome');
    expect(await site.acts()).toContain('home.opened denied');
  });

  it('refuses a form that another site made the browser send', async () => {
    const reply = await site.server.inject({
      method: 'POST',
      url: '/es/salir',
      headers: {
        cookie: 'who=honduras',
        origin: 'https://elsewhere.example',
        host: 'enlace.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: '',
    });
    expect(reply.statusCode).toBe(403);
  });

  it('answers an address that nobody declared with a page in the language of the address', async () => {
    const reply = await site.as('honduras').get('/en/nothing-here');
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('<html lang="en"');
  });
});
