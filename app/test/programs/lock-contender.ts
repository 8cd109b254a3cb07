/*
 * A process that tries to lock each folder it is given, all contenders at the same moment, and prints the numbers of
 * those it got: `node --import tsx lock-contender.ts <start in ms since 1970> <folder> …`. It ends when its input does.
 */
import { lockFolder } from '../../src/platform/database/folder-lock.ts';

const [start, ...folders] = process.argv.slice(2);
const won: number[] = [];
for (const [index, folder] of folders.entries()) {
  const moment = Number(start) + index * 25;
  while (Date.now() < moment);
  const lock = await lockFolder(folder);
  if (lock.ok) won.push(index);
}
process.stdout.write(`${won.join(' ')}\n`);
process.stdin.resume();
