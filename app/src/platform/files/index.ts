export { admit, EVIDENCE_LIMITS, REPORT_LIMITS } from './admit.ts';
export { readUpload } from './read-upload.ts';
export { runParser } from './run-parser.ts';
export { serveParsers } from './serve-parsers.ts';
export { fileMessages } from './words.ts';
