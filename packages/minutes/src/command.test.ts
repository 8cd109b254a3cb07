import { describe, expect, it } from 'vitest';
import { minutesCommand } from './command.ts';

const FILES: Readonly<Record<string, string>> = {
  'informes/informe.txt':
    'Los Países Miembros remitirán sus comentarios a la ST dentro del plazo de dos meses.\nSe acuerda lo siguiente:\n- Elaborar un glosario.\n',
  'vacio.txt': '  \n',
};

async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  const code = await minutesCommand(args, {
    readFile: (path) => {
      const text = FILES[path];
      return text === undefined
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve(new TextEncoder().encode(text));
    },
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('enlace minutes read', () => {
  it('prints one JSON object and nothing else', async () => {
    const { code, out, err } = await run('read', 'informes/informe.txt', '--json', '--held', '2016-11-15');
    expect(code).toBe(0);
    expect(err).toBe('');
    const { documents } = JSON.parse(out);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ doc: 'informe', held: '2016-11-15' });
    expect(documents[0].items[0]).toMatchObject({
      quote: 'Los Países Miembros remitirán sus comentarios a la ST dentro del plazo de dos meses.',
      span: [0, 84],
      kind: 'commitment',
      responsible: ['Países Miembros'],
      recipients: ['ST'],
      deadline: {
        asWritten: 'dentro del plazo de dos meses',
        rule: { type: 'duration', iso8601: 'P2M', anchor: 'meeting.date' },
        from: '2016-11-15',
        to: '2017-01-15',
      },
      deliverable: 'Remitir sus comentarios a la ST',
      nextForum: null,
    });
    expect(documents[0].items[1]).toMatchObject({ subkind: 'umbrella' });
    expect(documents[0].items[2]).toMatchObject({ kind: 'agreement', deadline: null });
  });

  it('takes --date for --held, and gives no day without either', async () => {
    const to = async (...more: readonly string[]) =>
      JSON.parse((await run('minutes', 'read', 'informes/informe.txt', '--json', ...more)).out).documents[0].items[0]
        .deadline.to;
    expect(await to('--date=2016-12-31')).toBe('2017-02-28');
    expect(await to()).toBeNull();
  });

  it('prints a table for people without --json', async () => {
    const { code, out } = await run('read', 'informes/informe.txt', '--lang', 'es');
    expect(code).toBe(0);
    expect(out).toContain('compromiso');
    expect(out).toContain('Países Miembros');
  });

  it('says which file it could not read, prints the others and ends with 1', async () => {
    const { code, out, err } = await run('read', 'vacio.txt', 'nada.txt', 'informes/informe.txt', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).documents).toHaveLength(1);
    expect(err).toContain('vacio.txt');
    expect(err).toContain('nada.txt');
  });

  it.each([
    [[]],
    [['read']],
    [['write', 'x']],
    [['read', 'x', '--wrong']],
    [['read', 'x', '--held', '2017-02-30']],
    [['read', 'x', '--lang', 'fr']],
  ])('wrong use %j ends with 2 and prints nothing on stdout', async (args) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });
});
