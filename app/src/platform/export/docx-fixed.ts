import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The earliest moment a zip entry can carry. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/**
 * The same package without what differs from one writing to the next: the moment of writing in the properties and
 * in each zip entry, and the random names that the library gives to links.
 */
export function fixedDocx(bytes: Uint8Array, issuedAt: Date): Uint8Array {
  const parts = unzipSync(bytes);
  const fixed: Zippable = {};
  for (const [name, part] of Object.entries(parts)) fixed[name] = [part, { mtime: ZIP_EPOCH }];
  rewrite(fixed, 'docProps/core.xml', (xml) => withDates(xml, issuedAt));
  for (const name of Object.keys(parts)) {
    const relationships = /^(.*)_rels\/([^/]+)\.rels$/.exec(name);
    if (!relationships) continue;
    const owner = `${relationships[1]}${relationships[2]}`;
    const names = stableNames(strFromU8(parts[name] ?? new Uint8Array()));
    rewrite(fixed, name, (xml) => renamed(xml, 'Id', names));
    rewrite(fixed, owner, (xml) => renamed(xml, 'r:id', names));
  }
  return zipSync(fixed, { level: 6, mtime: ZIP_EPOCH });
}

function rewrite(parts: Zippable, name: string, change: (xml: string) => string): void {
  const part = parts[name];
  if (!Array.isArray(part) || !(part[0] instanceof Uint8Array)) return;
  parts[name] = [strToU8(change(strFromU8(part[0]))), { mtime: ZIP_EPOCH }];
}

function withDates(xml: string, issuedAt: Date): string {
  const stamp = `${issuedAt.toISOString().slice(0, 19)}Z`;
  return xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${stamp}`);
}

function stableNames(relationships: string): ReadonlyMap<string, string> {
  const random = [...relationships.matchAll(/ Id="([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .filter((id) => !/^rId\d+$/.test(id));
  return new Map(random.map((id, index) => [id, `rIdLink${index + 1}`]));
}

function renamed(xml: string, attribute: string, names: ReadonlyMap<string, string>): string {
  return xml.replace(new RegExp(` ${attribute}="([^"]+)"`, 'g'), (whole, id: string) => {
    const name = names.get(id);
    return name === undefined ? whole : ` ${attribute}="${name}"`;
  });
}
