import {
  type ArchiveClass,
  addVersion,
  type By,
  classifyWork,
  findWorkById,
  findWorkBySymbol,
  findWorkWithContent,
  listVersions,
  publishVersion,
  readersOf,
  type Work,
} from '../../../engines/documents/index.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { type ReadFile, receive } from '../operations.ts';

/** What became of a file. */
export interface Taken {
  readonly file: ReadFile;
  readonly outcome: 'taken' | 'duplicate';
  readonly work: Pick<Work, 'id' | 'code' | 'symbol'>;
}

/**
 * Takes the files of one document of an old archive into the library and shows them at once: an archive was read by
 * its readers long ago. Done again, it finds what it did: a file that the library has is left, and one whose other
 * language came in before goes to the same work.
 */
export async function takeGroup(
  db: Transaction,
  files: readonly ReadFile[],
  kind: ArchiveClass,
  by: By,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  const fresh: ReadFile[] = [];
  for (const file of files) {
    const there = await findWorkWithContent(db, file.bytes);
    if (there) taken.push({ file, outcome: 'duplicate', work: there.work });
    else fresh.push(file);
  }
  if (fresh.length === 0) return taken;
  const work = (await homeOf(db, fresh, taken)) ?? (await receiveNew(db, fresh, by));
  if (work.status === 'available') for (const file of fresh) await addTo(db, work, file, by);
  await show(db, work, fresh, kind);
  const { id, code, symbol } = (await findWorkById(db, work.id)) ?? work;
  return [...taken, ...fresh.map((file) => ({ file, outcome: 'taken' as const, work: { id, code, symbol } }))];
}

/** The work that these files belong to already: that of their other language, or of their symbol, if they add a language. */
async function homeOf(db: Transaction, fresh: readonly ReadFile[], taken: readonly Taken[]): Promise<Work | undefined> {
  const [sibling] = taken;
  const symbol = fresh.map(({ proposed }) => proposed.symbol).find((one) => one !== null);
  const work = sibling
    ? await findWorkById(db, sibling.work.id)
    : symbol === undefined || symbol === null
      ? undefined
      : await findWorkBySymbol(db, symbol);
  if (work?.status !== 'available') return undefined;
  const langs = new Set((await listVersions(db, work.id)).map(({ lang }) => lang));
  return fresh.every(({ proposed }) => !langs.has(proposed.lang)) ? work : undefined;
}

async function receiveNew(db: Transaction, fresh: readonly ReadFile[], by: By): Promise<Work> {
  const { id } = await receive(
    db,
    fresh.map((file) => ({ ...file, lang: file.proposed.lang })),
    {},
    by,
  );
  const work = await findWorkById(db, id);
  if (!work) throw new Error('a work that was just received is gone');
  return work;
}

async function addTo(db: Transaction, work: Work, file: ReadFile, by: By): Promise<void> {
  const { path, mime, bytes, read, proposed } = file;
  await addVersion(db, { work: work.id, lang: proposed.lang, name: path, mime, bytes, read }, by);
}

async function show(db: Transaction, work: Work, fresh: readonly ReadFile[], kind: ArchiveClass): Promise<void> {
  const isNew = work.status !== 'available';
  const titles = new Map(fresh.map(({ proposed }) => [proposed.lang, proposed.title]));
  const { symbol, title, body, meeting, dated } = work;
  const facts = {
    symbol,
    titleEs: title.es ?? titles.get('es') ?? null,
    titleEn: title.en ?? titles.get('en') ?? null,
    body,
    meeting,
    dated,
    class: isNew ? kind : work.class,
  };
  const readers = work.class === 'restricted' ? await readersOf(db, work.id) : [];
  await classifyWork(db, work, { facts, readers, known: work.version });
  const now = (await findWorkById(db, work.id)) ?? work;
  for (const version of await listVersions(db, work.id)) {
    if (version.state !== 'classified') continue;
    const text = fresh.find(({ proposed }) => proposed.lang === version.lang)?.read.text ?? null;
    await publishVersion(db, now, { id: version.id, lang: version.lang, text }, version.addedAt);
  }
}
