import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findViolations, importsOf, PARTS, readSources } from './arrows.ts';

const ROOT = join(import.meta.dirname, '..');

describe('the arrows between the parts of the house', () => {
  it.each(PARTS)('%s holds something, so that no rule is about nothing', (part) => {
    expect(readSources(ROOT, part).filter(({ path }) => !path.includes('.test.')).length).toBeGreaterThan(0);
  });

  it('every import goes the way the house allows', () => {
    const files = ['packages', 'app/src'].flatMap((folder) => readSources(ROOT, folder));
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(300);
    expect(findViolations(files)).toEqual([]);
  });

  it.each([
    [
      'a pure rule that reaches the platform',
      'app/src/engines/obligations/timing.ts',
      '../../platform/database/index.ts',
    ],
    ['a pure rule that reaches its store', 'app/src/systems/agreements/board.ts', './store.ts'],
    ['a pure rule that names a Node module', 'app/src/engines/texts/numbering.ts', 'node:fs'],
    ['a system that imports another', 'app/src/systems/agreements/routes.ts', '../meetings/store.ts'],
    ['platform that knows an engine', 'app/src/platform/http/server.ts', '../../engines/texts/index.ts'],
    ['platform that knows a package besides the log', 'app/src/platform/files/admit.ts', '@enlace/minutes'],
    ['kernel that imports a library', 'app/src/kernel/text.ts', 'zod'],
    ['ui that knows the platform', 'app/src/ui/page/page.tsx', '../../platform/policy/index.ts'],
    ['an engine that stands on a later one', 'app/src/engines/texts/store.ts', '../obligations/index.ts'],
    ['an engine that knows a system', 'app/src/engines/texts/store.ts', '../../systems/home/system.ts'],
    ['an engine that no house page names', 'app/src/engines/wonders/store.ts', '../texts/index.ts'],
    ['a room that reaches into an engine', 'app/src/systems/meetings/routes.ts', '../../engines/texts/store.ts'],
    ['a page that reads a store', 'app/src/systems/home/pages/start.page.tsx', '../store.ts'],
    ['a package that knows the app', 'packages/minutes/src/read.ts', '../../../app/src/kernel/index.ts'],
    ['a package that knows another', 'packages/minutes/src/read.ts', '../../tlog/src/index.ts'],
    ['code that reaches inside a package', 'app/src/platform/audit/log.ts', '@enlace/tlog/src/merkle.ts'],
  ])('refuses %s', (_, path, name) => {
    for (const statement of [
      `import { x } from '${name}';`,
      `import type { X } from '${name}';`,
      `export * from '${name}';`,
    ]) {
      expect(findViolations([{ path, imports: importsOf(path, statement) }])).toHaveLength(1);
    }
  });

  it.each(['app/src/engines/texts/utils.ts', 'app/src/platform/common/index.ts', 'app/src/systems/home/rules.v2.ts'])(
    'refuses the name %s, which says nothing',
    (path) => {
      expect(findViolations([{ path, imports: [] }])).toHaveLength(1);
    },
  );

  it('lets a system stand on engines, platform, ui, kernel and packages', () => {
    const path = 'app/src/systems/agreements/routes.ts';
    const source = [
      '../../engines/texts/index.ts',
      '../../platform/http/index.ts',
      '../../ui/index.ts',
      '../../kernel/index.ts',
      '@enlace/minutes',
    ]
      .map((name) => `import { x } from '${name}';`)
      .join('\n');
    expect(importsOf(path, source)).toHaveLength(5);
    expect(findViolations([{ path, imports: importsOf(path, source) }])).toEqual([]);
  });
});
