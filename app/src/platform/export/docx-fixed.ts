import { strFromU8, strToU8 } from 'fflate';
import { fixedZip } from './fixed-zip.ts';

/**
 * The same package without what differs from one writing to the next: the moment of writing, in the properties and in
 * each zip entry, and the random names that the library gives to links.
 */
export function fixedDocx(bytes: Uint8Array, issuedAt: Date): Uint8Array {
  return fixedZip(bytes, (parts) => {
    const fixed = { ...parts };
    const change = (name: string, edit: (xml: string) => string): void => {
      const part = fixed[name];
      if (part) fixed[name] = strToU8(edit(strFromU8(part)));
    };
    change('docProps/core.xml', (xml) => withDates(xml, issuedAt));
    for (const [name, part] of Object.entries(parts)) {
      const relationships = /^(.*)_rels\/([^/]+)\.rels$/.exec(name);
      if (!relationships) continue;
      const names = stableNames(strFromU8(part));
      change(name, (xml) => renamed(xml, 'Id', names));
      change(`${relationships[1]}${relationships[2]}`, (xml) => renamed(xml, 'r:id', names));
    }
    return fixed;
  });
}

function withDates(xml: string, issuedAt: Date): string {
  const stamp = `${issuedAt.toISOString().slice(0, 19)}Z`;
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`);
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
