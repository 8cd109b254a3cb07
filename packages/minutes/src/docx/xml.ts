/** An element or a run of text of an XML document, as WordprocessingML needs it: prefixes kept, no entities declared. */
export type XmlEvent =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly closed: boolean;
    }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'text'; readonly text: string };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/gu, (whole, body: string) => {
    if (!body.startsWith('#')) return ENTITIES[body] ?? whole;
    const code = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/**
 * Walks through the markup from left to right. Declarations, comments and processing instructions are passed over, and
 * with them any DTD: there is nothing to expand, so there is no entity bomb.
 */
export function* xmlEvents(source: string): Generator<XmlEvent> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open === -1) {
      yield { type: 'text', text: decode(source.slice(at)) };
      return;
    }
    if (open > at) yield { type: 'text', text: decode(source.slice(at, open)) };
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4);
      at = end === -1 ? source.length : end + 3;
      continue;
    }
    if (source.startsWith('<![CDATA[', open)) {
      const end = source.indexOf(']]>', open + 9);
      yield { type: 'text', text: source.slice(open + 9, end === -1 ? source.length : end) };
      at = end === -1 ? source.length : end + 3;
      continue;
    }
    const close = source.indexOf('>', open + 1);
    if (close === -1) return;
    at = close + 1;
    const body = source.slice(open + 1, close);
    if (body.startsWith('?') || body.startsWith('!')) continue;
    if (body.startsWith('/')) {
      yield { type: 'close', name: body.slice(1).trim() };
      continue;
    }
    const closed = body.endsWith('/');
    const name = /^[\w:.-]+/u.exec(body)?.[0] ?? '';
    const attributes: Record<string, string> = {};
    for (const match of body.slice(name.length).matchAll(ATTRIBUTE))
      attributes[match[1] ?? ''] = decode(match[2] ?? match[3] ?? '');
    yield { type: 'open', name, attributes, closed };
  }
}
