import { readFile } from 'node:fs/promises';
import { minutesCommand } from '@enlace/minutes';
import { buildSite, loadExample, openInstallation, readSettings, type Settings, sentenceOf } from './main.ts';
import { auditCommand } from './platform/audit/index.ts';

// The command `enlace`. Each command is one function that returns the exit status.

const HELP = `enlace <command>

  serve                        start Enlace and its database (npm start)
  minutes read FILE… [--json] [--held 2016-11-15]
                               read a report (txt or docx): who must do what, for whom, by when
  audit verify                 check the log of every act: hashes, order, signed heads
  audit export FILE            write the log for the stand-alone verifier (dist/enlace-verify.mjs)
  help                         this text

Settings come from the environment: PORT, HOST, ENLACE_DATA, DATABASE_URL, ENLACE_MODE (example or real),
ENLACE_PUBLIC_ORIGIN, ENLACE_TRUSTED_PROXY.
`;

const stdout = (text: string): void => void process.stdout.write(text);
const stderr = (text: string): void => void process.stderr.write(text);

async function main(args: readonly string[]): Promise<number> {
  const [command = 'help', ...rest] = args;
  if (command === 'minutes') {
    return await minutesCommand(rest, { readFile: (path) => readFile(path), stdout, stderr });
  }
  if (command === 'help' || command === '--help') {
    stdout(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  if (!settings.ok) {
    stderr(`${sentenceOf(settings.refusal, 'en')}\n`);
    return 2;
  }
  if (command === 'serve') return await serve(settings.value);
  if (command === 'audit') return await audit(rest, settings.value);
  stderr(`enlace: there is no command "${command}"\n\n${HELP}`);
  return 2;
}

async function serve(settings: Settings): Promise<number> {
  const log = (line: string): void => stderr(`${line}\n`);
  const opened = await openInstallation(settings, log);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  const installation = opened.value;
  if (settings.exampleMode) await loadExample(installation, log);
  const site = await buildSite(installation, settings);
  installation.jobs.start();
  installation.checkpoints.start();
  const address = await site.listen({ port: settings.port, host: settings.host });
  stdout(welcome(address, settings, installation.session.examples()));
  return await new Promise((resolve) => {
    const end = async (status: number): Promise<void> => {
      await site.close();
      await installation.close();
      resolve(status);
    };
    process.once('SIGINT', () => void end(0));
    process.once('SIGTERM', () => void end(0));
    installation.database.embedded?.onExit((exit) => {
      stderr(`The database server ended (${exit.signal ?? exit.code}): Enlace stops, start it again.\n`);
      void end(1);
    });
  });
}

function welcome(
  address: string,
  settings: Settings,
  examples: readonly { readonly key: string; readonly name: string }[],
): string {
  const lines = [`\nEnlace: ${address}/es  ·  ${address}/en`];
  if (settings.exampleMode) {
    lines.push('Datos de ejemplo. Entre con un clic en una de estas cuentas / Example data. Enter with one click as:');
    lines.push(...examples.map(({ key, name }) => `  ${key.padEnd(16)} ${name}`));
  }
  lines.push('Ctrl+C para terminar / to stop\n');
  return lines.join('\n');
}

async function audit(args: readonly string[], settings: Settings): Promise<number> {
  const opened = await openInstallation(settings, () => undefined);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  try {
    return await auditCommand(args, opened.value.database.auditReader, {
      stdout,
      stderr,
      lang: settings.lang,
      verifierKey: opened.value.checkpoints.verifierKey,
    });
  } finally {
    await opened.value.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
