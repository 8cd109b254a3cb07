import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimLock, lockFolder } from './folder-lock.ts';
import { findProcess } from './processes.ts';

const CONTENDER = join(import.meta.dirname, '../../../test/programs/lock-contender.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/enlace-lock-');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder is locked by one holder at a time, and free again when it is released', async () => {
  const first = await lockFolder(folder);
  expect(await lockFolder(folder)).toEqual({
    ok: false,
    refusal: { kind: 'conflict', code: 'database.in-use', details: { pid: process.pid, folder } },
  });
  if (first.ok) await first.value.release();
  expect((await lockFolder(folder)).ok).toBe(true);
});

test('a lock whose holder is dead is taken over', async () => {
  await writeFile(join(folder, 'lock-7'), '4194304\nboot/1\n');
  expect((await lockFolder(folder)).ok).toBe(true);
  expect(await readdir(folder)).toEqual(['lock-8']);
});

test('a lock is stale when its number now belongs to a process born later', async () => {
  await writeFile(join(folder, 'lock-1'), `${process.ppid}\nanother-boot/1\n`);
  expect((await lockFolder(folder)).ok).toBe(true);
});

test('a lock held by a living process of another program stands', async () => {
  const parent = await findProcess(process.ppid);
  await writeFile(join(folder, 'lock-1'), `${process.ppid}\n${parent?.born}\n`);
  expect((await lockFolder(folder)).ok).toBe(false);
});

test('a process that slept since it looked does not get a number below that of the holder', async () => {
  await writeFile(join(folder, 'lock-5'), `${process.ppid}\n`);
  expect(await claimLock(folder, 5)).toBe(false);
  expect(await claimLock(folder, 4)).toBe(false);
  expect(await readdir(folder)).toEqual(['lock-5']);
  expect(await claimLock(folder, 6)).toBe(true);
});

test('of four processes that start at the same moment one gets the folder, 20 times out of 20', async () => {
  const folders = Array.from({ length: 20 }, (_, index) => join(folder, String(index)));
  for (const [index, one] of folders.entries()) {
    await mkdir(one);
    // Half of the folders were left by a killed program: the case in which two could believe to be the heir.
    if (index % 2 === 1) await writeFile(join(one, 'lock-3'), '4194304\nboot/1\n');
  }
  const start = String(Date.now() + 2_000);
  const contenders = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ['--import', 'tsx', CONTENDER, start, ...folders], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const won = await Promise.all(contenders.map(firstLine));
  for (const contender of contenders) contender.kill('SIGKILL');
  const all = won.flatMap((line) => line.split(' ').filter(Boolean).map(Number));
  expect(all.sort((a, b) => a - b)).toEqual(folders.map((_, index) => index));
});

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}
