import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

// Who may name whom (docs/house.md): the table of arrows as data, and the reader of imports that holds code to it.

/** One source file and what it imports, relative paths resolved from the root of the repository. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly { readonly target: string; readonly typeOnly: boolean }[];
}

const ENGINES = ['documents', 'texts', 'obligations', 'rounds', 'matrices', 'requests', 'cases'];

/** Folders that must hold something: a part that was moved or renamed must not leave a rule about nothing. */
export const PARTS: readonly string[] = [
  'packages/linkage/src',
  'packages/minutes/src',
  'packages/tlog/src',
  'app/src/kernel',
  'app/src/ui',
  'app/src/platform',
  'app/src/engines',
  'app/src/systems',
];

const FORBIDDEN_NAMES = /(^|\/)(utils?|misc|common|managers?|helpers?|[^/]*\.v2)(\.[a-z.]+)?(\/|$)/;

/** Everything wrong with a set of files, as sentences; empty when the house is in order. */
export function findViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...(FORBIDDEN_NAMES.test(file.path) ? [`${file.path}: a name that says nothing`] : []),
    ...file.imports.flatMap(({ target }) => {
      const reason = refusal(file.path, target);
      return reason === undefined ? [] : [`${file.path} -> ${target}: ${reason}`];
    }),
  ]);
}

function refusal(from: string, to: string): string | undefined {
  if (isTest(from)) return undefined;
  if (from.startsWith('packages/')) return packageRefusal(from, to);
  if (!from.startsWith('app/src/')) return undefined;
  if (/^@enlace\/[a-z]+\/./.test(to) || /^packages\//.test(to)) return 'reach a package by its one entry';
  const floor = floorOf(from);
  const below = floorOf(to);
  if (isPure(from) && isBare(to) && !to.startsWith('@enlace/') && to !== 'preact')
    return 'a pure rule imports kernel, packages and pure rules only';
  switch (floor) {
    case 'kernel':
      return isBare(to) || below !== 'kernel' ? 'kernel imports nothing' : undefined;
    case 'ui':
      if (isBare(to)) return to.startsWith('preact') ? undefined : 'ui knows kernel and Preact only';
      return below === 'ui' || below === 'kernel' ? undefined : 'ui knows kernel and Preact only';
    case 'platform':
      if (to.startsWith('@enlace/') && to !== '@enlace/tlog') return 'of the packages, platform knows tlog only';
      return isBare(to) || ['platform', 'ui', 'kernel'].includes(below) ? undefined : 'platform knows no mechanism';
    case 'engines':
      if (isBare(to)) return undefined;
      if (below === 'systems' || below === 'root') return 'an engine never knows a system';
      return below === 'engines' ? (engineRefusal(from, to) ?? layerRefusal(from, to)) : layerRefusal(from, to);
    case 'systems':
      if (isBare(to)) return undefined;
      if (from === 'app/src/systems/index.ts') return undefined;
      if (below === 'root') return 'only the command knows the composition root';
      if (below === 'systems' && roomOf(from) !== roomOf(to))
        return 'a system never imports another: they meet in an engine';
      return layerRefusal(from, to);
    case 'root':
      return undefined;
  }
}

/** Layers inside a room: pure rules know no store, route or floor with effects; pages get plain data. */
function layerRefusal(from: string, to: string): string | undefined {
  const below = floorOf(to);
  if (
    isPure(from) &&
    (below === 'platform' || /\/(store|routes|jobs|demo|operations|system)\.tsx?$/.test(to) || /-store\.ts$/.test(to))
  ) {
    return 'a pure rule imports kernel, packages and pure rules only';
  }
  if (/\/pages\//.test(from) && /\/(store|routes|operations)\.tsx?$|-store\.ts$/.test(to))
    return 'a page gets plain data';
  if (below === 'engines' && roomOf(from) !== roomOf(to) && !/\/index\.ts$/.test(to))
    return 'reach an engine by its one entry';
  return undefined;
}

function engineRefusal(from: string, to: string): string | undefined {
  const [own, other] = [ENGINES.indexOf(roomOf(from)), ENGINES.indexOf(roomOf(to))];
  if (own === -1) return `"${roomOf(from)}" is no engine of the house`;
  return other > own ? 'an engine stands only on those before it' : undefined;
}

function packageRefusal(from: string, to: string): string | undefined {
  const own = from.split('/').slice(0, 2).join('/');
  if (to.startsWith('app/')) return 'a package knows nothing of ours';
  if (to.startsWith('packages/') && !to.startsWith(`${own}/`)) return 'a package knows no other';
  return undefined;
}

type FloorName = 'kernel' | 'ui' | 'platform' | 'engines' | 'systems' | 'root';

function floorOf(path: string): FloorName {
  const part = path.replace(/^app\/src\//, '').split('/')[0] ?? '';
  return (['kernel', 'ui', 'platform', 'engines', 'systems'] as const).find((floor) => floor === part) ?? 'root';
}

function roomOf(path: string): string {
  return path.split('/')[3] ?? '';
}

function isBare(target: string): boolean {
  return !target.startsWith('app/') && !target.startsWith('packages/');
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** A decision of an engine or a system: everything that is not a store, a route, a page, a definition or example data. */
export function isPure(path: string): boolean {
  if (!/^app\/src\/(engines|systems)\/[^/]+\/[^/]+\.ts$/.test(path)) return false;
  return !/\/(store|[a-z-]+-store|routes|system|policy|demo|jobs|operations|index)\.ts$/.test(path) && !isTest(path);
}

/** Reads every TypeScript file below a folder. */
export function readSources(root: string, folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : readSources(root, path);
    return /\.tsx?$/.test(entry.name)
      ? [{ path, imports: importsOf(path, readFileSync(join(root, path), 'utf8')) }]
      : [];
  });
}

/** The imports of a file: static, re-exported, dynamic and type-only. */
export function importsOf(path: string, source: string): SourceFile['imports'] {
  const pattern =
    /(?:^|[;\n}])\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(pattern)].map((match) => {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    const target = name.startsWith('.') ? relative('.', normalize(join(dirname(path), name))) : name;
    return { target, typeOnly: match[1] !== undefined };
  });
}
