import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { renderDocx, renderPdf, renderXlsx } from '../export/index.ts';
import { admit, baseName, EVIDENCE_LIMITS, REPORT_LIMITS } from './admit.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { identify } from './file-type.ts';
import { decodeText } from './text-encoding.ts';

const DOCUMENT = {
  lang: 'es',
  title: 'Ejemplo',
  issuedAt: new Date(0),
  blocks: [{ kind: 'paragraph', content: 'Se acordó un ejemplo.' }],
} as const;
const ABOUT = { lang: 'es', title: 'x', source: 'x', exportedAt: new Date(0) } as const;
const DOCX = await renderDocx(DOCUMENT);
const XLSX = await renderXlsx([{ name: 'x', columns: [{ key: 'a', header: 'a', type: 'text' }], rows: [] }], ABOUT);
const PDF = await renderPdf(DOCUMENT);
const TEXT = strToU8('1. Se acordó un ejemplo.\r\n');

const CONTENT_TYPES = strToU8(
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
);
const docxWith = (parts: Record<string, Uint8Array>): Uint8Array =>
  zipSync({ '[Content_Types].xml': CONTENT_TYPES, 'word/document.xml': strToU8('<w:document/>'), ...parts });

/** A PDF with one page and no text: an image over the whole sheet, as a scanner makes it. */
const SCANNED = strToU8(
  `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj
4 0 obj <</Length 22>> stream
9 0 0 9 0 0 cm /I Do
endstream endobj
5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
x
endstream endobj
trailer <</Root 1 0 R>>
%%EOF`,
);

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ole = (stream: string): Uint8Array =>
  new Uint8Array(Buffer.concat([OLE, Buffer.alloc(504), Buffer.from(`${stream}\0`, 'utf16le'), Buffer.alloc(512)]));

const bytesOf = (text: string, encoding: BufferEncoding): Uint8Array => new Uint8Array(Buffer.from(text, encoding));
const report = (name: string, bytes: Uint8Array) => admit({ name, bytes }, REPORT_LIMITS);

function codeOf(result: ReturnType<typeof admit>): string {
  return result.ok ? `admitted as ${result.value.type}` : result.refusal.code;
}

test('a report in Word or in text is admitted with its identity', () => {
  expect(codeOf(report('informe.docx', DOCX))).toBe('admitted as docx');
  expect(report('C:\\Mis documentos\\informe.txt', TEXT)).toEqual({
    ok: true,
    value: {
      name: 'informe.txt',
      type: 'txt',
      mime: 'text/plain; charset=utf-8',
      bytes: TEXT,
    },
  });
});

test.each([
  ['an empty file', 'a.txt', new Uint8Array(), 'files.empty'],
  ['nothing but blanks', 'a.txt', strToU8(' \r\n\t\n'), 'files.empty'],
  ['a PDF', 'informe.pdf', PDF, 'files.pdf-not-text'],
  ['a scanned PDF', 'informe.pdf', SCANNED, 'files.pdf-not-text'],
  ['a scanned PDF called .docx', 'informe.docx', SCANNED, 'files.not-what-it-says'],
  ['an old .doc', 'informe.doc', ole('WordDocument'), 'files.old-doc'],
  ['an old .doc called .docx', 'informe.docx', ole('WordDocument'), 'files.not-what-it-says'],
  ['an old workbook', 'datos.xls', ole('Workbook'), 'files.old-xls'],
  ['a .docx with a password', 'informe.docx', ole('EncryptedPackage'), 'files.encrypted'],
  ['a docx called .txt', 'informe.txt', DOCX, 'files.not-what-it-says'],
  ['a workbook called .docx', 'informe.docx', XLSX, 'files.not-what-it-says'],
  ['a workbook', 'datos.xlsx', XLSX, 'files.other-type'],
  ['a web page called .txt', 'informe.txt', strToU8('\n <!DOCTYPE html><p>1. Acordar'), 'files.not-what-it-says'],
  ['a web page', 'informe.htm', strToU8('<html><body>1. Acordar'), 'files.web-page'],
  ['a zip with a docx inside', 'informe.zip', zipSync({ 'informe.docx': DOCX }), 'files.zip'],
  ['an image', 'acta.png', bytesOf('\x89PNG\r\n\x1a\n…', 'latin1'), 'files.image'],
  ['text with NUL bytes', 'a.txt', strToU8('1. Acordar\0\0 algo'), 'files.damaged'],
  ['random bytes', 'a.bin', new Uint8Array([1, 2, 3, 0, 255]), 'files.other-type'],
  ['a docx cut in half', 'a.docx', DOCX.slice(0, 5000), 'files.damaged'],
  ['a docx with macros', 'a.docx', docxWith({ 'word/vbaProject.bin': TEXT }), 'files.macros'],
  ['a docx that leaves its folder', 'a.docx', docxWith({ '../../etc/cron.d/x': TEXT }), 'files.unsafe-name'],
  ['a docx with an absolute name', 'a.docx', docxWith({ '/etc/passwd': TEXT }), 'files.unsafe-name'],
  [
    'a zip that only looks like a docx',
    'a.docx',
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': TEXT }),
    'files.damaged',
  ],
  ['more bytes than the limit', 'a.txt', new Uint8Array(20_000_001).fill(97), 'files.too-large'],
])('%s is refused as a report with its own sentence', (_, name, bytes, code) => {
  expect(codeOf(report(name, bytes))).toBe(code);
  expect(es).toHaveProperty([code]);
});

test('each sentence exists in both languages, with the same blanks', () => {
  const blanks = (text: string) => text.match(/\{\w+\}/g) ?? [];
  expect(Object.keys(es)).toEqual(Object.keys(en));
  for (const key of Object.keys(es) as (keyof typeof es)[]) expect(blanks(es[key])).toEqual(blanks(en[key]));
});

test('evidence may be a PDF, an image or a workbook too', () => {
  const evidence = (name: string, bytes: Uint8Array) => codeOf(admit({ name, bytes }, EVIDENCE_LIMITS));
  expect(evidence('nota.pdf', PDF)).toBe('admitted as pdf');
  expect(evidence('datos.xlsx', XLSX)).toBe('admitted as xlsx');
  expect(evidence('foto.JPG', bytesOf('\xff\xd8\xff\xe0…', 'latin1'))).toBe('admitted as jpeg');
  expect(evidence('nota.pdf', DOCX)).toBe('files.not-what-it-says');
});

test.each([
  ['utf-8', bytesOf('\ufeffSesión', 'utf8'), 'utf-8'],
  ['UTF-16 with its mark', bytesOf('\ufeffSesión', 'utf16le'), 'utf-16le'],
  ['UTF-16 without mark', bytesOf('Sesión', 'utf16le'), 'utf-16le'],
  ['big-endian UTF-16 without mark', new Uint8Array(Buffer.from('Sesión', 'utf16le').swap16()), 'utf-16be'],
  ['big-endian UTF-16', new Uint8Array(Buffer.from('\ufeffSesión', 'utf16le').swap16()), 'utf-16be'],
  ['Windows-1252', bytesOf('Sesi\xf3n', 'latin1'), 'windows-1252'],
])('a report in %s is admitted as text, and its accents are seen', (_, bytes, encoding) => {
  expect(codeOf(report('informe.txt', bytes))).toBe('admitted as txt');
  expect(decodeText(bytes)).toEqual({ text: 'Sesión', encoding });
});

test('a report pasted together from two encodings keeps the accents of both', () => {
  const bytes = new Uint8Array(
    Buffer.concat([Buffer.from('Sesión\n', 'utf8'), Buffer.from('Uni\xf3n \x93x\x94', 'latin1')]),
  );
  expect(codeOf(report('informe.txt', bytes))).toBe('admitted as txt');
  expect(decodeText(bytes)).toEqual({ text: 'Sesión\nUnión “x”', encoding: 'mixed' });
});

test('accents written as two characters are kept as they came; in a name they become one', () => {
  const bytes = bytesOf('Sesio\u0301n y Sesión', 'utf8');
  expect(report('sesio\u0301n.txt', bytes)).toMatchObject({ value: { name: 'sesión.txt', type: 'txt', bytes } });
});

test('a docx that unpacks to a hundred times its size is refused by what it says', () => {
  const bomb = docxWith({ 'word/media/x.xml': new Uint8Array(30_000_000) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(codeOf(report('a.docx', bomb))).toBe('files.zip-bomb');
});

test('a docx that says less than it holds is stopped while it unpacks', () => {
  const bomb = Buffer.from(docxWith({ 'word/media/x.xml': new Uint8Array(30_000_000) }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(30_000_000);
  for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 1)) bomb.writeUInt32LE(1000, at);
  expect(codeOf(report('a.docx', new Uint8Array(bomb)))).toBe('files.zip-bomb');
});

test('entries that share the same packed bytes are refused', () => {
  const bomb = Buffer.from(docxWith({ a: new Uint8Array(3000), b: new Uint8Array(3000) }));
  const directory = identify(bomb).directory!;
  const [a, b] = ['a', 'b'].map((name) => directory.entries.find((entry) => entry.name === name)!);
  const offset = Buffer.alloc(4);
  offset.writeUInt32LE(b!.offset);
  bomb.writeUInt32LE(a!.offset, bomb.lastIndexOf(offset, bomb.length - 23));
  expect(codeOf(report('a.docx', new Uint8Array(bomb)))).toBe('files.zip-bomb');
});

test('a docx with thousands of parts is refused', () => {
  const parts = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]));
  expect(codeOf(report('a.docx', docxWith(parts)))).toBe('files.zip-bomb');
});

test('a file inside a docx is carried along, never opened', () => {
  expect(codeOf(report('a.docx', docxWith({ 'word/embeddings/x.zip': zipSync({ 'x.zip': zipSync({}) }) })))).toBe(
    'admitted as docx',
  );
});

test('a name keeps neither folders nor controls', () => {
  expect(baseName('../../etc/passwd')).toBe('passwd');
  expect(baseName('a\u0000b\u202egpj.txt')).toBe('abgpj.txt');
  expect(baseName('/')).toBe('sin-nombre');
});

test('20,000 damaged files give an answer each, and never a fault', () => {
  const seeds = [docxWith({ 'word/media/x': TEXT }), zipSync({ a: TEXT }), TEXT, SCANNED, ole('WordDocument'), XLSX];
  let state = 20_161_115;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const answers = new Map<string, number>();
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = seeds[round % seeds.length]!.slice();
    for (let change = random(6); change >= 0; change -= 1) bytes[random(bytes.length)] = random(256);
    const cut = random(4) === 0 ? bytes.slice(random(bytes.length)) : bytes.slice(0, bytes.length - random(20));
    const code = codeOf(report(['a.docx', 'a.txt', 'a'][random(3)]!, cut));
    answers.set(code, (answers.get(code) ?? 0) + 1);
  }
  for (const code of answers.keys()) if (!code.startsWith('admitted')) expect(es).toHaveProperty([code]);
  expect(answers.size).toBeGreaterThan(6);
  expect(answers.get('files.damaged')).toBeGreaterThan(500);
});
