import { ok, type Result, refuse } from '../../kernel/index.ts';

/** A telephone number as people read it and as a telephone dials it. */
export interface Phone {
  /** As it was written, spaces squeezed. */
  readonly shown: string;
  /** `tel:` address (RFC 3966): global number, extension apart. */
  readonly href: string;
}

const SHAPE = /^\+([\d ().-]{6,24}?)(?:\s*(?:ext|x|int|anexo)\.?\s*(\d{1,6}))?$/i;

/**
 * Reads an international number: `+504 2222-0000 ext. 12`. Without the `+` and the country's code it could not be called
 * from another country, so it is refused and not guessed. E.164 allows 15 digits.
 */
export function parsePhone(typed: string): Result<Phone> {
  const shown = typed.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  if (!shown.startsWith('+')) return refuse('invalid', 'directory.refusal.phone-country');
  const match = SHAPE.exec(shown);
  const digits = (match?.[1] ?? '').replaceAll(/\D/g, '');
  if (!match || digits.length < 7 || digits.length > 15 || digits.startsWith('0'))
    return refuse('invalid', 'directory.refusal.phone');
  return ok({ shown, href: `tel:+${digits}${match[2] === undefined ? '' : `;ext=${match[2]}`}` });
}
