import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** `pdftotext` and `pdfinfo`, with which tests read back the PDF files that Enlace writes; true when they are there. */
export function findOrInstallPoppler() {
  if (hasPoppler()) return true;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'poppler-utils'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return hasPoppler();
}

function hasPoppler() {
  return spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).status === 0;
}
