/** What a kept file is for. */
export type DocumentKind = 'report_source' | 'evidence' | 'paper';

/** Who sees it, from narrow to wide: its party with the secretariat, the members and observers, everybody. */
export type DocumentClass = 'owner' | 'members' | 'public';

const WIDTH: Readonly<Record<DocumentClass, number>> = { owner: 0, members: 1, public: 2 };

export function isWider(one: DocumentClass, than: DocumentClass): boolean {
  return WIDTH[one] > WIDTH[than];
}

/** The name of a file as people gave it, without the folders that some browsers send and characters that do not show. */
export function fileName(given: string): string {
  const last = given.normalize().split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/\p{C}/gu, '').trim();
  return clean === '' ? 'archivo' : shorten(clean);
}

/** Keeps the ending, by which people know the kind. */
function shorten(name: string): string {
  if (name.length <= 255) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, 254 - ending.length)}…${ending}`;
}
