/** Why a file cannot be read. `code` is stable and is the key of the sentence people see; the text is never quoted. */
export type RefusalCode =
  | 'empty'
  | 'binary'
  | 'not-a-docx'
  | 'old-doc'
  | 'encrypted'
  | 'pdf'
  | 'damaged'
  | 'zip-bomb'
  | 'too-large';

/** A refusal is a value: the input cannot be read, and here is the reason in both languages. */
export interface Refusal {
  readonly kind: 'invalid';
  readonly code: RefusalCode;
  readonly es: string;
  readonly en: string;
}

/** Either what was asked for, or the reason why not. Nothing in this package throws for bad input. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const SENTENCES: Readonly<Record<RefusalCode, readonly [es: string, en: string]>> = {
  empty: ['El archivo no contiene texto.', 'The file holds no text.'],
  binary: ['El archivo no es texto.', 'The file is not text.'],
  'not-a-docx': ['El archivo no es un documento de Word (.docx).', 'The file is not a Word document (.docx).'],
  'old-doc': [
    'Es un documento de Word antiguo (.doc). Guárdelo como .docx y vuelva a intentarlo.',
    'This is an old Word document (.doc). Save it as .docx and try again.',
  ],
  encrypted: [
    'El documento está protegido con contraseña. Quite la protección y vuelva a intentarlo.',
    'The document is protected by a password. Remove the protection and try again.',
  ],
  pdf: [
    'El archivo es un PDF; este lector admite texto y .docx.',
    'The file is a PDF; this reader takes text and .docx.',
  ],
  damaged: ['El documento está dañado y no se puede leer.', 'The document is damaged and cannot be read.'],
  'zip-bomb': [
    'El documento se expande más de lo permitido y no se abrió.',
    'The document expands beyond the limit and was not opened.',
  ],
  'too-large': ['El archivo supera el tamaño permitido.', 'The file is larger than allowed.'],
};

/** Wraps a value that was obtained. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Builds the refusal for a code, with its sentence in Spanish and English. */
export function refuse(code: RefusalCode): { readonly ok: false; readonly refusal: Refusal } {
  const [es, en] = SENTENCES[code];
  return { ok: false, refusal: { kind: 'invalid', code, es, en } };
}
