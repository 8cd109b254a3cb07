import {
  addVersion,
  type By,
  findWorkBySymbol,
  findWorkWithContent,
  listVersions,
  nextSymbol,
  type Proposed,
  parseSymbol,
  propose,
  publishVersion,
  type ReadText,
  readDocument,
  readKept,
  readVersion,
  receiveWork,
  symbolRoot,
  takenSymbolsBelow,
  type Work,
} from '../../engines/documents/index.ts';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { admit, LIBRARY_LIMITS } from '../../platform/files/index.ts';
import type { Context } from '../../platform/system/index.ts';
import { listNames } from './store.ts';

/** In whose name and when the act of this request is done. */
export function byOf(ctx: Context): By {
  return { party: ctx.who.organisation ?? 'ST', account: ctx.who.person, at: ctx.now };
}

/** A file on its way in: admitted by its bytes, and read as far as it has a text. */
export interface ReadFile {
  readonly path: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly read: ReadText;
  readonly proposed: Proposed;
}

/** Looks whether a file may enter and what it says of itself. Nothing is kept. */
export async function readFile(path: string, bytes: Uint8Array): Promise<Result<ReadFile>> {
  const admitted = admit({ name: path, bytes }, LIBRARY_LIMITS);
  if (!admitted.ok) return admitted;
  const { type, mime } = admitted.value;
  const read = await readDocument({ type, bytes });
  const proposed = propose(path, { text: read.text ?? '', lang: read.lang ?? 'es' });
  return ok({ path, mime, bytes, read, proposed });
}

/** The refusal of a file that the library has, with the way to it; of what the reader may not see nothing is said. */
export async function refuseDuplicate(db: Transaction, bytes: Uint8Array): Promise<Result<null>> {
  const there = await findWorkWithContent(db, bytes);
  if (!there) return ok(null);
  return refuse('conflict', 'library.refusal.duplicate', {
    code: there.work.code,
    name: there.work.symbol ?? there.version.name,
  });
}

/** One work out of its files in one or two languages; nobody but its party and the secretariat sees it yet. */
export async function receive(
  db: Transaction,
  files: readonly (ReadFile & { readonly lang: Lang })[],
  typed: { readonly es?: string | undefined; readonly en?: string | undefined },
  by: By,
): Promise<{ readonly id: string; readonly code: string }> {
  const title = (lang: Lang): string | null =>
    typed[lang] ?? files.find((file) => file.lang === lang)?.proposed.title ?? null;
  const symbol = by.party === 'ST' ? await freeSymbol(db, files) : null;
  const work = await receiveWork(
    db,
    {
      symbol,
      titleEs: title('es'),
      titleEn: title('en'),
      body: await bodyOfSymbol(db, symbol),
      meeting: null,
      dated: files.map(({ proposed }) => proposed.dated).find((dated) => dated !== null) ?? null,
      class: 'restricted',
    },
    by,
  );
  for (const file of files) await addFile(db, work.id, file, by);
  return work;
}

export async function addFile(
  db: Transaction,
  work: string,
  file: ReadFile & { readonly lang: Lang },
  by: By,
): Promise<{ readonly id: string; readonly number: number }> {
  const { path, mime, bytes, read, lang } = file;
  return await addVersion(db, { work, lang, name: path, mime, bytes, read }, by);
}

/** The symbol that the files say they have, unless another work has it. */
async function freeSymbol(db: Transaction, files: readonly ReadFile[]): Promise<string | null> {
  const symbol = files.map(({ proposed }) => proposed.symbol).find((one) => one !== null) ?? null;
  return symbol === null || (await isTaken(db, symbol)) ? null : symbol;
}

async function isTaken(db: Transaction, symbol: string): Promise<boolean> {
  const { root = symbol } = parseSymbol(symbol) ?? {};
  return (await findWorkBySymbol(db, symbol)) !== undefined || (await takenSymbolsBelow(db, root)).includes(symbol);
}

/** `RFE` for `CRM/RFE/2016/INF-01`; null where the symbol names no body that there is. */
export async function bodyOfSymbol(db: Transaction, symbol: string | null): Promise<string | null> {
  const root = symbol === null ? undefined : parseSymbol(symbol)?.root;
  const body = root?.split('/').at(-1);
  return body !== undefined && (await listNames(db)).get(body)?.kind === 'body' ? body : null;
}

/** The next free symbol for a document of this body and year, to be proposed. */
export async function proposeSymbol(
  db: Transaction,
  of: { readonly body: string; readonly year: string; readonly series: string },
): Promise<string> {
  const root = symbolRoot(of.body);
  return nextSymbol({ root, year: of.year, series: of.series }, await takenSymbolsBelow(db, root));
}

/** Is the symbol free for this work? */
export async function checkSymbol(db: Transaction, symbol: string, work: Pick<Work, 'symbol'>): Promise<boolean> {
  return symbol === work.symbol || !(await isTaken(db, symbol));
}

/** Shows every classified version of a work to its readers; its text is read again from the bytes that are kept. */
export async function makeAvailable(db: Transaction, work: Work, at: Date): Promise<Result<number>> {
  const waiting = (await listVersions(db, work.id)).filter(({ state }) => state === 'classified');
  if (waiting.length === 0) return refuse('conflict', 'library.refusal.nothing-to-show');
  // Of several versions in one language that wait, the last becomes current; numbers tell which that is.
  for (const version of waiting.toSorted((a, b) => a.number - b.number)) {
    const kept = await readVersion(db, version.id);
    const { text } = kept ? await readKept(kept) : { text: null };
    await publishVersion(db, work, { id: version.id, lang: version.lang, text }, at);
  }
  return ok(waiting.length);
}
