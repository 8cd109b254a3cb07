import { open, writeFile } from 'node:fs/promises';
import { type Lang, type Refusal, translator } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { exportLog, verifyLog } from './verify.ts';

export interface AuditCommandTools {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly lang: Lang;
  /** The key of this installation's log. */
  readonly verifierKey: string;
}

/**
 * `enlace audit verify` and `enlace audit export FILE`, which also writes the head that covers it as
 * `FILE.checkpoint`. Exit status: 0 all agrees, 1 the log is refused, 2 the command was not understood.
 */
export async function auditCommand(
  args: readonly string[],
  reader: Database,
  tools: AuditCommandTools,
): Promise<number> {
  const t = translator<Record<string, string>>({ es, en }, tools.lang);
  const say = (refusal: Refusal): number => {
    tools.stderr(`${t(refusal.code, refusal.details)}\n`);
    return 1;
  };
  const [command, file, ...rest] = args;
  if (command === 'verify' && file === undefined) {
    const verified = await verifyLog(reader, tools.verifierKey);
    if (!verified.ok) return say(verified.refusal);
    tools.stdout(`${t('audit.verified', { ...verified.value })}\n`);
    return 0;
  }
  if (command === 'export' && file !== undefined && rest.length === 0) {
    // Never over an earlier export: two exports that disagree are evidence.
    const target = await open(file, 'wx');
    try {
      const head = await exportLog(reader, async (lines) => void (await target.write(lines)));
      if (!head.ok) return say(head.refusal);
      await target.sync();
      await writeFile(`${file}.checkpoint`, head.value.note, { flag: 'wx' });
      tools.stdout(`${t('audit.exported', { file, events: head.value.size, key: tools.verifierKey })}\n`);
      return 0;
    } finally {
      await target.close();
    }
  }
  tools.stderr(`${t('audit.usage')}\n`);
  return 2;
}
