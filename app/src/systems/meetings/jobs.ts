import { findDocument, readContent } from '../../engines/documents/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { JobRefused } from '../../platform/jobs/index.ts';
import type { JobKind, JobTools } from '../../platform/system/index.ts';
import { type Imported, importReport, readingKnowledge, readReportFile } from './operations.ts';

import { findMeetingById } from './store.ts';

/** Name of the work that reads an uploaded report into its meeting. */
export const IMPORT_JOB = 'meetings.import';

const STEPS = ['meetings.step.open', 'meetings.step.read', 'meetings.step.record'] as const;

/**
 * Reads a stored file as the report of a meeting and leaves its agreements for review. Whatever cannot be read ends
 * the job with a sentence; the file stays stored. Done again after a crash, it finds what it did.
 */
export const importJob: JobKind = {
  kind: IMPORT_JOB,
  async run(tools, payload) {
    const document = String(payload['document']);
    const meetingId = String(payload['meeting']);
    const step = (done: 0 | 1 | 2): Promise<void> => tools.progress(done, STEPS.length, STEPS[done]);
    await step(0);
    const file = await opened(tools, document, meetingId);
    await step(1);
    const reading = await readReportFile(file.bytes, {
      doc: file.name,
      held: file.held,
      lexicon: file.knowledge.lexicon,
      most: null,
    });
    if (!reading.ok) throw new JobRefused(reading.refusal);
    await step(2);
    const imported = await tools.asStarter('meetings.import-recorded', async (ctx): Promise<Imported> => {
      const meeting = await findMeetingById(ctx.db, meetingId);
      if (!meeting) return missing();
      ctx.subject(meeting.id);
      const { knowledge } = file;
      const done = await importReport(ctx.db, {
        meeting,
        document,
        reading: reading.value,
        knowledge,
        account: ctx.who.person,
        now: tools.now,
      });
      if (!done.ok) throw new JobRefused(done.refusal);
      return done.value;
    });
    await tools.progress(STEPS.length, STEPS.length, STEPS[2]);
    if (imported.unmatched === null && imported.candidates > 0)
      await tools.result('agreements.review', { meeting: file.code });
    else await tools.result('meetings.imported', { code: file.code });
  },
};

async function opened(tools: JobTools, document: string, meetingId: string) {
  return await tools.asStarter('meetings.import-read', async (ctx) => {
    const meeting = await findMeetingById(ctx.db, meetingId);
    const content = (await findDocument(ctx.db, document)) && (await readContent(ctx.db, document));
    if (!meeting || !content) return missing();
    ctx.subject(document);
    const knowledge = await readingKnowledge(ctx.db);
    const held = meeting.endsOn ?? meeting.startsOn;
    return { ...content, code: meeting.code, held, knowledge };
  });
}

function missing(): never {
  const refusal: Refusal = { kind: 'not-found', code: 'meetings.refusal.file-gone' };
  throw new JobRefused(refusal);
}
