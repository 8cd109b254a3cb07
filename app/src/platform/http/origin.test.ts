import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin.ts';

const HOST = 'enlace.example';

describe('an unsafe request is taken only from a page of our own', () => {
  it.each([
    ['a form of ours in a current browser', { 'sec-fetch-site': 'same-origin', origin: `https://${HOST}`, host: HOST }],
    ['a bookmark or typed address', { 'sec-fetch-site': 'none', host: HOST }],
    ['a form of ours in an older browser', { origin: `https://${HOST}`, host: HOST }],
    ['a program, which sends neither', { host: HOST }],
    ['localhost with its port', { origin: 'http://localhost:4477', host: 'localhost:4477' }],
  ])('%s', (_, headers) => {
    expect(isOwnOrigin(headers, undefined)).toBe(true);
  });

  it('the public address counts behind a proxy that changes the host', () => {
    const headers = { origin: `https://${HOST}`, host: '10.0.0.1:4477' };
    expect(isOwnOrigin(headers, `https://${HOST}`)).toBe(true);
    expect(isOwnOrigin(headers, undefined)).toBe(false);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example', host: HOST }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', host: HOST }],
    ['another host of the same domain', { 'sec-fetch-site': 'same-site', origin: `https://x.${HOST}`, host: HOST }],
    ['an unknown word of the browser', { 'sec-fetch-site': 'same-origin-ish', host: HOST }],
    ['an empty word of the browser', { 'sec-fetch-site': '', host: HOST }],
    ['another origin in an older browser', { origin: 'https://elsewhere.example', host: HOST }],
    ['a sandboxed frame or a redirect', { origin: 'null', host: HOST }],
    ['an origin that is no address', { origin: HOST, host: HOST }],
    ['an empty origin', { origin: '', host: HOST }],
    ['a longer name that begins like ours', { origin: `https://${HOST}.elsewhere.example`, host: HOST }],
    ['our name as user of another host', { origin: `https://${HOST}@elsewhere.example`, host: HOST }],
    ['our name in the path of another host', { origin: `https://elsewhere.example/${HOST}`, host: HOST }],
    ['our host on another port', { origin: `https://${HOST}:8443`, host: HOST }],
    ['a file on disk', { origin: 'file://', host: HOST }],
    ['no host to compare with', { origin: `https://${HOST}` }],
    [
      'an honest word beside a foreign origin',
      { 'sec-fetch-site': 'same-origin', origin: 'https://e.example', host: HOST },
    ],
  ])('not from %s', (_, headers) => {
    expect(isOwnOrigin(headers, undefined)).toBe(false);
  });
});
