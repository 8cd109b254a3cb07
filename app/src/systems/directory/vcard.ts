/** What goes into somebody's card. */
export interface Card {
  /** Random identifier of the entry, so that importing it again updates the contact instead of doubling it. */
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly unit: string | null;
  readonly post: string | null;
  /** What the person is for the Conference. */
  readonly roles: readonly string[];
  readonly email: string | null;
  /** `tel:` addresses. */
  readonly phone: string | null;
  readonly mobile: string | null;
  /** Preferred first. */
  readonly langs: readonly string[];
  /** Day on which the entry was last confirmed. */
  readonly verifiedOn: string;
}

/** Cards as one file (RFC 6350, version 4.0), UTF-8, lines of at most 75 octets. */
export function renderCards(cards: readonly Card[]): string {
  return cards.flatMap(cardLines).map(fold).join('');
}

function cardLines(card: Card): readonly string[] {
  const organisation = [card.organisation, ...(card.unit === null ? [] : [card.unit])];
  return [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:individual',
    `UID:urn:uuid:${card.id}`,
    `FN:${escapeValue(card.name)}`,
    `ORG:${organisation.map(escapeComponent).join(';')}`,
    ...(card.post === null ? [] : [`TITLE:${escapeValue(card.post)}`]),
    ...card.roles.map((role) => `ROLE:${escapeValue(role)}`),
    ...(card.phone === null ? [] : [`TEL;VALUE=uri;TYPE="work,voice":${card.phone}`]),
    ...(card.mobile === null ? [] : [`TEL;VALUE=uri;TYPE="work,cell":${card.mobile}`]),
    ...(card.email === null ? [] : [`EMAIL;TYPE=work:${escapeValue(card.email)}`]),
    ...card.langs.map((lang, index) => `LANG;PREF=${index + 1}:${lang}`),
    `REV:${card.verifiedOn.replaceAll('-', '')}T000000Z`,
    'END:VCARD',
  ];
}

/** Backslash, comma and line end are escaped in every text (RFC 6350, 3.4); other controls do not survive. */
export function escapeValue(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}

/** In a structured value the semicolon separates, so it is escaped too. */
function escapeComponent(text: string): string {
  return escapeValue(text).replaceAll(';', '\\;');
}

const LONGEST_LINE = 75;

/** Folds by octets and never inside a character (RFC 6350, 3.2); every line ends with CRLF. */
function fold(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > LONGEST_LINE) {
      parts.push(' ');
      octets = 1;
    }
    parts[parts.length - 1] += sign;
    octets += size;
  }
  return `${parts.join('\r\n')}\r\n`;
}

function octetsOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
