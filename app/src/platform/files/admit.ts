import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import { type FileType, type Identified, identify, MIME } from './file-type.ts';
import { unzipEntry, ZIP_LIMITS, type ZipFault, type ZipLimits, zipFault } from './zip.ts';

/** A file as it came in, whole and unjudged. */
export interface Upload {
  readonly name: string;
  readonly declaredMime?: string;
  readonly bytes: Uint8Array;
}

export type AdmissibleType = 'txt' | 'docx' | 'doc' | 'xlsx' | 'pdf' | 'png' | 'jpeg';

export interface UploadLimits {
  readonly bytes: number;
  /** The types that this place takes. */
  readonly types: readonly AdmissibleType[];
  readonly zip: ZipLimits;
}

/** What a report may be: text that `packages/minutes` can read. */
export const REPORT_LIMITS: UploadLimits = { bytes: 20_000_000, types: ['txt', 'docx'], zip: ZIP_LIMITS };

/** What evidence may be: anything a country can show, if it cannot run. */
export const EVIDENCE_LIMITS: UploadLimits = {
  bytes: 20_000_000,
  types: ['txt', 'docx', 'xlsx', 'pdf', 'png', 'jpeg'],
  zip: ZIP_LIMITS,
};

/** What the library takes: documents that people read, old ones too. */
export const LIBRARY_LIMITS: UploadLimits = {
  bytes: 30_000_000,
  types: ['txt', 'docx', 'doc', 'pdf', 'xlsx'],
  zip: ZIP_LIMITS,
};

/** A file that may be stored and read. The type is what its bytes are, never what somebody said. */
export interface AdmittedFile {
  readonly name: string;
  readonly type: AdmissibleType;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Decides whether a file may enter. A refusal says what the file is and what to do instead; nothing of it is kept. */
export function admit(upload: Upload, limits: UploadLimits): Result<AdmittedFile> {
  const name = baseName(upload.name);
  if (upload.bytes.length > limits.bytes) return tooLarge(limits.bytes);
  const found = identify(upload.bytes);
  const type = limits.types.find((each) => each === found.type);
  if (found.type === 'empty') return refuse('invalid', 'files.empty');
  if (found.encrypted) return refuse('invalid', 'files.encrypted');
  if (found.macros) return refuse('invalid', 'files.macros');
  const misnamed = claimedType(name) !== undefined && claimedType(name) !== found.type;
  if (misnamed && (type || claimsAdmissible(name, limits))) return notWhatItSays(name, found);
  if (!type) {
    const code = WRONG_TYPE_CODES[found.type] ?? 'files.other-type';
    return refuse('invalid', code, { types: limits.types.join(', ').toUpperCase() });
  }
  const fault = packageFault(upload.bytes, found, limits.zip);
  if (fault) return fault;
  return ok({ name, type, mime: MIME[type] ?? 'application/octet-stream', bytes: upload.bytes });
}

/** The refusal of a file above a limit of bytes; also for one that was stopped on its way in. */
export function tooLarge(limit: number): { readonly ok: false; readonly refusal: Refusal } {
  return refuse('invalid', 'files.too-large', { megabytes: Math.floor(limit / 1_000_000) });
}

/** The last part of a name, without the folders that some browsers send and without controls. */
export function baseName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return last.replace(/\p{C}/gu, '').trim().slice(-200) || 'sin-nombre';
}

const EXTENSIONS: Readonly<Record<string, FileType>> = {
  txt: 'txt',
  docx: 'docx',
  doc: 'doc',
  xlsx: 'xlsx',
  xls: 'xls',
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
};

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function claimedType(name: string): FileType | undefined {
  return EXTENSIONS[extensionOf(name)];
}

function claimsAdmissible(name: string, limits: UploadLimits): boolean {
  return limits.types.some((type) => type === claimedType(name));
}

/** An Office file that was cut short still begins as a zip, but has lost its table of contents: it is damaged. */
function notWhatItSays(name: string, { type, directory }: Identified): Result<never> {
  const isDamaged = type === 'unknown' || (type === 'zip' && !directory);
  const code = isDamaged ? 'files.damaged' : 'files.not-what-it-says';
  return refuse('invalid', code, { extension: extensionOf(name), type: type.toUpperCase() });
}

/** Types that get a sentence of their own when they are not taken; the others share `files.other-type`. */
const WRONG_TYPE_CODES: Readonly<Partial<Record<FileType, string>>> = {
  pdf: 'files.pdf-not-text',
  doc: 'files.old-doc',
  xls: 'files.old-xls',
  html: 'files.web-page',
  xml: 'files.web-page',
  zip: 'files.zip',
  png: 'files.image',
  jpeg: 'files.image',
  gif: 'files.image',
  webp: 'files.image',
  tiff: 'files.image',
};

const ZIP_CODES: Readonly<Record<ZipFault, string>> = {
  bomb: 'files.zip-bomb',
  'unsafe-name': 'files.unsafe-name',
  damaged: 'files.damaged',
};

/** The parts of an Office file: not larger, not elsewhere and not other than they say. */
function packageFault(bytes: Uint8Array, found: Identified, limits: ZipLimits): Result<never> | undefined {
  if (!found.directory) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = zipFault(buffer, found.directory, limits);
  if (fault) return refuse('invalid', ZIP_CODES[fault]);
  const contentTypes = unzipEntry(buffer, found.directory, '[Content_Types].xml')?.toString('utf8') ?? '';
  if (/macroEnabled/i.test(contentTypes)) return refuse('invalid', 'files.macros');
  const main = found.type === 'docx' ? 'wordprocessingml.document.main+xml' : 'spreadsheetml.sheet.main+xml';
  return contentTypes.includes(main) ? undefined : refuse('invalid', 'files.damaged');
}
