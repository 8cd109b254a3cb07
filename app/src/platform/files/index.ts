export { admit, EVIDENCE_LIMITS, LIBRARY_LIMITS, REPORT_LIMITS, tooLarge } from './admit.ts';
export { type ArchivedFile, isLitter, openArchive } from './archive.ts';
export { runParser } from './run-parser.ts';
export { serveParsers } from './serve-parsers.ts';
export { fileMessages } from './words.ts';
