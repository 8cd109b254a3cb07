/** JSON with keys in code-unit order and two spaces, so that the same data always give the same bytes. */
export function renderJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, sortKeys, 2)}\n`);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries);
}
