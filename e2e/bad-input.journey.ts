import { connect } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, openBrowser, type Program, startProgram } from './program.ts';
import { zipOf } from './zip-of.ts';

// What people send by mistake, and worse: each gets a sentence in their language, and nothing is lost or doubled.

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let program: Program;
let browser: Browser;
let office: { context: BrowserContext; page: Page };
let page: Page;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  office = await enter(browser, program, 'secretaria', 'es');
  page = office.page;
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

interface Sent {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Sends a file where reports are taken, and answers what the page says is wrong. */
async function refusalOf(file: Sent, lang: 'es' | 'en' = 'es'): Promise<string> {
  await page.goto(lang === 'es' ? '/es/reuniones/importar' : '/en/meetings/import');
  await page.setInputFiles('input[name="file"]', file);
  await page.locator('main form button').click();
  return await page.locator('.error-summary').innerText();
}

const scan = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  'latin1',
);

const CONTENT_TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`;

/** 300 MB of the same letter in a few hundred kilobytes. */
function zipBomb(): Buffer {
  return zipOf([
    ['[Content_Types].xml', Buffer.from(CONTENT_TYPES)],
    ['word/document.xml', Buffer.alloc(300_000_000, 'a')],
  ]);
}

describe('a file that cannot be a report gets a sentence that says what to do', () => {
  it.each<[string, () => Sent, RegExp, RegExp]>([
    ['a scanned PDF', () => ({ name: 'escaneo.pdf', mimeType: 'application/pdf', buffer: scan }), /Es un PDF/, /PDF/],
    [
      'a zip bomb',
      () => ({ name: 'informe.docx', mimeType: DOCX, buffer: zipBomb() }),
      /demasiado al descomprimirse/,
      /unpack|decompress|expand/i,
    ],
    [
      'a text named .docx',
      () => ({ name: 'informe.docx', mimeType: DOCX, buffer: Buffer.from('Informe de la reunión\n') }),
      /termina en \.docx, pero el contenido es TXT/,
      /\.docx/,
    ],
    [
      'an empty file',
      () => ({ name: 'informe.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }),
      /vacío/,
      /empty/,
    ],
  ])('%s', async (_, file, es, en) => {
    expect(await refusalOf(file())).toMatch(es);
    expect(await refusalOf(file(), 'en')).toMatch(en);
  });
});

it('200 MB are answered with a sentence, and the program goes on', async () => {
  const boundary = 'frontera';
  const part = new Uint8Array(1_000_000).fill(97);
  const encoder = new TextEncoder();
  async function* body(): AsyncGenerator<Uint8Array> {
    yield encoder.encode(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="informe.txt"\r\ncontent-type: text/plain\r\n\r\n`,
    );
    for (let sent = 0; sent < 200; sent++) yield part;
    yield encoder.encode(`\r\n--${boundary}--\r\n`);
  }
  const response = await fetch(`${program.address}/es/reuniones/importar`, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      origin: program.address,
      cookie: await cookieHeader(),
    },
    body: body() as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit);
  expect(response.status).toBe(413);
  expect(await response.text()).toMatch(/pasa de 20 MB/);
  expect((await page.goto('/es/reuniones'))?.status()).toBe(200);
});

async function cookieHeader(): Promise<string> {
  return (await office.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Reads a report through the pages and answers where the work led. */
async function importText(file: Sent, title: string): Promise<string> {
  await page.goto('/es/reuniones/importar');
  await page.setInputFiles('input[name="file"]', file);
  await page.locator('main form button').click();
  await page.waitForURL(/\/importar\/[0-9a-f-]{36}$/);
  await page.selectOption('select[name="body"]', 'GRCM');
  await page.fill('input[name="titlees"]', title);
  await page.fill('input[name="titleen"]', title);
  await page.locator('main form button').click();
  await page.locator('.job .button-primary').click();
  await page.waitForURL((url) => !url.pathname.includes('/procesos/'));
  return page.url();
}

it('a report without agreements says so, and offers the way on', async () => {
  const buffer = Buffer.from('ACTA DE LA REUNIÓN\n\nLa reunión comenzó a las nueve de la mañana.\n');
  await importText({ name: 'acta.txt', mimeType: 'text/plain', buffer }, 'Reunión sin acuerdos');
  expect(await page.locator('main').innerText()).toMatch(/No se encontró ningún acuerdo/);
});

it.each<[string, (text: string) => Buffer]>([
  ['with decomposed accents', (text) => Buffer.from(text.normalize('NFD'))],
  ['in Windows-1252', (text) => Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1')],
  ['in UTF-8 with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`)],
])('a report %s is read with its accents', async (how, encode) => {
  const text = `INFORME ${how.length}\n\n1. México presentará el documento “Guía de atención” en la próxima reunión del GRCM.\n`;
  await importText({ name: 'informe.txt', mimeType: 'text/plain', buffer: encode(text) }, `Reunión ${how.length}`);
  const review = (await page.locator('main').innerText()).normalize('NFC');
  expect(review).toContain('México presentará el documento “Guía de atención” en la próxima reunión del GRCM.');
});

it('a day that does not exist is named, and what was typed stays', async () => {
  await page.goto('/es/reuniones/nueva');
  await page.selectOption('select[name="body"]', 'GRCM');
  await page.fill('input[name="titlees"]', 'Reunión de febrero');
  await page.fill('input[name="titleen"]', 'February meeting');
  await page.fill('input[name="starts"]', '30 de febrero de 2027');
  await page.locator('main form button').click();
  expect(await page.locator('.error-summary').innerText()).toMatch(/no existe/);
  expect(await page.inputValue('input[name="starts"]')).toBe('30 de febrero de 2027');
  expect(await page.inputValue('input[name="titlees"]')).toBe('Reunión de febrero');
});

it('of two people who correct the same agreement the second sees both texts', async () => {
  const second = await enter(browser, program, 'secretaria', 'es');
  const address = '/es/acuerdos/A-2024-002';
  for (const one of [page, second.page]) {
    await one.goto(address);
    await one.locator('summary', { hasText: 'Corregir título' }).click();
  }
  const correct = async (one: Page, title: string): Promise<void> => {
    await one.fill('#edit-es', title);
    await one.getByRole('button', { name: 'Guardar corrección' }).click();
  };
  await correct(page, 'Enviar observaciones al cuestionario');
  await page.getByText('La corrección se guardó.').waitFor();
  const answer = second.page.waitForResponse((response) => response.request().method() === 'POST');
  await correct(second.page, 'Remitir las observaciones pendientes');
  expect((await answer).status()).toBe(409);
  expect(await second.page.locator('.error-summary').innerText()).toMatch(/Otra persona cambió esto/);
  expect(await second.page.inputValue('#edit-es')).toBe('Remitir las observaciones pendientes');
  await second.page.getByText('Ahora está así: Enviar observaciones al cuestionario').waitFor();
  // Sent again with the eyes open, it is taken.
  await second.page.getByRole('button', { name: 'Guardar corrección' }).click();
  await second.page.getByText('La corrección se guardó.').waitFor();
  await second.context.close();
});

it('a connection cut in the middle of an upload leaves nothing behind', async () => {
  const text = 'INFORME CORTADO\n\n1. Panamá remitirá sus comentarios a la Secretaría Técnica.\n';
  const meetings = async (): Promise<number> => {
    await page.goto('/es/reuniones');
    return await page.locator('main a[href^="/es/reuniones/"]').count();
  };
  const before = await meetings();
  const { hostname, port } = new URL(program.address);
  const body = `--f\r\ncontent-disposition: form-data; name="file"; filename="informe.txt"\r\n\r\n${text}`;
  const head = [
    'POST /es/reuniones/importar HTTP/1.1',
    `host: ${hostname}:${port}`,
    `origin: ${program.address}`,
    `cookie: ${await cookieHeader()}`,
    'content-type: multipart/form-data; boundary=f',
    `content-length: ${body.length + 10_000}`,
  ].join('\r\n');
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head}\r\n\r\n${body}`, () => socket.destroy());
    });
    socket.once('close', () => resolve());
    socket.once('error', reject);
  });
  expect(await meetings()).toBe(before);
  // The same report sent whole is new to the program.
  await importText({ name: 'informe.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }, 'Reunión cortada');
  expect(page.url()).toMatch(/\/revision\//);
});

it('the same file a second time leads to what was made of it, and doubles nothing', async () => {
  const file: Sent = {
    name: 'informe.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('INFORME REPETIDO\n\n1. Nicaragua remitirá sus comentarios a la Secretaría Técnica.\n'),
  };
  await importText(file, 'Reunión repetida');
  const count = async (): Promise<number> => {
    await page.goto('/es/reuniones');
    return await page.locator('main a', { hasText: 'Reunión repetida' }).count();
  };
  const before = await count();
  expect(await refusalOf({ ...file, name: 'otro-nombre.txt' })).toMatch(/ya fue leído/);
  await page.getByRole('link', { name: 'Abrir el informe que ya está' }).click();
  expect(await page.locator('h1').innerText()).toContain('Reunión repetida');
  expect(await count()).toBe(before);
});
