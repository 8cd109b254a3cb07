import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('after signing in people go only to a page of Enlace', () => {
  it.each(['/es', '/en', '/es/inicio', '/en/agreements?state=open&page=2', '/es?x=1', '/es//doble'])('%s', (next) => {
    expect(localPath(next)).toBe(next);
  });

  it.each([
    undefined,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/es\\..\\elsewhere',
    '/\t/elsewhere.example',
    '/es/\u0000',
    '/es/\n//elsewhere.example',
    'javascript:alert(1)',
    '/esx',
    '/api/v1/agreements',
    ' /es',
  ])('and not to %j', (next) => {
    expect(localPath(next)).toBeUndefined();
  });

  it('whatever the text, a browser stays on our host', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc
        .array(fc.constantFrom('/', '\\', '\t', '\n', ':', '@', '.', '?', '#', 'es', 'en', 'x', '%2f'))
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom('', '/es', '/es/', '/en?'), (tail, head) => {
        const path = localPath(head + tail);
        return path === undefined || new URL(path, 'https://enlace.example/es/entrar').host === 'enlace.example';
      }),
      { numRuns: 2000 },
    );
  });
});
