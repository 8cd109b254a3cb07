import { readFile as readBytes, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ARCHIVE_CLASSES, type ArchiveClass, groupPairs, type Placed } from '../../../engines/documents/index.ts';
import {
  compareText,
  type Lang,
  type Principal,
  type Refusal,
  type Result,
  refuse,
  type Translate,
} from '../../../kernel/index.ts';
import { isLitter, LIBRARY_LIMITS } from '../../../platform/files/index.ts';
import { type Machinery, performAct } from '../../../platform/http/index.ts';
import { type ReadFile, readFile } from '../operations.ts';
import { takeGroup } from './take.ts';

/** What the command needs of its surroundings. */
export interface ImportSurroundings {
  readonly machinery: Machinery;
  readonly lang: Lang;
  stdout(text: string): void;
  /** Where progress is told, so that the preview can be kept in a file. */
  stderr(text: string): void;
}

/** What the command was told. */
export interface ImportOrder {
  readonly folder: string;
  /** Without it nothing is changed: what would come in is shown. */
  readonly apply: boolean;
  readonly class: ArchiveClass;
}

/** Reads the arguments of `enlace library import`; undefined when they are not those. */
export function readImportOrder(args: readonly string[]): ImportOrder | undefined {
  const rest = args.filter((arg) => arg !== '--apply' && !arg.startsWith('--class='));
  const given = args.find((arg) => arg.startsWith('--class='))?.slice('--class='.length) ?? 'members';
  const kind = ARCHIVE_CLASSES.find((one) => one === given);
  const [folder] = rest;
  if (rest.length !== 1 || folder === undefined || folder.startsWith('--') || kind === undefined) {
    return undefined;
  }
  return { folder, apply: args.includes('--apply'), class: kind };
}

/** The operator of the server acts for the secretariat; the log says that nobody was signed in. */
const OPERATOR: Principal = {
  person: null,
  name: 'Enlace',
  organisation: 'ST',
  country: null,
  roles: ['secretariat'],
  lang: 'es',
};

/** A file of the folder with what it says of itself; its bytes are read again when their turn comes. */
interface Seen extends Placed {
  readonly size: number;
}

/**
 * Takes a folder of old documents into the library, or shows what would come in. Each document is one transaction, and
 * what the library has already is left: stopped at any point, the same command goes on where it was.
 */
export async function importFolder(order: ImportOrder, to: ImportSurroundings): Promise<number> {
  const t = to.machinery.house.translate[to.lang];
  const paths = await listFiles(order.folder);
  if (paths === undefined) {
    to.stderr(`${t('library.import.no-folder', { folder: order.folder })}\n`);
    return 1;
  }
  const refused: { readonly path: string; readonly refusal: Refusal }[] = [];
  const seen: Seen[] = [];
  for (const [index, path] of paths.entries()) {
    const read = await look(order.folder, path);
    if (read.ok) seen.push(read.value);
    else refused.push({ path, refusal: read.refusal });
    progress(to, t('library.import.reading'), index + 1, paths.length);
  }
  const groups = groupPairs(seen);
  if (order.apply) await apply(order, groups, refused, to);
  else preview(groups, refused, to);
  return refused.length > 0 ? 3 : 0;
}

async function look(folder: string, path: string): Promise<Result<Seen>> {
  const { size } = await stat(join(folder, path));
  if (size > LIBRARY_LIMITS.bytes) {
    return refuse('invalid', 'files.too-large', { megabytes: Math.floor(LIBRARY_LIMITS.bytes / 1_000_000) });
  }
  const read = await readFile(path, await readBytes(join(folder, path)));
  return read.ok ? { ok: true, value: { path, size, proposed: read.value.proposed } } : read;
}

function preview(
  groups: readonly (readonly Seen[])[],
  refused: readonly { readonly path: string; readonly refusal: Refusal }[],
  to: ImportSurroundings,
): void {
  const t = to.machinery.house.translate[to.lang];
  for (const group of groups) {
    const symbol = group.map(({ proposed }) => proposed.symbol).find((one) => one !== null) ?? '—';
    const dated = group.map(({ proposed }) => proposed.dated).find((one) => one !== null) ?? '—';
    to.stdout(`${symbol}\t${dated}\t${titleOf(group, to.lang)}\n`);
    for (const { path, proposed } of group) to.stdout(`\t${proposed.lang}\t${path}\n`);
  }
  tellRefused(refused, t, to);
  const pairs = groups.filter((group) => group.length > 1).length;
  to.stdout(`${t('library.import.preview', { documents: groups.length, pairs, refused: refused.length })}\n`);
}

function titleOf(group: readonly Seen[], lang: Lang): string {
  return (group.find(({ proposed }) => proposed.lang === lang) ?? group[0])?.proposed.title ?? '';
}

function tellRefused(
  refused: readonly { readonly path: string; readonly refusal: Refusal }[],
  t: Translate,
  to: ImportSurroundings,
): void {
  for (const { path, refusal } of refused) to.stdout(`✗ ${path}: ${t(refusal.code, refusal.details)}\n`);
}

async function apply(
  order: ImportOrder,
  groups: readonly (readonly Seen[])[],
  refused: readonly { readonly path: string; readonly refusal: Refusal }[],
  to: ImportSurroundings,
): Promise<void> {
  const t = to.machinery.house.translate[to.lang];
  let taken = 0;
  let known = 0;
  for (const [index, group] of groups.entries()) {
    const files: ReadFile[] = [];
    for (const { path } of group) {
      const read = await readFile(path, await readBytes(join(order.folder, path)));
      if (read.ok) files.push(read.value);
    }
    const outcome = await performAct(to.machinery, OPERATOR, 'library.archive-taken', async (ctx) => {
      const done = await takeGroup(ctx.db, files, order.class, { party: 'ST', account: null, at: ctx.now });
      const [first] = done;
      if (first) ctx.subject(first.work.id);
      return done;
    });
    taken += outcome.filter((one) => one.outcome === 'taken').length;
    known += outcome.filter((one) => one.outcome === 'duplicate').length;
    progress(to, t('library.import.taking'), index + 1, groups.length);
  }
  tellRefused(refused, t, to);
  to.stdout(`${t('library.import.done', { taken, known, refused: refused.length })}\n`);
}

/** A line every hundred files, and the last. */
function progress(to: ImportSurroundings, what: string, done: number, of: number): void {
  if (done % 100 === 0 || done === of) to.stderr(`${what} ${done}/${of}\n`);
}

/** The files below a folder in the order of their names; undefined if it cannot be read. Links are not followed. */
async function listFiles(folder: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !isLitter(path))
      .toSorted((a, b) => compareText(a, b, 'es'));
  } catch {
    return undefined;
  }
}
