export {
  type AdmissibleType,
  type AdmittedFile,
  admit,
  EVIDENCE_LIMITS,
  REPORT_LIMITS,
  type Upload,
  type UploadLimits,
} from './admit.ts';
export { type FileType, type Identified, identify } from './file-type.ts';
export { readUpload, type UploadPart } from './read-upload.ts';
export { PARSER_LIMITS, type ParserLimits, type ParserTask, runParser } from './run-parser.ts';
export { type Parser, serveParsers } from './serve-parsers.ts';
export { type DecodedText, decodeText, type TextEncoding } from './text-encoding.ts';
export { fileMessages } from './words.ts';
